#include "qs-account-form.h"

#include <glib/gi18n.h>

#include "qs-account-settings.h"
#include "qs-fault.h"
#include "qs-json-edit.h"

#define MODEL "account"
#define OPERATION "Account"

#define ROLE_KEY "credentials.assumeRole.accessKeyId"
#define ROLE_PROFILE "credentials.assumeRole.sourceProfile"

/* In the order in which a form has them. "rule" says it better than a pattern does, and follows
 * "it"; NULL where the settings' own rule is in words. */
static const struct
{
  const char *path;
  const char *title;
  const char *rule;
} fields[] = {
  { "credentials.identityCenter.startUrl", N_("address of the login page"), NULL },
  { "credentials.identityCenter.region", N_("region of the login page"),
    N_("must be a region, such as eu-central-1") },
  { "credentials.accessKey.accessKeyId", N_("access key ID"),
    N_("must be the letters and digits that mostly begin with AKIA, without spaces") },
  { "credentials.profile.name", N_("profile"), N_("must not begin or end with a space") },
  { "credentials.assumeRole.roleArn", N_("role"),
    N_("must be the ARN of a role, such as arn:aws:iam::123456789012:role/Name") },
  { ROLE_KEY, N_("access key ID"),
    N_("must be the letters and digits that mostly begin with AKIA, without spaces") },
  { ROLE_PROFILE, N_("profile"),
    N_("must not begin or end with a space") },
  { QS_ACCOUNT_FORM_SECRET, N_("secret access key"), NULL },
  { QS_ACCOUNT_FORM_TOKEN, N_("session token"), NULL },
  { "credentials.assumeRole.externalId", N_("external ID"),
    N_("must be at least 2 letters, digits or + = , . @ : / - _") },
  { "credentials.assumeRole.mfaSerial", N_("MFA device"),
    N_("must be the ARN or the serial number of the device") },
  { "credentials.identityCenter.accountId", N_("AWS account"), N_("must be twelve digits") },
  { "credentials.identityCenter.roleName", N_("role"), NULL },
  { "name", N_("name"), N_("must have at most 64 letters, with no space at its ends") },
  { "region", N_("region"), N_("must be a region, such as eu-central-1") },
  { "endpoints.url", N_("endpoint"), NULL },
};

static gssize
find_field (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_str_equal (fields[i].path, path))
      return i;

  return -1;
}

/* An account without a name gets one when it is known whose it is; what a role begins with is
 * checked by the draft, which knows what was chosen. */
static gboolean
is_of_no_concern (const QsFault *fault)
{
  return (g_str_equal (fault->path, "name") && fault->value == NULL) ||
         g_str_equal (fault->path, "credentials.assumeRole");
}

static void
reword (QsFault *fault)
{
  gssize field = find_field (fault->path);

  /* What is not there is missing, by any rule. */
  if (field < 0 || fault->value == NULL || fields[field].rule == NULL)
    return;

  g_set_str (&fault->rule, _(fields[field].rule));
}

static GPtrArray *
check_settings (JsonNode *document)
{
  GPtrArray *faults = qs_account_settings_check (document);

  for (guint i = faults->len; i > 0; i--)
    {
      QsFault *fault = g_ptr_array_index (faults, i - 1);

      if (is_of_no_concern (fault))
        g_ptr_array_remove_index (faults, i - 1);
      else
        reword (fault);
    }

  return faults;
}

/**
 * qs_account_form_new_request:
 *
 * Returns: (transfer full): a request whose document is the settings of an account.
 */
QsRequest *
qs_account_form_new_request (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(QsServiceModel) model = qs_service_model_load (MODEL, &error);

  /* The model is part of the program. */
  if (model == NULL)
    g_error ("%s", error->message);

  return qs_request_new_for_model (model, OPERATION, check_settings);
}

/**
 * qs_account_form_get_title:
 *
 * Returns: (nullable): what a person calls what is at @path, to stand in a sentence.
 */
const char *
qs_account_form_get_title (const char *path)
{
  gssize field = find_field (path);

  return field >= 0 ? _(fields[field].title) : NULL;
}

