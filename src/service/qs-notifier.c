#include "qs-notifier.h"

#include "qs-job-notice.h"
#include "qs-watcher.h"

/* More changes at once than this are summed up: nobody reads a storm. */
#define MAX_AT_ONCE 5

/*
 * Changes are gathered for so long. A job that starts and ends meanwhile is told of once; and a
 * desktop has answered by then, without which GLib does not replace a notification.
 */
#define GATHER_MSEC 250

typedef enum
{
  PROP_RUNNING = 1,
  PROP_SUCCEEDED,
  PROP_FAILED,
} QsNotifierProperty;

#define N_PROPERTIES (PROP_FAILED + 1)

/* One account's jobs: where changes are told, and those that have not been passed on yet. */
typedef struct
{
  QsNotifier *notifier;
  char       *account_id;
  GObject    *source;
  GHashTable *changed;   /* of QsJob, a set */
  GHashTable *arrays;    /* of QsJob, a set: arrays whose children are counted */
} QsNotifierFeed;

struct _QsNotifier
{
  GObject       parent_instance;

  GApplication *application;   /* weak */
  QsAccounts   *accounts;
  GPtrArray    *feeds;         /* of QsNotifierFeed */
  guint         gathering;
  gboolean      kinds[N_PROPERTIES];
};

G_DEFINE_FINAL_TYPE (QsNotifier, qs_notifier, G_TYPE_OBJECT)

static GParamSpec *properties[N_PROPERTIES];

static void
free_feed (gpointer data)
{
  QsNotifierFeed *feed = data;
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, feed->arrays);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    g_signal_handlers_disconnect_by_data (job, feed);
  g_signal_handlers_disconnect_by_data (feed->source, feed);

  g_hash_table_unref (feed->arrays);
  g_hash_table_unref (feed->changed);
  g_object_unref (feed->source);
  g_free (feed->account_id);
  g_free (feed);
}

static gboolean
is_told (QsNotifier *self,
         QsJob      *job)
{
  switch (qs_job_get_status (job))
    {
    case QS_JOB_STATUS_RUNNING:
      return self->kinds[PROP_RUNNING];
    case QS_JOB_STATUS_SUCCEEDED:
      return self->kinds[PROP_SUCCEEDED];
    case QS_JOB_STATUS_FAILED:
      return self->kinds[PROP_FAILED];
    case QS_JOB_STATUS_PENDING:
      /* Where an array is while its children run. */
      return qs_job_get_array_size (job) > 0 && self->kinds[PROP_RUNNING];
    case QS_JOB_STATUS_SUBMITTED:
    case QS_JOB_STATUS_RUNNABLE:
    case QS_JOB_STATUS_STARTING:
    case QS_JOB_STATUS_UNKNOWN:
    default:
      return FALSE;
    }
}

static void
send_each (QsNotifier     *self,
           QsNotifierFeed *feed,
           GPtrArray      *jobs)
{
  for (guint i = 0; i < jobs->len; i++)
    {
      QsJob *job = g_ptr_array_index (jobs, i);
      g_autofree char *id = qs_job_notice_dup_id (feed->account_id, qs_job_get_id (job));
      g_autoptr(GNotification) notification = qs_job_notice_new (feed->account_id, job);

      g_application_send_notification (self->application, id, notification);
    }
}

static void
send_digest (QsNotifier     *self,
             QsNotifierFeed *feed,
             GPtrArray      *jobs)
{
  guint counts[QS_N_JOB_STATUSES] = { 0 };
  g_autofree char *id = qs_job_notice_dup_digest_id (feed->account_id);
  g_autoptr(GNotification) notification = NULL;

  for (guint i = 0; i < jobs->len; i++)
    {
      QsJobStatus status = qs_job_get_status (g_ptr_array_index (jobs, i));

      counts[status == QS_JOB_STATUS_PENDING ? QS_JOB_STATUS_RUNNING : status]++;
    }

  /* What was said of a job alone before is no longer so. */
  for (guint i = 0; i < jobs->len; i++)
    qs_notifier_withdraw (self, feed->account_id,
                          qs_job_get_id (g_ptr_array_index (jobs, i)));

  notification = qs_job_notice_new_digest (counts);
  g_application_send_notification (self->application, id, notification);
}

static gboolean
is_catching_up (QsNotifierFeed *feed)
{
  gboolean catching_up = FALSE;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (feed->source), "catching-up") != NULL)
    g_object_get (feed->source, "catching-up", &catching_up, NULL);

  return catching_up;
}

