#include "qs-probe-profiles.h"

#include <string.h>

#include "qs-json.h"
#include "qs-profiles.h"

static GBytes *
read_text (JsonObject *request,
           const char *member)
{
  const char *text = qs_json_get_string (request, member, "");

  return g_bytes_new (text, strlen (text));
}

static JsonObject *
describe_block (const QsProfile    *profile,
                const char         *key,
                const char * const *nested)
{
  JsonObject *block = json_object_new ();

  for (; *nested != NULL; nested++)
    {
      const char *value = qs_profile_get_nested (profile, key, *nested);

      if (value != NULL)
        json_object_set_string_member (block, *nested, value);
    }

  return block;
}

static JsonObject *
describe_profile (const QsProfile    *profile,
                  const char * const *keys,
                  const char * const *nested)
{
  JsonObject *answer = json_object_new ();

  for (; *keys != NULL; keys++)
    {
      const char *value = qs_profile_get (profile, *keys);
      JsonObject *block = describe_block (profile, *keys, nested);

      if (value != NULL)
        json_object_set_string_member (answer, *keys, value);
      if (json_object_get_size (block) > 0)
        json_object_set_object_member (answer, *keys, block);
      else
        json_object_unref (block);
    }

  return answer;
}

JsonNode *
qs_probe_profiles (JsonObject *request,
                   GError    **error)
{
  g_autoptr(GBytes) config = read_text (request, "config");
  g_autoptr(GBytes) credentials = read_text (request, "credentials");
  g_autoptr(QsProfiles) profiles = qs_profiles_parse (config, "config", credentials, "credentials",
                                                      error);
  g_auto(GStrv) keys = qs_json_dup_strv (request, "keys");
  g_auto(GStrv) nested = qs_json_dup_strv (request, "nested");
  JsonObject *answer, *described;
  const char * const *names;

  if (profiles == NULL)
    return NULL;

  described = json_object_new ();
  for (names = qs_profiles_get_names (profiles); *names != NULL; names++)
    json_object_set_object_member (described, *names,
                                   describe_profile (qs_profiles_lookup (profiles, *names, NULL),
                                                     (const char * const *) keys,
                                                     (const char * const *) nested));

  answer = json_object_new ();
  json_object_set_object_member (answer, "profiles", described);
  return qs_json_take (answer);
}
