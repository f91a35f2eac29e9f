#include "qs-lookup-kinds.h"

#include "qs-format.h"
#include "qs-json.h"

#include <glib/gi18n.h>

static const QsLookupPages version_pages = {
  "ec2", "DescribeLaunchTemplateVersions", "LaunchTemplateVersions", "NextToken", "NextToken"
};

QsLookupChoice *
qs_lookup_make_key_pair (JsonObject *item)
{
  const char *name = qs_json_get_string (item, "KeyName", NULL);

  if (name == NULL)
    return NULL;

  return qs_lookup_choice_new (g_strdup (name), NULL,
                               g_strdup (qs_json_get_string (item, "KeyType", "")), NULL);
}

QsLookupChoice *
qs_lookup_make_launch_template (JsonObject *item)
{
  const char *name = qs_json_get_string (item, "LaunchTemplateName", NULL);
  const char *id = qs_json_get_string (item, "LaunchTemplateId", "");
  gint64 latest = qs_json_get_int (item, "LatestVersionNumber", 0);
  JsonObject *facts;

  if (name == NULL)
    return NULL;

  facts = json_object_new ();
  json_object_set_string_member (facts, "id", id);
  json_object_set_int_member (facts, "latest", latest);
  return qs_lookup_choice_new (g_strdup (name), NULL,
                               g_strdup_printf (_("%s · %u is its latest version"), id,
                                                (guint) latest), facts);
}

QsLookupChoice *
qs_lookup_make_placement_group (JsonObject *item)
{
  const char *name = qs_json_get_string (item, "GroupName", NULL);

  if (name == NULL)
    return NULL;

  return qs_lookup_choice_new (g_strdup (name), NULL,
                               g_strdup (qs_json_get_string (item, "Strategy", "")), NULL);
}

QsLookupChoice *
qs_lookup_make_log_group (JsonObject *item)
{
  const char *name = qs_json_get_string (item, "logGroupName", NULL);
  gint64 days = qs_json_get_int (item, "retentionInDays", 0);

  if (name == NULL)
    return NULL;

  return qs_lookup_choice_new (g_strdup (name), NULL,
                               days > 0 ? g_strdup_printf (ngettext ("Keeps logs for %u day",
                                                                     "Keeps logs for %u days",
                                                                     (guint) days), (guint) days)
                                        : g_strdup (_("Keeps logs for ever")), NULL);
}

static QsLookupChoice *
make_version (JsonObject *item)
{
  gint64 number = qs_json_get_int (item, "VersionNumber", 0);
  const char *description = qs_json_get_string (item, "VersionDescription", "");
  g_autofree char *made = qs_format_time (qs_json_get_int (item, "CreateTime", 0) * 1000);
  GString *said = g_string_new (NULL);

  if (qs_json_get_bool (item, "DefaultVersion", FALSE))
    qs_lookup_add_part (said, "%s", _("The template’s default"));
  if (*description != '\0')
    qs_lookup_add_part (said, "%s", description);
  if (*made != '\0')
    qs_lookup_add_part (said, "%s", made);
  return qs_lookup_choice_new (g_strdup_printf ("%" G_GINT64_FORMAT, number), NULL,
                               g_string_free (said, FALSE), NULL);
}

static int
compare_versions (gconstpointer a,
                  gconstpointer b)
{
  gint64 one = qs_json_get_int (*(JsonObject **) a, "VersionNumber", 0);
  gint64 other = qs_json_get_int (*(JsonObject **) b, "VersionNumber", 0);

  return (other > one) - (other < one);
}

static JsonNode *
ask_for_template (const char *template)
{
  JsonObject *input = json_object_new ();

  json_object_set_string_member (input, g_str_has_prefix (template, "lt-") ? "LaunchTemplateId"
                                                                           : "LaunchTemplateName",
                                 template);
  return qs_json_take (input);
}

static void
add_word (GPtrArray  *choices,
          const char *word,
          const char *said)
{
  g_ptr_array_add (choices, qs_lookup_choice_new (g_strdup (word), NULL, g_strdup (said), NULL));
}

/* Numbers come first: Batch copies a template when an environment is made, so that the two words do
 * not follow what is made later. */
gboolean
qs_lookup_read_versions (QsLookupReading *reading,
                         GError         **error)
{
  g_autoptr(JsonNode) input = NULL;
  g_autoptr(GPtrArray) versions = NULL;

  if (reading->parameter == NULL || *reading->parameter == '\0')
    return TRUE;

  input = ask_for_template (reading->parameter);
  if ((versions = qs_lookup_ask (reading->engine, &version_pages, input, error)) == NULL)
    return FALSE;

  g_ptr_array_sort (versions, compare_versions);
  for (guint i = 0; i < versions->len; i++)
    g_ptr_array_add (reading->choices, make_version (versions->pdata[i]));

  add_word (reading->choices, "$Default",
            _("The default when the environment is made; later ones are not followed"));
  add_word (reading->choices, "$Latest",
            _("The latest when the environment is made; later ones are not followed"));
  return TRUE;
}
