#include "qs-background.h"

#include <glib/gi18n.h>

#include "qs-watcher.h"

#define NOTIFICATION_ID "background"

/*
 * How long a program without a window stays when its last job has ended: where the desktop does not
 * start programs, a click on what it has told needs somebody to hear it.
 */
#define LINGER_MSEC (10 * 60 * 1000)

struct _QsBackground
{
  GObject       parent_instance;

  GApplication *application;   /* weak */
  GListModel   *accounts;
  gboolean      holding;
  gboolean      told;
};

G_DEFINE_FINAL_TYPE (QsBackground, qs_background, G_TYPE_OBJECT)

static void
hold (QsBackground *self,
      gboolean      holding)
{
  if (self->holding == holding || self->application == NULL)
    return;

  self->holding = holding;
  if (holding)
    {
      g_application_hold (self->application);
      return;
    }

  g_application_set_inactivity_timeout (self->application, LINGER_MSEC);
  g_application_release (self->application);
  qs_background_withdraw (self);
}

static void
update (QsBackground *self)
{
  hold (self, qs_background_count_active (self) > 0);
}

static void
watch (QsBackground *self,
       GParamSpec   *pspec,
       QsAccount    *account)
{
  QsWatcher *watcher = qs_account_get_watcher (account);

  if (watcher != NULL)
    {
      g_signal_connect_object (qs_watcher_get_jobs (watcher), "transition", G_CALLBACK (update),
                               self, G_CONNECT_SWAPPED);
      update (self);
    }
}

static void
on_accounts_changed_cb (QsBackground *self,
                        guint         position,
                        guint         n_removed,
                        guint         n_added)
{
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (self->accounts, position + i);

      g_signal_connect_object (account, "notify::watcher", G_CALLBACK (watch), self,
                               G_CONNECT_SWAPPED);
      watch (self, NULL, account);
    }
}

static void
qs_background_dispose (GObject *object)
{
  QsBackground *self = QS_BACKGROUND (object);

  hold (self, FALSE);
  g_clear_object (&self->accounts);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (qs_background_parent_class)->dispose (object);
}

static void
qs_background_class_init (QsBackgroundClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qs_background_dispose;
}

static void
qs_background_init (QsBackground *self)
{
}

QsBackground *
qs_background_new (GApplication *application)
{
  QsBackground *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (QS_TYPE_BACKGROUND, NULL);
  g_set_weak_pointer (&self->application, application);
  return self;
}

/* To be called once. */
void
qs_background_set_accounts (QsBackground *self,
                            GListModel   *accounts)
{
  g_return_if_fail (QS_IS_BACKGROUND (self));
  g_return_if_fail (self->accounts == NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_accounts_changed_cb), self,
                           G_CONNECT_SWAPPED);
  on_accounts_changed_cb (self, 0, 0, g_list_model_get_n_items (accounts));
}

/* How many jobs of all accounts have not ended. */
guint
qs_background_count_active (QsBackground *self)
{
  guint count = 0;

  g_return_val_if_fail (QS_IS_BACKGROUND (self), 0);

  for (guint i = 0; self->accounts != NULL && i < g_list_model_get_n_items (self->accounts); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (self->accounts, i);
      QsWatcher *watcher = qs_account_get_watcher (account);

      for (QsJobStatus status = 0; watcher != NULL && status < QS_N_JOB_STATUSES; status++)
        if (qs_job_status_is_active (status))
          count += qs_job_list_get_count (qs_watcher_get_jobs (watcher), status);
    }

  return count;
}

/* Takes back what qs_background_tell() told: there is a window again, or nothing to watch. */
void
qs_background_withdraw (QsBackground *self)
{
  g_return_if_fail (QS_IS_BACKGROUND (self));

  if (self->told && self->application != NULL)
    g_application_withdraw_notification (self->application, NOTIFICATION_ID);
}

/*
 * To be called when a window closes: tells, once in the program's life, that it goes on without a
 * window. With nothing to watch the program ends with its window.
 */
void
qs_background_tell (QsBackground *self)
{
  guint n_jobs = qs_background_count_active (self);
  g_autoptr(GNotification) notification = NULL;
  g_autofree char *title = NULL;

  g_return_if_fail (QS_IS_BACKGROUND (self));

  if (self->application == NULL)
    return;

  if (n_jobs == 0)
    g_application_set_inactivity_timeout (self->application, 0);
  if (self->told || n_jobs == 0)
    return;

  title = g_strdup_printf (ngettext ("Quayside goes on watching %u job",
                                     "Quayside goes on watching %u jobs", n_jobs), n_jobs);
  notification = g_notification_new (title);
  g_notification_set_body (notification, _("You will be told how it ends."));
  g_notification_set_default_action (notification, "app.jobs");
  g_notification_add_button (notification, _("Quit"), "app.quit");
  g_application_send_notification (self->application, NOTIFICATION_ID, notification);
  self->told = TRUE;
}
