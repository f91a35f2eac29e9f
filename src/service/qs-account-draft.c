#include "qs-account-draft.h"

#include "qs-account-draft-private.h"

#include <glib/gi18n.h>

#include "qs-account-form.h"
#include "qs-account-rules.h"
#include "qs-json.h"
#include "qs-scope.h"
#include "qs-secret.h"

#define N_SOURCES (QS_ACCOUNT_IDENTITY_CENTER + 1)

struct _QsAccountDraft
{
  QsRecord    parent_instance;

  QsAccounts *accounts;
  QsScope    *scope;
  JsonNode   *begun;              /* the settings as they were at first */
  JsonNode   *stash[N_SOURCES];   /* nullable: what was entered for another source */
  char       *secret;
  char       *token;
};

G_DEFINE_ENUM_TYPE (QsAccountSource, qs_account_source,
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_ACCESS_KEY, "access-key"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_PROFILE, "profile"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_ASSUME_ROLE, "assume-role"),
                    G_DEFINE_ENUM_VALUE (QS_ACCOUNT_IDENTITY_CENTER, "identity-center"))

G_DEFINE_FINAL_TYPE (QsAccountDraft, qs_account_draft, QS_TYPE_RECORD)

enum
{
  REQUEST,
  SOURCE,
  EDITING,
  ROLE_BY_KEY,
  MISSING,
  DIRTY,
  BUSY,
  ERROR,
  LOGIN,
  IDENTITY,
  ACCOUNT,
};

static const QsRecordField fields[] = {
  [REQUEST] = { "request", .get_type = qs_request_get_type },
  [SOURCE] = { "source", .get_type = qs_account_source_get_type },
  [EDITING] = { "editing", G_TYPE_BOOLEAN },
  [ROLE_BY_KEY] = { "role-by-key", G_TYPE_BOOLEAN },
  [MISSING] = { "missing", G_TYPE_STRING },
  [DIRTY] = { "dirty", G_TYPE_BOOLEAN },
  [BUSY] = { "busy", G_TYPE_BOOLEAN },
  [ERROR] = { "error", .get_type = g_error_get_type },
  [LOGIN] = { "login", .get_type = qs_login_get_type },
  [IDENTITY] = { "identity", .get_type = qs_identity_get_type },
  [ACCOUNT] = { "account", .get_type = qs_account_get_type },
};

static gboolean
has_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static QsDocument *
get_document (QsAccountDraft *self)
{
  return qs_request_get_document (qs_account_draft_get_request (self));
}

static gboolean
needs_secret (QsAccountDraft *self)
{
  QsAccountSource source = qs_account_draft_get_source (self);

  return source == QS_ACCOUNT_ACCESS_KEY ||
         (source == QS_ACCOUNT_ASSUME_ROLE && qs_account_draft_get_role_by_key (self));
}

/* The key that the account has had all along needs no secret anew. */
static gboolean
has_kept_secret (QsAccountDraft *self)
{
  const char *path = qs_account_form_get_key_path (qs_account_draft_get_source (self));
  g_autoptr(QsDocument) begun = qs_document_new (self->begun);
  const char *old = path != NULL ? qs_document_get_string (begun, path) : NULL;

  return qs_account_draft_get_editing (self) && old != NULL &&
         g_strcmp0 (old, qs_document_get_string (get_document (self), path)) == 0;
}

/* The faults that the settings cannot have: they are about what is kept elsewhere. */
static void
check_beyond_settings (QsAccountDraft *self)
{
  gboolean has_secret = !needs_secret (self) || has_text (self->secret) || has_kept_secret (self);

  qs_account_form_check_secret (qs_account_draft_get_request (self), has_secret);
  qs_account_form_check_role (qs_account_draft_get_request (self),
                              qs_account_draft_get_source (self),
                              qs_account_draft_get_role_by_key (self));
}

