#include "qs-account-fields.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-error-view.h"
#include "qs-file-choice.h"
#include "qs-format-closures.h"
#include "qs-profile-row.h"
#include "qs-region-row.h"
#include "qs-scope.h"
#include "qs-secret-row.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-toast.h"
#include "qs-ui-resources.h"

struct _QsAccountFields
{
  AdwBin              parent_instance;

  QsScope            *scope;
  QsAccountDraft     *draft;
  guint               adopting;  /* idle source */
  AdwPreferencesPage *preferences_page;
  QsProfileRow       *profile_row;
  QsSecretRow        *secret_row;
  QsSecretRow        *token_row;
};

G_DEFINE_FINAL_TYPE (QsAccountFields, qs_account_fields, ADW_TYPE_BIN)

enum
{
  PROP_DRAFT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* Closures */

static gboolean
needs_key (QsAccountFields *self,
           QsAccountSource  source,
           gboolean         role_by_key)
{
  return source == QS_ACCOUNT_ACCESS_KEY || (source == QS_ACCOUNT_ASSUME_ROLE && role_by_key);
}

static gboolean
needs_profile (QsAccountFields *self,
               QsAccountSource  source,
               gboolean         role_by_key)
{
  return source == QS_ACCOUNT_PROFILE || (source == QS_ACCOUNT_ASSUME_ROLE && !role_by_key);
}

static gboolean
is_role (QsAccountFields *self,
         QsAccountSource  source)
{
  return source == QS_ACCOUNT_ASSUME_ROLE;
}

static gboolean
is_profile (QsAccountFields *self,
            QsAccountSource  source)
{
  return source == QS_ACCOUNT_PROFILE;
}

static gboolean
is_login (QsAccountFields *self,
          QsAccountSource  source)
{
  return source == QS_ACCOUNT_IDENTITY_CENTER;
}

static char *
choose_key_path (QsAccountFields *self,
                 QsAccountSource  source)
{
  return g_strdup (source == QS_ACCOUNT_ASSUME_ROLE ? "credentials.assumeRole.accessKeyId"
                                                    : "credentials.accessKey.accessKeyId");
}

static char *
choose_profile_path (QsAccountFields *self,
                     QsAccountSource  source)
{
  return g_strdup (source == QS_ACCOUNT_ASSUME_ROLE ? "credentials.assumeRole.sourceProfile"
                                                    : "credentials.profile.name");
}

static char *
choose_secret_placeholder (QsAccountFields *self,
                           gboolean         editing)
{
  return g_strdup (editing ? _("Unchanged; it is in the keyring") : NULL);
}

static guint
choose_role_source (QsAccountFields *self,
                    gboolean         by_key)
{
  return by_key ? 1 : 0;
}

/* What cannot be tested now may still be right. */
static gboolean
may_be_right (QsAccountFields *self,
              GError          *error)
{
  return error != NULL && qs_engine_error_is_passing (error);
}

static void
on_role_source_cb (QsAccountFields *self,
                   GParamSpec      *pspec,
                   AdwComboRow     *row)
{
  if (self->draft != NULL)
    qs_account_draft_set_role_by_key (self->draft, adw_combo_row_get_selected (row) == 1);
}

static void
on_secret_changed_cb (QsAccountFields *self,
                      QsSecretRow     *row)
{
  if (self->draft != NULL)
    qs_account_draft_set_secret (self->draft, qs_secret_row_get_text (row));
}

static void
on_token_changed_cb (QsAccountFields *self,
                     QsSecretRow     *row)
{
  if (self->draft != NULL)
    qs_account_draft_set_token (self->draft, qs_secret_row_get_text (row));
}

static QsDocument *
get_document (QsAccountFields *self)
{
  return qs_request_get_document (qs_account_draft_get_request (self->draft));
}

/* The document's past has the text that was pasted, with the secret: it is forgotten. */
static void
adopt_pasted (gpointer user_data)
{
  QsAccountFields *self = user_data;
  g_autofree char *path = choose_key_path (self, qs_account_draft_get_source (self->draft));
  const char *text = qs_document_get_string (get_document (self), path);
  g_autoptr(QsPastedKeys) keys = qs_pasted_keys_read (text != NULL ? text : "", -1);
  g_autoptr(JsonNode) root = NULL;

  self->adopting = 0;
  qs_account_fields_adopt (self, keys);
  root = json_node_ref (qs_document_get_root (get_document (self)));
  qs_document_reset (get_document (self), root);
}

/* A whole mail that is pasted where the key's id belongs is taken apart, rather than refused; but
 * not while the row is still telling of it. */
static void
on_document_changed_cb (QsAccountFields *self,
                        const char      *changed)
{
  g_autofree char *path = choose_key_path (self, qs_account_draft_get_source (self->draft));
  const char *text = qs_document_get_string (get_document (self), path);
  g_autoptr(QsPastedKeys) keys = NULL;

  g_object_set (self->profile_row, "config-path",
                qs_document_get_string (get_document (self), "credentials.profile.configFile"),
                NULL);
  if (text == NULL || !g_str_equal (changed, path) || self->adopting != 0)
    return;

  keys = qs_pasted_keys_read (text, -1);
  if (keys->access_key_id != NULL && strlen (text) > strlen (keys->access_key_id))
    self->adopting = g_idle_add_once (adopt_pasted, self);
}

/* What went wrong stands above the fields, which may have been scrolled. */
static void
on_error_cb (QsAccountFields *self)
{
  if (qs_account_draft_get_error (self->draft) != NULL)
    adw_preferences_page_scroll_to_top (self->preferences_page);
}

static void
set_draft (QsAccountFields *self,
           QsAccountDraft  *draft)
{
  if (!g_set_object (&self->draft, draft))
    return;

  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (on_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::error", G_CALLBACK (on_error_cb), self,
                           G_CONNECT_SWAPPED);
  on_document_changed_cb (self, "");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DRAFT]);
}

