#include <stdint.h>
#include <string.h>

#include "qs-profile-chain.h"

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Whoever is at fault is named in text that can be shown. */
static void
check_error (const GError *error)
{
  g_assert_true (error->domain == QS_PROFILE_ERROR);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static void
ask (const QsProfile *profile)
{
  g_autofree char *place = qs_profile_dup_place (profile, "role_arn");

  g_assert_nonnull (place);
  qs_profile_get (profile, "region");
  qs_profile_get_nested (profile, "s3", "addressing_style");
}

static void
follow (QsProfiles *profiles,
        const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfileChain) chain = NULL;

  ask (qs_profiles_lookup (profiles, name, &error));
  g_assert_no_error (error);

  chain = qs_profile_chain_new (profiles, name, &error);
  g_assert_true ((chain == NULL) == (error != NULL));
  if (chain == NULL)
    check_error (error);
}

/* Both files may be anything: here the second begins behind a line of three hyphens. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  const char *text = (const char *) data;
  const char *mark = size > 0 ? memmem (text, size, "\n---\n", 5) : NULL;
  gsize first = mark != NULL ? (gsize) (mark - text) : size;
  gsize second = mark != NULL ? first + 5 : size;
  g_autoptr(GBytes) config = g_bytes_new (text, first);
  g_autoptr(GBytes) credentials = g_bytes_new (text + second, size - second);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfiles) profiles = qs_profiles_parse (config, "config", credentials, "credentials",
                                                      &error);

  if (profiles == NULL)
    {
      check_error (error);
      return 0;
    }

  for (const char * const *name = qs_profiles_get_names (profiles); *name != NULL; name++)
    follow (profiles, *name);

  return 0;
}