static void
update_dirty (QsAccountDraft *self)
{
  JsonNode *root = qs_document_get_root (get_document (self));
  gboolean dirty = has_text (self->secret) || has_text (self->token) ||
                   (self->begun != NULL && !qs_account_form_is_same (root, self->begun));

  for (guint i = 0; i < N_SOURCES; i++)
    dirty = dirty || !qs_account_form_is_same (self->stash[i], NULL);
  qs_record_set_bool (QS_RECORD (self), DIRTY, dirty);
}

static void
on_document_changed_cb (QsAccountDraft *self)
{
  qs_account_draft_set_error (self, NULL);
  check_beyond_settings (self);
  update_dirty (self);
}

static void
on_request_checked_cb (QsAccountDraft *self)
{
  g_autofree char *missing = qs_account_form_dup_missing (qs_account_draft_get_request (self));

  qs_record_set_string (QS_RECORD (self), MISSING, missing);
}

static void
qs_account_draft_dispose (GObject *object)
{
  QsAccountDraft *self = QS_ACCOUNT_DRAFT (object);

  qs_account_draft_cancel (self);
  qs_account_draft_abandon_login (self);
  g_clear_object (&self->accounts);

  G_OBJECT_CLASS (qs_account_draft_parent_class)->dispose (object);
}

static void
qs_account_draft_finalize (GObject *object)
{
  QsAccountDraft *self = QS_ACCOUNT_DRAFT (object);

  for (guint i = 0; i < N_SOURCES; i++)
    g_clear_pointer (&self->stash[i], json_node_unref);
  g_clear_pointer (&self->begun, json_node_unref);
  g_clear_pointer (&self->secret, qs_secret_free);
  g_clear_pointer (&self->token, qs_secret_free);
  qs_scope_unref (self->scope);

  G_OBJECT_CLASS (qs_account_draft_parent_class)->finalize (object);
}