static void
on_profile_picked_cb (QsAccountFields *self,
                      QsProfileChoice *choice)
{
  const char *region = qs_profile_choice_get_region (choice);

  if (region != NULL && qs_document_get_string (get_document (self), "region") == NULL)
    qs_account_draft_set_text (self->draft, "region", region);
}

static DexFuture *
choose_config_fiber (gpointer data)
{
  QsAccountFields *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GFile) file = NULL;

  file = qs_await_object (qs_file_choice_open (GTK_WIDGET (self),
                                               _("Choose the AWS Configuration")), &error);
  if (file != NULL && g_file_peek_path (file) != NULL)
    qs_account_draft_set_text (self->draft, "credentials.profile.configFile",
                               g_file_peek_path (file));
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
           !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    qs_toast_show_error (GTK_WIDGET (self), error);

  return dex_future_new_true ();
}

static void
choose_config_action (GtkWidget  *widget,
                      const char *action_name,
                      GVariant   *parameter)
{
  qs_scope_spawn (QS_ACCOUNT_FIELDS (widget)->scope, choose_config_fiber, widget, NULL);
}

static void
qs_account_fields_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  g_value_set_object (value, QS_ACCOUNT_FIELDS (object)->draft);
}

static void
qs_account_fields_set_property (GObject      *object,
                                guint         prop_id,
                                const GValue *value,
                                GParamSpec   *pspec)
{
  set_draft (QS_ACCOUNT_FIELDS (object), g_value_get_object (value));
}

static void
qs_account_fields_dispose (GObject *object)
{
  QsAccountFields *self = QS_ACCOUNT_FIELDS (object);

  qs_scope_cancel (self->scope);
  g_clear_handle_id (&self->adopting, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_ACCOUNT_FIELDS);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (qs_account_fields_parent_class)->dispose (object);
}

static void
qs_account_fields_finalize (GObject *object)
{
  qs_scope_unref (QS_ACCOUNT_FIELDS (object)->scope);

  G_OBJECT_CLASS (qs_account_fields_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-account-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, QsAccountFields, preferences_page);
  gtk_widget_class_bind_template_child (widget_class, QsAccountFields, profile_row);
  gtk_widget_class_bind_template_child (widget_class, QsAccountFields, secret_row);
  gtk_widget_class_bind_template_child (widget_class, QsAccountFields, token_row);
  gtk_widget_class_bind_template_callback (widget_class, needs_key);
  gtk_widget_class_bind_template_callback (widget_class, needs_profile);
  gtk_widget_class_bind_template_callback (widget_class, is_role);
  gtk_widget_class_bind_template_callback (widget_class, is_profile);
  gtk_widget_class_bind_template_callback (widget_class, is_login);
  gtk_widget_class_bind_template_callback (widget_class, choose_key_path);
  gtk_widget_class_bind_template_callback (widget_class, choose_profile_path);
  gtk_widget_class_bind_template_callback (widget_class, choose_secret_placeholder);
  gtk_widget_class_bind_template_callback (widget_class, choose_role_source);
  gtk_widget_class_bind_template_callback (widget_class, may_be_right);
  gtk_widget_class_bind_template_callback (widget_class, on_role_source_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_secret_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_token_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_profile_picked_cb);
  qs_format_closures_bind (widget_class);
}

static void
qs_account_fields_class_init (QsAccountFieldsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = qs_account_fields_dispose;
  object_class->finalize = qs_account_fields_finalize;
  object_class->get_property = qs_account_fields_get_property;
  object_class->set_property = qs_account_fields_set_property;

  properties[PROP_DRAFT] =
    g_param_spec_object ("draft", NULL, NULL, QS_TYPE_ACCOUNT_DRAFT,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_install_action (widget_class, "account.choose-config", NULL,
                                   choose_config_action);

  g_type_ensure (QS_TYPE_ERROR_VIEW);
  g_type_ensure (QS_TYPE_PROFILE_ROW);
  g_type_ensure (QS_TYPE_REGION_ROW);
  g_type_ensure (QS_TYPE_SECRET_ROW);
  g_type_ensure (QS_TYPE_SWITCH_ROW);
  g_type_ensure (QS_TYPE_TEXT_ROW);
  bind_template (widget_class);
}

static void
qs_account_fields_init (QsAccountFields *self)
{
  self->scope = qs_scope_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Puts what was recognised into the rows. What it does not say stays. */
void
qs_account_fields_adopt (QsAccountFields    *self,
                         const QsPastedKeys *keys)
{
  g_return_if_fail (QS_IS_ACCOUNT_FIELDS (self));
  g_return_if_fail (keys != NULL);

  qs_account_draft_adopt (self->draft, keys);
  if (keys->secret_access_key != NULL)
    qs_secret_row_set_text (self->secret_row, keys->secret_access_key);
  if (keys->session_token != NULL || keys->access_key_id != NULL)
    qs_secret_row_set_text (self->token_row, keys->session_token);
}