static void
flush_feed (QsNotifier     *self,
            QsNotifierFeed *feed)
{
  g_autoptr(GPtrArray) jobs = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer job;

  g_hash_table_iter_init (&iter, feed->changed);
  while (g_hash_table_iter_next (&iter, &job, NULL))
    if (is_told (self, job))
      g_ptr_array_add (jobs, g_object_ref (job));
  g_hash_table_remove_all (feed->changed);

  if (jobs->len == 0 || self->application == NULL)
    return;

  if (jobs->len > MAX_AT_ONCE || (jobs->len > 1 && is_catching_up (feed)))
    send_digest (self, feed, jobs);
  else
    send_each (self, feed, jobs);
}

static gboolean
on_gathered_cb (gpointer user_data)
{
  QsNotifier *self = user_data;

  self->gathering = 0;
  for (guint i = 0; i < self->feeds->len; i++)
    flush_feed (self, g_ptr_array_index (self->feeds, i));

  return G_SOURCE_REMOVE;
}

static void
queue_job (QsNotifierFeed *feed,
           QsJob          *job)
{
  QsNotifier *self = feed->notifier;

  g_hash_table_add (feed->changed, g_object_ref (job));
  if (self->gathering == 0)
    self->gathering = g_timeout_add (GATHER_MSEC, on_gathered_cb, self);
}

static void
on_array_notify_finished_cb (QsJob          *job,
                             GParamSpec     *pspec,
                             QsNotifierFeed *feed)
{
  queue_job (feed, job);
}

static void
follow_array (QsNotifierFeed *feed,
              QsJob          *job)
{
  gboolean ended = qs_job_status_is_final (qs_job_get_status (job));

  if (ended && g_hash_table_contains (feed->arrays, job))
    {
      g_signal_handlers_disconnect_by_data (job, feed);
      g_hash_table_remove (feed->arrays, job);
    }
  else if (!ended && !g_hash_table_contains (feed->arrays, job))
    {
      g_hash_table_add (feed->arrays, g_object_ref (job));
      g_signal_connect (job, "notify::array-finished", G_CALLBACK (on_array_notify_finished_cb),
                        feed);
    }
}

static void
on_source_transition_cb (GObject        *source,
                         QsJob          *job,
                         QsJobStatus     from,
                         QsJobStatus     to,
                         QsNotifierFeed *feed)
{
  if (qs_job_get_array_size (job) > 0)
    follow_array (feed, job);

  queue_job (feed, job);
}

static gboolean
is_watched (QsNotifier *self,
            GObject    *source)
{
  for (guint i = 0; i < self->feeds->len; i++)
    if (((QsNotifierFeed *) g_ptr_array_index (self->feeds, i))->source == source)
      return TRUE;

  return FALSE;
}

static void
on_account_notify_watcher_cb (QsAccount  *account,
                              GParamSpec *pspec,
                              QsNotifier *self)
{
  GObject *watcher = (GObject *) qs_account_get_watcher (account);

  /* Accounts that have changed places come as new ones. */
  if (watcher != NULL && !is_watched (self, watcher))
    qs_notifier_watch (self, qs_account_get_id (account), watcher);
}

static void
watch_account (QsNotifier *self,
               QsAccount  *account)
{
  g_signal_connect_object (account, "notify::watcher", G_CALLBACK (on_account_notify_watcher_cb),
                           self, G_CONNECT_DEFAULT);
  on_account_notify_watcher_cb (account, NULL, self);
}

/* An account that is gone, or another one by now, is watched no more: a feed keeps its watcher. */
static void
drop_feeds_of_others (QsNotifier *self)
{
  for (guint i = self->feeds->len; i > 0; i--)
    {
      QsNotifierFeed *feed = g_ptr_array_index (self->feeds, i - 1);
      QsAccount *account = qs_accounts_find (self->accounts, feed->account_id);

      if (QS_IS_WATCHER (feed->source) &&
          (account == NULL || (GObject *) qs_account_get_watcher (account) != feed->source))
        g_ptr_array_remove_index (self->feeds, i - 1);
    }
}

static void
on_accounts_changed_cb (GListModel *accounts,
                        guint       position,
                        guint       n_removed,
                        guint       n_added,
                        QsNotifier *self)
{
  drop_feeds_of_others (self);
  for (guint i = 0; i < n_added; i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (accounts, position + i);

      watch_account (self, account);
    }
}

static void
qs_notifier_get_property (GObject    *object,
                          guint       property_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  g_value_set_boolean (value, QS_NOTIFIER (object)->kinds[property_id]);
}

