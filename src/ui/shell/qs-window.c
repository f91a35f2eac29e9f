#include "qs-window.h"

#include "quayside-config.h"

#include "qs-account-actions.h"
#include "qs-account-switcher.h"
#include "qs-definitions-page.h"
#include "qs-dialog-prompter.h"
#include "qs-environments-page.h"
#include "qs-format-closures.h"
#include "qs-job-detail-page.h"
#include "qs-jobs-page.h"
#include "qs-opening-page.h"
#include "qs-queues-page.h"
#include "qs-resource-commands.h"
#include "qs-sidebar-row.h"
#include "qs-start-page.h"
#include "qs-submit-dialog.h"
#include "qs-ui-resources.h"

struct _QsWindow
{
  AdwApplicationWindow    parent_instance;

  GSettings              *settings;
  QsAccounts             *accounts;
  QsAccount              *account;
  QsDialogPrompter       *prompter;
  char                   *section;      /* the row that is chosen */
  char                   *wanted_job;   /* shown as soon as the account is ready */

  AdwToastOverlay        *toast_overlay;
  AdwNavigationSplitView *split_view;
  GtkListBox             *sidebar_list;
  AdwNavigationView      *navigation_view;
};

G_DEFINE_FINAL_TYPE (QsWindow, qs_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_0,
  PROP_ACCOUNTS,
  PROP_ACCOUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The pages behind the rows of the sidebar, made when they are first shown. */
static const struct
{
  const char *name;
  GType       (*get_type) (void);
} pages[] = {
  { "start", qs_start_page_get_type },
  { "jobs", qs_jobs_page_get_type },
  { "definitions", qs_definitions_page_get_type },
  { "queues", qs_queues_page_get_type },
  { "environments", qs_environments_page_get_type },
};

static AdwNavigationPage *
make_page (const char *name,
           QsAccount  *account)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return g_object_new (pages[i].get_type (), "tag", name, "account", account, NULL);

  return NULL;
}

static GtkListBoxRow *
find_row (QsWindow   *self,
          const char *name)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar_list, i)) != NULL; i++)
    if (g_strcmp0 (qs_sidebar_row_get_page (QS_SIDEBAR_ROW (row)), name) == 0)
      return row;

  return NULL;
}

/* Only the start page has something to say before the engine is open. */
static gboolean
must_wait (QsWindow *self)
{
  return !g_str_equal (self->section, "start") &&
         (self->account == NULL || qs_account_get_state (self->account) != QS_ACCOUNT_STATE_READY);
}

static void
show_section (QsWindow *self)
{
  const char *name = self->section;

  if (must_wait (self))
    {
      AdwNavigationPage *page = qs_opening_page_new (self->account);

      adw_navigation_view_replace (self->navigation_view, &page, 1);
      return;
    }

  if (adw_navigation_view_find_page (self->navigation_view, name) == NULL)
    adw_navigation_view_add (self->navigation_view, make_page (name, self->account));

  adw_navigation_view_replace_with_tags (self->navigation_view, &name, 1);
}

/* What was asked for, perhaps before the account was ready. */
static void
show_wanted_job (QsWindow *self)
{
  g_autofree char *job_id = NULL;

  if (must_wait (self) || self->wanted_job == NULL)
    return;

  job_id = g_steal_pointer (&self->wanted_job);
  adw_navigation_view_push (self->navigation_view,
                            ADW_NAVIGATION_PAGE (qs_job_detail_page_new (self->account, job_id)));
}

/* Another account has pages of its own; which section is shown stays. */
static void
drop_pages (QsWindow *self)
{
  adw_navigation_view_replace (self->navigation_view, NULL, 0);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation_view,
                                                               pages[i].name);

      if (page != NULL)
        adw_navigation_view_remove (self->navigation_view, page);
    }
}

static void
on_account_state_cb (QsWindow *self)
{
  if (qs_account_get_state (self->account) == QS_ACCOUNT_STATE_READY &&
      QS_IS_OPENING_PAGE (adw_navigation_view_get_visible_page (self->navigation_view)))
    {
      show_section (self);
      show_wanted_job (self);
    }
}

/* The start page is there before its account. */
static void
give_account (QsWindow *self)
{
  AdwNavigationPage *page = adw_navigation_view_find_page (self->navigation_view, "start");

  if (page != NULL)
    g_object_set (page, "account", self->account, NULL);
}

