#include "qs-rule-site.h"

#include "qs-json-path.h"
#include "qs-json.h"

static JsonNode *
find_given (JsonObject *object,
            const char *member)
{
  JsonNode *node = object != NULL ? json_object_get_member (object, member) : NULL;

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

void
qs_rule_site_fault (const QsRuleSite *self,
                    const char       *member,
                    const char       *format,
                    ...)
{
  g_autoptr(GString) path = g_string_new (self->path->str);
  g_autofree char *rule = NULL;
  va_list arguments;

  va_start (arguments, format);
  rule = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  qs_json_path_append_member (path, member);
  qs_faults_add (self->faults, path->str, find_given (self->object, member), "%s", rule);
}

void
qs_rule_site_fault_in_list (const QsRuleSite *self,
                            const char       *list,
                            guint             index,
                            const char       *member,
                            const char       *format,
                            ...)
{
  g_autoptr(GString) path = g_string_new (self->path->str);
  JsonObject *element = qs_json_element (qs_json_get_array (self->object, list), index);
  g_autofree char *rule = NULL;
  va_list arguments;

  va_start (arguments, format);
  rule = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  qs_json_path_append_member (path, list);
  qs_json_path_append_index (path, index);
  qs_json_path_append_member (path, member);
  qs_faults_add (self->faults, path->str, find_given (element, member), "%s", rule);
}

gboolean
qs_rule_site_has (const QsRuleSite *self,
                  const char       *member)
{
  return find_given (self->object, member) != NULL;
}
