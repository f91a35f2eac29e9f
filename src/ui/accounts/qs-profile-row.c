#include "qs-profile-row.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-error-text.h"
#include "qs-picker.h"
#include "qs-scope.h"
#include "qs-ui-resources.h"

struct _QsProfileRow
{
  QsFieldRow  parent_instance;

  QsScope    *scope;
  char       *config_path;
  GListModel *profiles;
  gboolean    busy;
  char       *error_message;
  GtkEntry   *text;
};

G_DEFINE_FINAL_TYPE (QsProfileRow, qs_profile_row, QS_TYPE_FIELD_ROW)

enum
{
  PROP_CONFIG_PATH = 1,
  PROP_PROFILES,
  PROP_BUSY,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

enum
{
  PICKED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* Returns: (transfer full) (nullable) */
static QsProfileChoice *
find_choice (QsProfileRow *self,
             const char   *name)
{
  for (guint i = 0; self->profiles != NULL && i < g_list_model_get_n_items (self->profiles); i++)
    {
      g_autoptr(QsProfileChoice) choice = g_list_model_get_item (self->profiles, i);

      if (g_strcmp0 (qs_profile_choice_get_name (choice), name) == 0)
        return g_steal_pointer (&choice);
    }

  return NULL;
}

/* What the profile holds, or where profiles come from. */
static void
describe (QsProfileRow *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_autoptr(QsProfileChoice) choice = find_choice (self, name);
  guint n_profiles = self->profiles != NULL ? g_list_model_get_n_items (self->profiles) : 0;
  const char *help = NULL;

  if (choice != NULL)
    help = qs_profile_choice_get_summary (choice);
  else if (self->error_message != NULL)
    help = self->error_message;
  else if (n_profiles == 0 && !self->busy)
    help = _("No profiles were found on this computer");
  else if (*name != '\0' && !self->busy)
    help = _("There is no such profile in the file");

  g_object_set (self, "help", help, NULL);
}

static void
on_text_changed_cb (QsProfileRow *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->text));
  g_autoptr(JsonNode) value = json_node_alloc ();
  g_autoptr(QsProfileChoice) choice = find_choice (self, text);

  json_node_init_string (value, text);
  qs_field_row_type (QS_FIELD_ROW (self), value);
  describe (self);
  if (choice != NULL)
    g_signal_emit (self, signals[PICKED], 0, choice);
}

static void
on_picker_picked_cb (QsProfileRow *self,
                     const char   *value)
{
  gtk_editable_set_text (GTK_EDITABLE (self->text), value);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
qs_profile_row_sync (QsFieldRow *row)
{
  QsProfileRow *self = QS_PROFILE_ROW (row);
  g_autofree char *text = qs_field_row_print (qs_field_row_get_value (row));

  if (!g_str_equal (text, gtk_editable_get_text (GTK_EDITABLE (self->text))))
    gtk_editable_set_text (GTK_EDITABLE (self->text), text);
  describe (self);
}

static void
accept_profiles (QsProfileRow *self,
                 QsProfiles   *profiles,
                 const GError *error)
{
  g_clear_object (&self->profiles);
  g_clear_pointer (&self->error_message, g_free);
  self->busy = FALSE;
  if (profiles != NULL)
    self->profiles = qs_profile_choices_new (profiles);
  else
    self->error_message = qs_error_text_dup (error);

  for (guint i = PROP_PROFILES; i < N_PROPS; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
  describe (self);
}

static DexFuture *
load_fiber (gpointer data)
{
  QsProfileRow *self = data;
  g_auto(GStrv) environment = g_get_environ ();
  const char * const *variables = (const char * const *) environment;
  g_autofree char *config = self->config_path != NULL ? g_strdup (self->config_path)
                                                      : qs_profiles_dup_config_path (variables);
  g_autofree char *credentials = qs_profiles_dup_credentials_path (variables);
  g_autoptr(GError) error = NULL;
  g_autoptr(QsProfiles) profiles = qs_await_boxed (qs_profiles_load (config, credentials), &error);

  /* The row may be gone by now; its scope says so. */
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    accept_profiles (self, profiles, error);

  return dex_future_new_true ();
}

static void
load (QsProfileRow *self)
{
  self->busy = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  qs_scope_spawn (self->scope, load_fiber, self, NULL);
}

static void
qs_profile_row_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  QsProfileRow *self = QS_PROFILE_ROW (object);

  switch (prop_id)
    {
    case PROP_CONFIG_PATH:
      g_value_set_string (value, self->config_path);
      break;
    case PROP_PROFILES:
      g_value_set_object (value, self->profiles);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error_message);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_profile_row_set_property (GObject      *object,
                             guint         prop_id,
                             const GValue *value,
                             GParamSpec   *pspec)
{
  QsProfileRow *self = QS_PROFILE_ROW (object);

  if (g_set_str (&self->config_path, g_value_get_string (value)))
    {
      g_object_notify_by_pspec (object, pspec);
      load (self);
    }
}

static void
qs_profile_row_constructed (GObject *object)
{
  G_OBJECT_CLASS (qs_profile_row_parent_class)->constructed (object);

  load (QS_PROFILE_ROW (object));
}

static void
qs_profile_row_dispose (GObject *object)
{
  QsProfileRow *self = QS_PROFILE_ROW (object);

  qs_scope_cancel (self->scope);
  gtk_widget_dispose_template (GTK_WIDGET (object), QS_TYPE_PROFILE_ROW);
  g_clear_object (&self->profiles);

  G_OBJECT_CLASS (qs_profile_row_parent_class)->dispose (object);
}

static void
qs_profile_row_finalize (GObject *object)
{
  QsProfileRow *self = QS_PROFILE_ROW (object);

  g_free (self->config_path);
  g_free (self->error_message);
  qs_scope_unref (self->scope);

  G_OBJECT_CLASS (qs_profile_row_parent_class)->finalize (object);
}

static void
qs_profile_row_class_init (QsProfileRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->constructed = qs_profile_row_constructed;
  object_class->dispose = qs_profile_row_dispose;
  object_class->finalize = qs_profile_row_finalize;
  object_class->get_property = qs_profile_row_get_property;
  object_class->set_property = qs_profile_row_set_property;
  QS_FIELD_ROW_CLASS (klass)->sync = qs_profile_row_sync;

  properties[PROP_CONFIG_PATH] =
    g_param_spec_string ("config-path", NULL, NULL, NULL, flags | G_PARAM_WRITABLE);
  properties[PROP_PROFILES] =
    g_param_spec_object ("profiles", NULL, NULL, G_TYPE_LIST_MODEL, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[PICKED] = g_signal_new ("picked", QS_TYPE_PROFILE_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, QS_TYPE_PROFILE_CHOICE);

  g_type_ensure (QS_TYPE_PICKER);
  g_type_ensure (QS_TYPE_PROFILE_CHOICE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "accounts/qs-profile-row.ui");
  gtk_widget_class_bind_template_child (widget_class, QsProfileRow, text);
  gtk_widget_class_bind_template_callback (widget_class, on_text_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_picker_picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
}

static void
qs_profile_row_init (QsProfileRow *self)
{
  self->scope = qs_scope_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  qs_field_row_set_entry (QS_FIELD_ROW (self), GTK_WIDGET (self->text));
}
