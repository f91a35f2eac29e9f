#include "qs-arn.h"

#include <string.h>

/* No ARN of any service is longer. */
#define MAX_LENGTH 2048
#define N_PARTS 6

static gboolean
holds_only (const char *text,
            const char *characters)
{
  return text[strspn (text, characters)] == '\0';
}

/* The parts before the resource are names of AWS; an account may also be a name, as in
 * "arn:aws:iam::aws:policy/…". */
static gboolean
is_sound (char **parts)
{
  static const char name[] = "abcdefghijklmnopqrstuvwxyz0123456789-";

  return strcmp (parts[0], "arn") == 0 &&
         parts[1][0] != '\0' && holds_only (parts[1], name) &&
         parts[2][0] != '\0' && holds_only (parts[2], name) &&
         holds_only (parts[3], name) &&
         holds_only (parts[4], name) &&
         parts[5][0] != '\0';
}

static gboolean
is_text (const char *text)
{
  if (strlen (text) > MAX_LENGTH || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text))
      return FALSE;

  return TRUE;
}

/**
 * qs_arn_parse:
 *
 * Returns: (transfer full) (nullable): the parts of @text; %NULL when it is no ARN.
 */
QsArn *
qs_arn_parse (const char *text)
{
  g_auto(GStrv) parts = NULL;
  QsArn *self;

  g_return_val_if_fail (text != NULL, NULL);

  if (!is_text (text))
    return NULL;

  parts = g_strsplit (text, ":", N_PARTS);
  if (g_strv_length (parts) != N_PARTS || !is_sound (parts))
    return NULL;

  self = g_new0 (QsArn, 1);
  self->partition = g_strdup (parts[1]);
  self->service = g_strdup (parts[2]);
  self->region = g_strdup (parts[3]);
  self->account = g_strdup (parts[4]);
  self->resource = g_strdup (parts[5]);

  return self;
}

void
qs_arn_free (QsArn *self)
{
  g_free (self->partition);
  g_free (self->service);
  g_free (self->region);
  g_free (self->account);
  g_free (self->resource);
  g_free (self);
}

/**
 * qs_arn_to_string:
 *
 * Returns: (transfer full): the text that the ARN was read from.
 */
char *
qs_arn_to_string (const QsArn *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strdup_printf ("arn:%s:%s:%s:%s:%s", self->partition, self->service, self->region,
                          self->account, self->resource);
}

/**
 * qs_arn_dup_type:
 *
 * Returns: (transfer full): the kind of resource, "job-definition" of
 *   "job-definition/md5sum:3" or "log-group" of "log-group:/aws/batch/job"; empty when the resource
 *   is a name alone.
 */
char *
qs_arn_dup_type (const QsArn *self)
{
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  length = strcspn (self->resource, ":/");
  return self->resource[length] != '\0' ? g_strndup (self->resource, length) : g_strdup ("");
}

/**
 * qs_arn_get_name:
 *
 * Returns: what follows the kind: "md5sum:3" of "job-definition/md5sum:3". The path of a role
 *   belongs to it, as in "service-role/batch".
 */
const char *
qs_arn_get_name (const QsArn *self)
{
  gsize length;

  g_return_val_if_fail (self != NULL, NULL);

  length = strcspn (self->resource, ":/");
  return self->resource[length] != '\0' ? self->resource + length + 1 : self->resource;
}