/**
 * qs_account_form_get_key_path:
 *
 * Returns: (nullable): where the settings have the id of the access key; %NULL for a source that
 *   has none.
 */
const char *
qs_account_form_get_key_path (QsAccountSource source)
{
  switch (source)
    {
    case QS_ACCOUNT_ACCESS_KEY:
      return "credentials.accessKey.accessKeyId";
    case QS_ACCOUNT_ASSUME_ROLE:
      return ROLE_KEY;
    case QS_ACCOUNT_PROFILE:
    case QS_ACCOUNT_IDENTITY_CENTER:
    default:
      return NULL;
    }
}

/**
 * qs_account_form_check_secret:
 * @has_secret: whether there is one, or none is needed
 *
 * Says in the form that a secret is missing, which the settings do not know.
 */
void
qs_account_form_check_secret (QsRequest *request,
                              gboolean   has_secret)
{
  g_return_if_fail (QS_IS_REQUEST (request));

  qs_request_set_input_fault (request, QS_ACCOUNT_FORM_SECRET,
                              has_secret ? NULL : _(QS_ACCOUNT_FORM_REQUIRED));
}

static void
require (QsRequest  *request,
         const char *path,
         gboolean    required)
{
  gboolean absent = qs_document_get (qs_request_get_document (request), path) == NULL;

  qs_request_set_input_fault (request, path,
                              required && absent ? _(QS_ACCOUNT_FORM_REQUIRED) : NULL);
}

/**
 * qs_account_form_check_role:
 * @by_key: what the person has chosen to take the role with
 *
 * Says in the form what is missing to take a role; by the settings either would do.
 */
void
qs_account_form_check_role (QsRequest      *request,
                            QsAccountSource source,
                            gboolean        by_key)
{
  gboolean role = source == QS_ACCOUNT_ASSUME_ROLE;

  g_return_if_fail (QS_IS_REQUEST (request));

  require (request, ROLE_KEY, role && by_key);
  require (request, ROLE_PROFILE, role && !by_key);
}

/* Whatever @other has, @one has too, but for containers with nothing in them. */
static gboolean
has_all_of (JsonNode *one,
            JsonNode *other)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (qs_json_edit_is_absent (other))
    return TRUE;
  if (!JSON_NODE_HOLDS_OBJECT (other))
    return one != NULL && json_node_equal (one, other);

  json_object_iter_init (&iter, json_node_get_object (other));
  while (json_object_iter_next (&iter, &name, &value))
    {
      JsonNode *counterpart = one != NULL && JSON_NODE_HOLDS_OBJECT (one)
                              ? json_object_get_member (json_node_get_object (one), name) : NULL;

      if (!has_all_of (counterpart, value))
        return FALSE;
    }

  return TRUE;
}

/**
 * qs_account_form_is_same:
 * @one: (nullable): settings or a part of them
 * @other: (nullable): likewise
 *
 * Returns: whether a person has entered the same in both: containers that only stand ready for what
 *   might be entered do not count.
 */
gboolean
qs_account_form_is_same (JsonNode *one,
                         JsonNode *other)
{
  return has_all_of (one, other) && has_all_of (other, one);
}

static gboolean
is_missing (QsRequest  *request,
            const char *path)
{
  g_autofree char *fault = qs_request_dup_fault (request, path);

  return g_strcmp0 (fault, _(QS_ACCOUNT_FORM_REQUIRED)) == 0;
}

/**
 * qs_account_form_dup_missing:
 *
 * Returns: (transfer full) (nullable): what is still to be entered, as "access key ID, region";
 *   %NULL when nothing is.
 */
char *
qs_account_form_dup_missing (QsRequest *request)
{
  g_autoptr(GString) missing = g_string_new (NULL);

  g_return_val_if_fail (QS_IS_REQUEST (request), NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_missing (request, fields[i].path))
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", _(fields[i].title));

  return missing->len > 0 ? g_string_free_and_steal (g_steal_pointer (&missing)) : NULL;
}