static void
qs_notifier_set_property (GObject      *object,
                          guint         property_id,
                          const GValue *value,
                          GParamSpec   *pspec)
{
  QsNotifier *self = QS_NOTIFIER (object);

  if (self->kinds[property_id] == g_value_get_boolean (value))
    return;

  self->kinds[property_id] = g_value_get_boolean (value);
  g_object_notify_by_pspec (object, pspec);
}

static void
qs_notifier_dispose (GObject *object)
{
  QsNotifier *self = QS_NOTIFIER (object);

  g_clear_handle_id (&self->gathering, g_source_remove);
  g_ptr_array_set_size (self->feeds, 0);
  g_clear_object (&self->accounts);
  g_clear_weak_pointer (&self->application);

  G_OBJECT_CLASS (qs_notifier_parent_class)->dispose (object);
}

static void
qs_notifier_finalize (GObject *object)
{
  g_ptr_array_unref (QS_NOTIFIER (object)->feeds);

  G_OBJECT_CLASS (qs_notifier_parent_class)->finalize (object);
}

static void
qs_notifier_class_init (QsNotifierClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = qs_notifier_get_property;
  object_class->set_property = qs_notifier_set_property;
  object_class->dispose = qs_notifier_dispose;
  object_class->finalize = qs_notifier_finalize;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, TRUE, flags);
  properties[PROP_SUCCEEDED] = g_param_spec_boolean ("succeeded", NULL, NULL, TRUE, flags);
  properties[PROP_FAILED] = g_param_spec_boolean ("failed", NULL, NULL, TRUE, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
qs_notifier_init (QsNotifier *self)
{
  self->feeds = g_ptr_array_new_with_free_func (free_feed);
  for (guint i = 0; i < N_PROPERTIES; i++)
    self->kinds[i] = TRUE;
}

/**
 * qs_notifier_new:
 * @application: sends the notifications and has the actions behind them: app.show-job and
 *   app.open-results, both with an account's and a job's id
 *
 * Returns: (transfer full): a notifier that watches nothing yet.
 */
QsNotifier *
qs_notifier_new (GApplication *application)
{
  QsNotifier *self;

  g_return_val_if_fail (G_IS_APPLICATION (application), NULL);

  self = g_object_new (QS_TYPE_NOTIFIER, NULL);
  g_set_weak_pointer (&self->application, application);
  return self;
}

/**
 * qs_notifier_set_accounts:
 *
 * Watches every account in @accounts, also those that are added, each from when it is ready on.
 */
void
qs_notifier_set_accounts (QsNotifier *self,
                          QsAccounts *accounts)
{
  g_return_if_fail (QS_IS_NOTIFIER (self));
  g_return_if_fail (QS_IS_ACCOUNTS (accounts));
  g_return_if_fail (self->accounts == NULL);

  self->accounts = g_object_ref (accounts);
  g_signal_connect_object (accounts, "items-changed", G_CALLBACK (on_accounts_changed_cb), self,
                           G_CONNECT_DEFAULT);
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (accounts)); i++)
    {
      g_autoptr(QsAccount) account = g_list_model_get_item (G_LIST_MODEL (accounts), i);

      watch_account (self, account);
    }
}

/**
 * qs_notifier_watch:
 * @source: a #QsWatcher, or another object that tells changes as its signal "transition" does
 *
 * Tells what @source tells from now on.
 */
void
qs_notifier_watch (QsNotifier *self,
                   const char *account_id,
                   GObject    *source)
{
  QsNotifierFeed *feed;

  g_return_if_fail (QS_IS_NOTIFIER (self));
  g_return_if_fail (account_id != NULL && G_IS_OBJECT (source));

  feed = g_new0 (QsNotifierFeed, 1);
  feed->notifier = self;
  feed->account_id = g_strdup (account_id);
  feed->source = g_object_ref (source);
  feed->changed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  feed->arrays = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  g_ptr_array_add (self->feeds, feed);
  g_signal_connect (source, "transition", G_CALLBACK (on_source_transition_cb), feed);
}

/**
 * qs_notifier_withdraw:
 *
 * Takes back a job's notification: the person is looking at it.
 */
void
qs_notifier_withdraw (QsNotifier *self,
                      const char *account_id,
                      const char *job_id)
{
  g_autofree char *id = NULL;

  g_return_if_fail (QS_IS_NOTIFIER (self));
  g_return_if_fail (account_id != NULL && job_id != NULL);

  if (self->application == NULL)
    return;

  id = qs_job_notice_dup_id (account_id, job_id);
  g_application_withdraw_notification (self->application, id);
}
