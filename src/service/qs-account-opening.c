#include "qs-account-opening.h"

#include "qs-await.h"
#include "qs-ledger.h"
#include "qs-watcher.h"

#define RETRY_MSEC 2000

/* One attempt to open the engine. It knows its account weakly: waiting must not keep it alive. */
typedef struct
{
  GWeakRef account;
  QsScope *scope;
  QsClock *clock;
} QsAttempt;

static QsAttempt *
make_attempt (QsAccount *account,
              QsScope   *scope)
{
  QsAttempt *attempt = g_new0 (QsAttempt, 1);

  g_weak_ref_init (&attempt->account, account);
  attempt->scope = qs_scope_ref (scope);
  attempt->clock = g_object_ref (qs_account_get_clock (account));
  return attempt;
}

static void
free_attempt (gpointer data)
{
  QsAttempt *attempt = data;

  g_weak_ref_clear (&attempt->account);
  qs_scope_unref (attempt->scope);
  g_object_unref (attempt->clock);
  g_free (attempt);
}

static DexFuture *
retry_fiber (gpointer data)
{
  QsAttempt *attempt = data;
  g_autoptr(QsAccount) self = NULL;
  DexFuture *waiting = qs_clock_wait (attempt->clock, RETRY_MSEC);

  if (!qs_await (qs_scope_guard (attempt->scope, waiting), NULL))
    return dex_future_new_true ();

  if ((self = g_weak_ref_get (&attempt->account)) != NULL)
    dex_future_disown (qs_account_open (self));

  return dex_future_new_true ();
}

/* An engine that is unavailable is tried again by itself. */
static void
refuse (QsAccount    *account,
        QsAttempt    *attempt,
        const GError *error)
{
  gboolean passing = g_error_matches (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE);

  qs_account_refuse (account, error, passing);
  if (passing)
    qs_scope_spawn (attempt->scope, retry_fiber, make_attempt (account, attempt->scope),
                    free_attempt);
}

/* What the ledger remembers is there before the engine is asked. That it remembers nothing keeps
 * nobody from the engine; the ledger itself says what is wrong with it. */
static DexFuture *
load_ledger (QsAccount *account,
             QsWatcher *watcher)
{
  QsLedger *ledger = qs_account_get_ledger (account);

  if (ledger == NULL)
    return dex_future_new_true ();

  return qs_ledger_load (ledger, qs_account_get_id (account), qs_watcher_get_jobs (watcher));
}

static DexFuture *
open_fiber (gpointer data)
{
  QsAttempt *attempt = data;
  g_autoptr(QsAccount) self = g_weak_ref_get (&attempt->account);
  g_autoptr(QsEngine) engine = NULL;
  g_autoptr(QsWatcher) watcher = NULL;
  g_autoptr(GError) error = NULL;
  DexFuture *waiting;

  if (self == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is gone");

  waiting = qs_account_call_open (self);
  g_clear_object (&self);
  engine = qs_await_object (qs_scope_guard (attempt->scope, waiting), &error);

  if ((self = g_weak_ref_get (&attempt->account)) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is gone");

  if (engine == NULL)
    {
      refuse (self, attempt, error);
      return dex_future_new_for_error (g_steal_pointer (&error));
    }

  watcher = qs_watcher_new (engine, attempt->clock);
  waiting = load_ledger (self, watcher);
  g_clear_object (&self);
  qs_await (qs_scope_guard (attempt->scope, waiting), NULL);

  if ((self = g_weak_ref_get (&attempt->account)) == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The account is gone");

  qs_account_accept (self, engine, watcher);
  return dex_future_new_true ();
}

/**
 * qs_account_opening_run:
 * @scope: ends the attempt when it is cancelled
 *
 * Returns: (transfer full): a future of one attempt: %TRUE once the account is ready, rejected with
 *   the engine's error.
 */
DexFuture *
qs_account_opening_run (QsAccount *account,
                        QsScope   *scope)
{
  return qs_scope_run (scope, open_fiber, make_attempt (account, scope), free_attempt);
}