static void
qs_account_draft_constructed (GObject *object)
{
  QsAccountDraft *self = QS_ACCOUNT_DRAFT (object);
  g_autoptr(QsRequest) request = qs_account_form_new_request ();

  G_OBJECT_CLASS (qs_account_draft_parent_class)->constructed (object);

  qs_record_set_object (QS_RECORD (self), REQUEST, request);
  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (on_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (request, "checked", G_CALLBACK (on_request_checked_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
qs_account_draft_class_init (QsAccountDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = qs_account_draft_constructed;
  object_class->dispose = qs_account_draft_dispose;
  object_class->finalize = qs_account_draft_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_account_draft_init (QsAccountDraft *self)
{
  self->scope = qs_scope_new ();
}

/* The other members of the settings stay; what was entered for the last source is laid aside. */
static void
exchange_credentials (QsAccountDraft *self,
                      QsAccountSource old,
                      QsAccountSource source)
{
  g_autoptr(JsonNode) root = qs_json_copy (qs_document_get_root (get_document (self)));
  JsonObject *object = json_node_get_object (root);
  JsonNode *credentials = json_object_get_member (object, "credentials");

  if (credentials != NULL && old != source)
    {
      g_clear_pointer (&self->stash[old], json_node_unref);
      self->stash[old] = json_node_copy (credentials);
    }

  credentials = g_steal_pointer (&self->stash[source]);
  if (credentials == NULL)
    {
      JsonObject *fresh = json_object_new ();

      json_object_set_object_member (fresh, qs_account_source_names[source], json_object_new ());
      credentials = qs_json_take (fresh);
    }

  json_object_set_member (object, "credentials", credentials);
  qs_document_reset (get_document (self), root);
}

static void
begin_new (QsAccountDraft *self)
{
  g_autofree char *id = g_uuid_string_random ();

  qs_document_set_string (get_document (self), "id", id, NULL);
  exchange_credentials (self, QS_ACCOUNT_ACCESS_KEY, QS_ACCOUNT_ACCESS_KEY);
}

static void
begin_with (QsAccountDraft *self,
            QsAccount      *account)
{
  JsonNode *settings = qs_account_get_settings (account);
  JsonObject *credentials = qs_json_get_object (json_node_get_object (settings), "credentials");
  JsonObject *role = qs_json_get_object (credentials, "assumeRole");

  qs_record_set_object (QS_RECORD (self), ACCOUNT, account);
  qs_record_set_bool (QS_RECORD (self), EDITING, TRUE);
  for (guint i = 0; i < N_SOURCES; i++)
    if (qs_json_get_object (credentials, qs_account_source_names[i]) != NULL)
      qs_record_set_enum (QS_RECORD (self), SOURCE, i);
  qs_record_set_bool (QS_RECORD (self), ROLE_BY_KEY,
                      qs_json_get_string (role, "accessKeyId", NULL) != NULL);
  qs_document_reset (get_document (self), settings);
}

/**
 * qs_account_draft_new:
 * @account: (nullable): the account to edit; %NULL for a new one
 *
 * Returns: (transfer full): a draft that keeps nothing before it is connected.
 */
QsAccountDraft *
qs_account_draft_new (QsAccounts *accounts,
                      QsAccount  *account)
{
  QsAccountDraft *self;

  g_return_val_if_fail (QS_IS_ACCOUNTS (accounts), NULL);
  g_return_val_if_fail (account == NULL || QS_IS_ACCOUNT (account), NULL);

  self = g_object_new (QS_TYPE_ACCOUNT_DRAFT, NULL);
  self->accounts = g_object_ref (accounts);
  if (account != NULL)
    begin_with (self, account);
  else
    begin_new (self);
  self->begun = json_node_ref (qs_document_get_root (get_document (self)));
  qs_record_set_bool (QS_RECORD (self), DIRTY, FALSE);
  return self;
}

QsRequest *
qs_account_draft_get_request (QsAccountDraft *self)
{
  return qs_record_get_object (QS_RECORD (self), REQUEST);
}

QsAccountSource
qs_account_draft_get_source (QsAccountDraft *self)
{
  return qs_record_get_enum (QS_RECORD (self), SOURCE);
}

void
qs_account_draft_set_source (QsAccountDraft *self,
                             QsAccountSource source)
{
  QsAccountSource old;

  g_return_if_fail (QS_IS_ACCOUNT_DRAFT (self));

  if ((old = qs_account_draft_get_source (self)) == source)
    return;

  qs_record_set_enum (QS_RECORD (self), SOURCE, source);
  exchange_credentials (self, old, source);
}

gboolean
qs_account_draft_get_role_by_key (QsAccountDraft *self)
{
  return qs_record_get_bool (QS_RECORD (self), ROLE_BY_KEY);
}

/* Whether the role is taken with an access key or with a profile; the settings have only one. */
void
qs_account_draft_set_role_by_key (QsAccountDraft *self,
                                  gboolean        by_key)
{
  g_return_if_fail (QS_IS_ACCOUNT_DRAFT (self));

  qs_record_set_bool (QS_RECORD (self), ROLE_BY_KEY, by_key);
  if (qs_account_draft_get_source (self) == QS_ACCOUNT_ASSUME_ROLE)
    qs_account_draft_set_text (self, by_key ? "credentials.assumeRole.sourceProfile"
                                            : "credentials.assumeRole.accessKeyId", NULL);
  check_beyond_settings (self);
}

static void
replace_secret (QsAccountDraft *self,
                char          **secret,
                const char     *text)
{
  if (g_strcmp0 (*secret, text) == 0)
    return;

  g_clear_pointer (secret, qs_secret_free);
  *secret = g_strdup (text);
  on_document_changed_cb (self);
}

/* The text is copied, and the copy wiped when it is replaced. */
void
qs_account_draft_set_secret (QsAccountDraft *self,
                             const char     *secret_access_key)
{
  replace_secret (self, &self->secret, secret_access_key);
}

void
qs_account_draft_set_token (QsAccountDraft *self,
                            const char     *session_token)
{
  replace_secret (self, &self->token, session_token);
}

/* As if @text, which may be NULL, had been entered in the form. */
void
qs_account_draft_set_text (QsAccountDraft *self,
                           const char     *path,
                           const char     *text)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (QS_IS_ACCOUNT_DRAFT (self));
  g_return_if_fail (path != NULL);

  /* Paths are the program's own. */
  if (!qs_document_set_string (get_document (self), path, text, &error))
    g_error ("%s", error->message);
}

gboolean
qs_account_draft_get_busy (QsAccountDraft *self)
{
  return qs_record_get_bool (QS_RECORD (self), BUSY);
}

gboolean
qs_account_draft_get_dirty (QsAccountDraft *self)
{
  return qs_record_get_bool (QS_RECORD (self), DIRTY);
}

const GError *
qs_account_draft_get_error (QsAccountDraft *self)
{
  return qs_record_get_boxed (QS_RECORD (self), ERROR);
}

void
qs_account_draft_set_error (QsAccountDraft *self,
                            const GError   *error)
{
  g_return_if_fail (QS_IS_ACCOUNT_DRAFT (self));

  if (error != NULL || qs_account_draft_get_error (self) != NULL)
    qs_record_set_boxed (QS_RECORD (self), ERROR, error);
}

QsLogin *
qs_account_draft_get_login (QsAccountDraft *self)
{
  return qs_record_get_object (QS_RECORD (self), LOGIN);
}

QsIdentity *
qs_account_draft_get_identity (QsAccountDraft *self)
{
  return qs_record_get_object (QS_RECORD (self), IDENTITY);
}

QsAccount *
qs_account_draft_get_account (QsAccountDraft *self)
{
  return qs_record_get_object (QS_RECORD (self), ACCOUNT);
}

/**
 * qs_account_draft_cancel:
 *
 * Ends what is under way; a draft can be connected again. A login whose account was not added is
 * forgotten.
 */
void
qs_account_draft_cancel (QsAccountDraft *self)
{
  g_return_if_fail (QS_IS_ACCOUNT_DRAFT (self));

  qs_scope_cancel (self->scope);
  qs_scope_unref (self->scope);
  self->scope = qs_scope_new ();
}

QsAccounts *
qs_account_draft_get_accounts (QsAccountDraft *self)
{
  return self->accounts;
}

QsScope *
qs_account_draft_get_scope (QsAccountDraft *self)
{
  return self->scope;
}

gboolean
qs_account_draft_get_editing (QsAccountDraft *self)
{
  return qs_record_get_bool (QS_RECORD (self), EDITING);
}

void
qs_account_draft_set_busy (QsAccountDraft *self,
                           gboolean        busy)
{
  qs_record_set_bool (QS_RECORD (self), BUSY, busy);
}

void
qs_account_draft_set_login (QsAccountDraft *self,
                            QsLogin        *login)
{
  qs_record_set_object (QS_RECORD (self), LOGIN, login);
}

void
qs_account_draft_set_identity (QsAccountDraft *self,
                               QsIdentity     *identity)
{
  qs_record_set_object (QS_RECORD (self), IDENTITY, identity);
}

/* It is kept: what was entered is not lost any more. */
void
qs_account_draft_set_account (QsAccountDraft *self,
                              QsAccount      *account)
{
  qs_record_set_object (QS_RECORD (self), ACCOUNT, account);
  g_clear_pointer (&self->begun, json_node_unref);
  self->begun = json_node_ref (qs_document_get_root (get_document (self)));
  qs_account_draft_set_secret (self, NULL);
  qs_account_draft_set_token (self, NULL);
  update_dirty (self);
}

/* Returns: (transfer full) (nullable): the secret as the keyring has it; NULL to leave what is
 * there. */
GBytes *
qs_account_draft_dup_secret (QsAccountDraft *self)
{
  g_autoptr(QsSecretJson) node = NULL;
  JsonObject *object;

  if (!needs_secret (self) || !has_text (self->secret))
    return NULL;

  object = json_object_new ();
  node = qs_json_take (object);
  json_object_set_string_member (object, QS_ACCOUNT_FORM_SECRET, self->secret);
  if (has_text (self->token))
    json_object_set_string_member (object, QS_ACCOUNT_FORM_TOKEN, self->token);
  return qs_secret_print_json (node);
}