static void
set_account (QsWindow  *self,
             QsAccount *account)
{
  g_autoptr(QsAccount) old = g_steal_pointer (&self->account);

  g_set_object (&self->account, account);
  if (old == account)
    return;

  if (old != NULL)
    {
      g_signal_handlers_disconnect_by_func (old, on_account_state_cb, self);
      drop_pages (self);
    }
  if (account != NULL)
    g_signal_connect_object (account, "notify::state", G_CALLBACK (on_account_state_cb), self,
                             G_CONNECT_SWAPPED);

  give_account (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
  if (account != NULL)
    dex_future_disown (qs_account_open (account));
  show_section (self);
}

static void
show_page_action (GtkWidget  *widget,
                  const char *action_name,
                  GVariant   *parameter)
{
  qs_window_show_page (QS_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

static void
show_job_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  qs_window_show_job (QS_WINDOW (widget), NULL, g_variant_get_string (parameter, NULL));
}

static void
present_submit_dialog (QsWindow   *self,
                       const char *clone_of,
                       const char *definition)
{
  if (self->account == NULL || qs_account_get_state (self->account) != QS_ACCOUNT_STATE_READY)
    return;

  adw_dialog_present (ADW_DIALOG (qs_submit_dialog_new (self->account, clone_of, definition)),
                      GTK_WIDGET (self));
}

/* An empty id is a new job, any other the job to be cloned. */
static void
submit_job_action (GtkWidget  *widget,
                   const char *action_name,
                   GVariant   *parameter)
{
  const char *clone_of = g_variant_get_string (parameter, NULL);

  present_submit_dialog (QS_WINDOW (widget), *clone_of != '\0' ? clone_of : NULL, NULL);
}

static void
submit_again_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  QsAccount *account = QS_WINDOW (widget)->account;
  const char *job_id, *change;

  g_variant_get (parameter, "(&s&s)", &job_id, &change);
  if (account != NULL && qs_account_get_state (account) == QS_ACCOUNT_STATE_READY)
    adw_dialog_present (ADW_DIALOG (qs_submit_dialog_new_again (account, job_id,
                                                                qs_submit_change_find (change))),
                        widget);
}

static void
submit_definition_action (GtkWidget  *widget,
                          const char *action_name,
                          GVariant   *parameter)
{
  present_submit_dialog (QS_WINDOW (widget), NULL, g_variant_get_string (parameter, NULL));
}

static void
toast_action (GtkWidget  *widget,
              const char *action_name,
              GVariant   *parameter)
{
  QsWindow *self = QS_WINDOW (widget);
  g_autoptr(AdwToast) toast = adw_toast_new ("");
  const char *text;
  const char *label;
  const char *action;

  g_variant_get (parameter, "(&s&s&s)", &text, &label, &action);

  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, text);
  if (*label != '\0')
    {
      adw_toast_set_button_label (toast, label);
      adw_toast_set_detailed_action_name (toast, action);
    }

  /* The newest word is the one that holds: a queue of them would tell of what is long past. */
  adw_toast_overlay_dismiss_all (self->toast_overlay);
  adw_toast_overlay_add_toast (self->toast_overlay, g_steal_pointer (&toast));
}

static void
on_sidebar_row_activated_cb (QsWindow     *self,
                             QsSidebarRow *row)
{
  qs_window_show_page (self, qs_sidebar_row_get_page (row));
}

/* Arrow keys walk through the sections, except where a section would cover the sidebar. */
static void
on_sidebar_row_selected_cb (QsWindow     *self,
                            QsSidebarRow *row)
{
  if (row != NULL && !adw_navigation_split_view_get_collapsed (self->split_view) &&
      g_strcmp0 (qs_sidebar_row_get_page (row), self->section) != 0)
    qs_window_show_page (self, qs_sidebar_row_get_page (row));
}

static void
on_account_chosen_cb (QsWindow  *self,
                      QsAccount *account)
{
  qs_accounts_set_selected (self->accounts, account);
}

static void
on_selected_cb (QsWindow *self)
{
  set_account (self, qs_accounts_get_selected (self->accounts));
}

static void
set_accounts (QsWindow   *self,
              QsAccounts *accounts)
{
  GActionGroup *actions;

  if (!g_set_object (&self->accounts, accounts))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNTS]);
  if (accounts == NULL)
    return;

  actions = qs_account_actions_new (GTK_WIDGET (self), accounts);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "accounts", actions);
  g_object_unref (actions);
  self->prompter = qs_dialog_prompter_new (GTK_WIDGET (self));
  qs_accounts_set_prompter (accounts, QS_PROMPTER (self->prompter));
  g_signal_connect_object (accounts, "notify::selected", G_CALLBACK (on_selected_cb), self,
                           G_CONNECT_SWAPPED);
  on_selected_cb (self);
}

