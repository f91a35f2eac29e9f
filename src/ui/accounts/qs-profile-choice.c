#include "qs-profile-choice.h"

#include <glib/gi18n.h>

#include "qs-arn.h"
#include "qs-display-text.h"
#include "qs-profile-chain.h"

struct _QsProfileChoice
{
  QsRecord parent_instance;
};

G_DEFINE_FINAL_TYPE (QsProfileChoice, qs_profile_choice, QS_TYPE_RECORD)

enum
{
  NAME,
  SUMMARY,
  REGION,
};

static const QsRecordField fields[] = {
  [NAME] = { "name", G_TYPE_STRING },
  [SUMMARY] = { "summary", G_TYPE_STRING },
  [REGION] = { "region", G_TYPE_STRING },
};

static void
qs_profile_choice_class_init (QsProfileChoiceClass *klass)
{
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_profile_choice_init (QsProfileChoice *self)
{
}

/* Only the program's name: what follows may be secret. */
static char *
name_program (const QsProfile *profile)
{
  const char *command = qs_profile_get (profile, "credential_process");
  g_auto(GStrv) words = g_strsplit (command != NULL ? command : "", " ", 2);

  return words[0] != NULL ? g_path_get_basename (words[0]) : g_strdup ("");
}

static char *
describe_source (const QsProfileChain *chain)
{
  g_autofree char *program = NULL;
  QsProfileSso sso = { 0 };

  switch (chain->source)
    {
    case QS_PROFILE_PROCESS:
      program = name_program (chain->profile);
      return g_strdup_printf (_("asks the program %s"), program);
    case QS_PROFILE_SSO:
      if (qs_profile_chain_read_sso (chain, &sso, NULL))
        return g_strdup_printf (_("company login as %s"), sso.role_name);
      return g_strdup (_("company login"));
    case QS_PROFILE_KEYS:
    default:
      return g_strdup (_("access key in the file"));
    }
}

static char *
describe_role (const QsProfileRole *role)
{
  g_autoptr(QsArn) arn = qs_arn_parse (role->role_arn);
  const char *name = arn != NULL ? qs_arn_get_name (arn) : role->role_arn;

  if (role->mfa_serial != NULL)
    return g_strdup_printf (_("role %s, with a code of your MFA device"), name);

  return g_strdup_printf (_("role %s"), name);
}

/* What the profile will do, in the order in which it does it; or what is wrong with it. */
static char *
describe (QsProfiles *profiles,
          const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfileChain) chain = qs_profile_chain_new (profiles, name, &error);
  g_autoptr(GString) text = NULL;
  g_autofree char *source = NULL;

  if (chain == NULL)
    return qs_display_text (error->message, -1);

  source = describe_source (chain);
  text = g_string_new (source);
  for (guint i = 0; i < chain->roles->len; i++)
    {
      g_autofree char *role = describe_role (&g_array_index (chain->roles, QsProfileRole, i));

      g_string_append_printf (text, " → %s", role);
    }

  return qs_display_text (text->str, text->len);
}

/* Returns: (transfer full): a list of QsProfileChoice. */
GListModel *
qs_profile_choices_new (QsProfiles *profiles)
{
  const char * const *names = qs_profiles_get_names (profiles);
  GListStore *list = g_list_store_new (QS_TYPE_PROFILE_CHOICE);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr(QsProfileChoice) choice = g_object_new (QS_TYPE_PROFILE_CHOICE, NULL);
      const QsProfile *profile = qs_profiles_lookup (profiles, names[i], NULL);
      g_autofree char *summary = describe (profiles, names[i]);

      qs_record_set_string (QS_RECORD (choice), NAME, names[i]);
      qs_record_set_string (QS_RECORD (choice), SUMMARY, summary);
      if (profile != NULL)
        qs_record_set_string (QS_RECORD (choice), REGION, qs_profile_get (profile, "region"));
      g_list_store_append (list, choice);
    }

  return G_LIST_MODEL (list);
}

const char *
qs_profile_choice_get_name (QsProfileChoice *self)
{
  return qs_record_get_string (QS_RECORD (self), NAME);
}

const char *
qs_profile_choice_get_summary (QsProfileChoice *self)
{
  return qs_record_get_string (QS_RECORD (self), SUMMARY);
}

const char *
qs_profile_choice_get_region (QsProfileChoice *self)
{
  return qs_record_get_string (QS_RECORD (self), REGION);
}
