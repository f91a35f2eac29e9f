#include "qs-fault.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"

#define SHOWN_CHARACTERS 60
#define SHOWN_PATH 240
#define SHOWN_FAULTS 10

G_DEFINE_BOXED_TYPE (QsFault, qs_fault, qs_fault_copy, qs_fault_free)

/* What may be shown of @text, cut to a number of characters. */
static char *
shorten (const char *text,
         gsize characters)
{
  g_autofree char *safe = qs_display_text (text, -1);
  g_autofree char *start = NULL;

  if ((gsize) g_utf8_strlen (safe, -1) <= characters)
    return g_steal_pointer (&safe);

  start = g_utf8_substring (safe, 0, characters - 1);
  return g_strconcat (start, "…", NULL);
}

static char *
show_string (const char *text)
{
  g_autofree char *shown = shorten (text, SHOWN_CHARACTERS - 2);

  return g_strconcat ("\"", shown, "\"", NULL);
}

static char *
show_value (JsonNode *value)
{
  switch (JSON_NODE_TYPE (value))
    {
    case JSON_NODE_OBJECT:
      return g_strdup (json_object_get_size (json_node_get_object (value)) > 0 ? "{…}" : "{}");

    case JSON_NODE_ARRAY:
      return g_strdup (json_array_get_length (json_node_get_array (value)) > 0 ? "[…]" : "[]");

    case JSON_NODE_VALUE:
      if (json_node_get_value_type (value) == G_TYPE_STRING)
        return show_string (json_node_get_string (value));
      return json_to_string (value, FALSE);

    case JSON_NODE_NULL:
    default:
      return g_strdup ("null");
    }
}

static char *
compose_message (const char *path,
                 const char *value,
                 const char *rule)
{
  /* A path may hold names from outside, as keys of maps. */
  g_autofree char *shown = shorten (*path != '\0' ? path : _("The request"), SHOWN_PATH);

  if (value == NULL)
    /* Translators: a member and the rule it breaks, as in "jobName is required". */
    return g_strdup_printf (_("%1$s %2$s"), shown, rule);

  /* Translators: a member, its value and the rule it breaks, as in "size is 1: it must be at least
   * 2". */
  return g_strdup_printf (_("%1$s is %2$s: it %3$s"), shown, value, rule);
}

/**
 * qs_fault_new:
 * @path: the member's path; "" for the whole document
 * @value: (nullable): what is there
 * @rule: the rule in words, to follow "it"
 *
 * Returns: (transfer full): a fault with its sentence.
 */
QsFault *
qs_fault_new (const char *path,
              JsonNode   *value,
              const char *rule)
{
  QsFault *self;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (rule != NULL, NULL);

  self = g_new0 (QsFault, 1);
  self->path = g_strdup (path);
  self->value = value != NULL && *path != '\0' ? show_value (value) : NULL;
  self->rule = g_strdup (rule);
  self->message = compose_message (path, self->value, rule);

  return self;
}

/**
 * qs_fault_copy:
 *
 * Returns: (transfer full): the same fault again.
 */
QsFault *
qs_fault_copy (const QsFault *self)
{
  QsFault *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (QsFault, 1);
  copy->path = g_strdup (self->path);
  copy->value = g_strdup (self->value);
  copy->rule = g_strdup (self->rule);
  copy->message = g_strdup (self->message);

  return copy;
}

/**
 * qs_fault_free:
 *
 * Frees a fault.
 */
void
qs_fault_free (QsFault *self)
{
  g_free (self->path);
  g_free (self->value);
  g_free (self->rule);
  g_free (self->message);
  g_free (self);
}

/**
 * qs_faults_new:
 *
 * Returns: (transfer full) (element-type QsFault): an empty list that owns its faults.
 */
GPtrArray *
qs_faults_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) qs_fault_free);
}

/**
 * qs_faults_add:
 * @path: the member's path; "" for the whole document
 * @value: (nullable): what is there
 * @format: the rule in words, to follow "it"
 *
 * Adds a fault.
 */
void
qs_faults_add (GPtrArray  *faults,
               const char *path,
               JsonNode   *value,
               const char *format,
               ...)
{
  g_autofree char *rule = NULL;
  va_list arguments;

  g_return_if_fail (faults != NULL);

  va_start (arguments, format);
  rule = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_ptr_array_add (faults, qs_fault_new (path, value, rule));
}

/**
 * qs_faults_dup_message:
 *
 * Returns: (transfer full): the first ten faults in one text, and how many more there are.
 */
char *
qs_faults_dup_message (GPtrArray *faults)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint shown = MIN (faults->len, SHOWN_FAULTS);
  guint rest = faults->len - shown;

  for (guint i = 0; i < shown; i++)
    {
      QsFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (text, "%s%s", i > 0 ? "; " : "", fault->message);
    }
  if (rest > 0)
    g_string_append_printf (text, ngettext ("; and %u fault more", "; and %u faults more", rest),
                            rest);

  return g_string_free_and_steal (g_steal_pointer (&text));
}