static void
qs_window_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  QsWindow *self = QS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      g_value_set_object (value, self->accounts);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_window_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  QsWindow *self = QS_WINDOW (object);

  switch (prop_id)
    {
    case PROP_ACCOUNTS:
      set_accounts (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_window_constructed (GObject *object)
{
  QsWindow *self = QS_WINDOW (object);

  G_OBJECT_CLASS (qs_window_parent_class)->constructed (object);

  if (QS_DEVELOPMENT)
    gtk_widget_add_css_class (GTK_WIDGET (self), "devel");

  self->settings = g_settings_new (QS_APP_ID);
  g_settings_bind (self->settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-height", self, "default-height",
                   G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (self->settings, "window-maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);

  qs_window_show_page (self, "start");
}

static void
qs_window_dispose (GObject *object)
{
  QsWindow *self = QS_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), QS_TYPE_WINDOW);
  g_clear_object (&self->settings);
  g_clear_object (&self->account);
  g_clear_object (&self->accounts);
  g_clear_object (&self->prompter);
  g_clear_pointer (&self->section, g_free);
  g_clear_pointer (&self->wanted_job, g_free);

  G_OBJECT_CLASS (qs_window_parent_class)->dispose (object);
}

static void
qs_window_class_init (QsWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qs_window_get_property;
  object_class->set_property = qs_window_set_property;
  object_class->constructed = qs_window_constructed;
  object_class->dispose = qs_window_dispose;

  properties[PROP_ACCOUNTS] =
    g_param_spec_object ("accounts", NULL, NULL, QS_TYPE_ACCOUNTS,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, QS_TYPE_ACCOUNT,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (QS_TYPE_ACCOUNT_SWITCHER);
  g_type_ensure (QS_TYPE_SIDEBAR_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               QS_RESOURCE_PATH "shell/qs-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QsWindow, toast_overlay);
  gtk_widget_class_bind_template_child (widget_class, QsWindow, split_view);
  gtk_widget_class_bind_template_child (widget_class, QsWindow, sidebar_list);
  gtk_widget_class_bind_template_child (widget_class, QsWindow, navigation_view);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_sidebar_row_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, on_account_chosen_cb);
  qs_format_closures_bind (widget_class);

  gtk_widget_class_install_action (widget_class, "win.show-page", "s", show_page_action);
  gtk_widget_class_install_action (widget_class, "win.show-job", "s", show_job_action);
  gtk_widget_class_install_action (widget_class, "win.submit-job", "s", submit_job_action);
  gtk_widget_class_install_action (widget_class, "win.submit-again", "(ss)", submit_again_action);
  gtk_widget_class_install_action (widget_class, "win.submit-definition", "s",
                                   submit_definition_action);
  qs_resource_commands_install (widget_class);
  gtk_widget_class_install_action (widget_class, "win.toast", "(sss)", toast_action);
}

static void
qs_window_init (QsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Returns: (transfer full): a window that is not on the screen yet. */
QsWindow *
qs_window_new (AdwApplication *application)
{
  g_return_val_if_fail (ADW_IS_APPLICATION (application), NULL);

  return g_object_new (QS_TYPE_WINDOW, "application", application, NULL);
}

/* Shows the section @name; a name without a page is a fault of the caller. */
void
qs_window_show_page (QsWindow   *self,
                     const char *name)
{
  g_return_if_fail (QS_IS_WINDOW (self));
  g_return_if_fail (name != NULL);
  g_return_if_fail (find_row (self, name) != NULL);

  g_set_str (&self->section, name);
  g_clear_pointer (&self->wanted_job, g_free);
  gtk_list_box_select_row (self->sidebar_list, find_row (self, name));
  show_section (self);
  adw_navigation_split_view_set_show_content (self->split_view, TRUE);
}

/*
 * Shows the job @job_id of the account @account_id, NULL for the one that is shown. When its engine
 * is not open yet the job comes as soon as it is.
 */
void
qs_window_show_job (QsWindow   *self,
                    const char *account_id,
                    const char *job_id)
{
  QsAccount *account = NULL;

  g_return_if_fail (QS_IS_WINDOW (self));
  g_return_if_fail (job_id != NULL);

  if (account_id != NULL && self->accounts != NULL)
    account = qs_accounts_find (self->accounts, account_id);
  if (account != NULL)
    qs_accounts_set_selected (self->accounts, account);

  qs_window_show_page (self, "jobs");
  g_set_str (&self->wanted_job, job_id);
  show_wanted_job (self);
}
