#include "qs-plan.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SIZE_MAX_PLAN (8 * 1024 * 1024)

typedef struct
{
  const char   *key;
  const char ***list;
} QsPlanList;

/* The pair behind @at, or NULL at the end. A value without its NUL cannot be: see load(). */
static const char *
next_pair (const QsPlan *self,
           const char   *at,
           const char  **value)
{
  const char *end = self->text + self->length;

  *value = at < end ? at + strlen (at) + 1 : end;
  return *value < end ? *value + strlen (*value) + 1 : NULL;
}

static const char **
collect (const QsPlan *self,
         const char   *key)
{
  const char **list;
  const char *value;
  size_t count = 0;

  for (const char *at = self->text, *next; (next = next_pair (self, at, &value)); at = next)
    count += strcmp (at, key) == 0;

  list = calloc (count + 1, sizeof *list);
  count = 0;
  for (const char *at = self->text, *next; list && (next = next_pair (self, at, &value)); at = next)
    if (strcmp (at, key) == 0)
      list[count++] = value;

  return list;
}

static const char *
find (const QsPlan *self,
      const char   *key)
{
  const char *value;

  for (const char *at = self->text, *next; (next = next_pair (self, at, &value)); at = next)
    if (strcmp (at, key) == 0)
      return value;

  return NULL;
}

/* The descriptor's own position is left alone: the plan is read again inside the sandbox. */
static bool
load (QsPlan *self,
      int     fd)
{
  struct stat info;
  ssize_t got;

  if (fstat (fd, &info) != 0 || info.st_size > SIZE_MAX_PLAN)
    return false;

  self->length = (size_t) info.st_size;
  self->text = malloc (self->length + 1);
  if (self->text == NULL)
    return false;

  self->text[self->length] = '\0';
  got = pread (fd, self->text, self->length, 0);
  return got == (ssize_t) self->length && got > 0 && self->text[got - 1] == '\0';
}

/* Reads the plan in the file @fd. Clear it also when this fails. */
bool
qs_plan_read (QsPlan *self,
              int     fd)
{
  QsPlanList lists[] = {
    { "sandbox", &self->sandbox },
    { "limit", &self->limits },
    { "argument", &self->arguments },
    { "variable", &self->variables },
  };
  const char *memory;

  if (!load (self, fd))
    return false;

  for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
    if ((*lists[i].list = collect (self, lists[i].key)) == NULL)
      return false;

  self->bwrap = find (self, "bwrap");
  self->log = find (self, "log");
  self->folder = find (self, "folder");
  memory = find (self, "memory");
  self->memory = memory != NULL ? strtoll (memory, NULL, 10) : 0;
  return self->bwrap != NULL && self->log != NULL && self->folder != NULL &&
         self->arguments[0] != NULL;
}

void
qs_plan_clear (QsPlan *self)
{
  free (self->sandbox);
  free (self->limits);
  free (self->arguments);
  free (self->variables);
  free (self->text);
  *self = (QsPlan) { 0 };
}
