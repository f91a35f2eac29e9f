#include "qs-test-clock.h"

typedef struct
{
  gint64      at;
  DexPromise *promise;
} QsWait;

struct _QsTestClock
{
  QsClock parent_instance;

  gint64  now;
  GList  *waits;    /* of QsWait, the earliest first */
};

G_DEFINE_FINAL_TYPE (QsTestClock, qs_test_clock, QS_TYPE_CLOCK)

static void
free_wait (gpointer data)
{
  QsWait *wait = data;

  dex_unref (wait->promise);
  g_free (wait);
}

static int
compare_waits (gconstpointer a,
               gconstpointer b)
{
  const QsWait *first = a;
  const QsWait *second = b;

  return first->at < second->at ? -1 : first->at > second->at;
}

static gint64
qs_test_clock_now (QsClock *clock)
{
  return QS_TEST_CLOCK (clock)->now;
}

static DexFuture *
qs_test_clock_wait (QsClock *clock,
                    gint64   milliseconds)
{
  QsTestClock *self = QS_TEST_CLOCK (clock);
  QsWait *wait = g_new0 (QsWait, 1);

  wait->at = self->now + MAX (milliseconds, 0);
  wait->promise = dex_promise_new_cancellable ();
  self->waits = g_list_insert_sorted (self->waits, wait, compare_waits);
  return DEX_FUTURE (dex_ref (wait->promise));
}

static void
qs_test_clock_finalize (GObject *object)
{
  g_list_free_full (QS_TEST_CLOCK (object)->waits, free_wait);

  G_OBJECT_CLASS (qs_test_clock_parent_class)->finalize (object);
}

static void
qs_test_clock_class_init (QsTestClockClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_clock_finalize;
  QS_CLOCK_CLASS (klass)->now = qs_test_clock_now;
  QS_CLOCK_CLASS (klass)->wait = qs_test_clock_wait;
}

static void
qs_test_clock_init (QsTestClock *self)
{
}

QsTestClock *
qs_test_clock_new (gint64 now)
{
  QsTestClock *self = g_object_new (QS_TYPE_TEST_CLOCK, NULL);

  self->now = now;
  return self;
}

void
qs_test_clock_advance (QsTestClock *self,
                       gint64       milliseconds)
{
  self->now += milliseconds;

  while (self->waits != NULL && ((QsWait *) self->waits->data)->at <= self->now)
    {
      QsWait *wait = self->waits->data;

      self->waits = g_list_delete_link (self->waits, self->waits);
      dex_promise_resolve_boolean (wait->promise, TRUE);
      free_wait (wait);
    }
}

/* How many wait. A wait that nobody waits for any more has been cancelled. */
guint
qs_test_clock_waiting (QsTestClock *self)
{
  guint n = 0;

  for (GList *iter = self->waits; iter != NULL; iter = iter->next)
    n += !g_cancellable_is_cancelled (
      dex_promise_get_cancellable (((QsWait *) iter->data)->promise));

  return n;
}
