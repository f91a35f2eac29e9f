#include "qs-credentials-cache.h"

#include "qs-engine.h"
#include "qs-test-clock.h"
#include "qs-test-provider.h"
#include "qs-test.h"

#define MINUTE (60 * 1000)
#define HOUR   (60 * MINUTE)
#define START  ((gint64) 1790000000000)

typedef struct
{
  QsTestClock        *clock;
  QsTestProvider     *source;
  QsCredentialsCache *cache;
} QsBench;

static void
bench_init (QsBench *bench)
{
  g_autoptr(QsScope) scope = qs_scope_new ();

  bench->clock = qs_test_clock_new (START);
  bench->source = qs_test_provider_new ();
  bench->cache = qs_credentials_cache_new (QS_CREDENTIALS_PROVIDER (bench->source),
                                           QS_CLOCK (bench->clock), scope);
}

static void
bench_clear (QsBench *bench)
{
  g_assert_finalize_object (bench->cache);
  g_assert_finalize_object (bench->source);
  g_assert_finalize_object (bench->clock);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsBench, bench_clear)

static gint64
now (QsBench *bench)
{
  return qs_clock_now (QS_CLOCK (bench->clock));
}

static DexFuture *
load (QsBench *bench)
{
  return qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (bench->cache));
}

#define assert_key(future, key) \
        G_STMT_START { \
          g_autoptr(GError) qs_error = NULL; \
          g_autoptr(QsCredentials) qs_credentials = dex_await_boxed (future, &qs_error); \
          g_assert_no_error (qs_error); \
          g_assert_cmpstr (qs_credentials_get_access_key_id (qs_credentials), ==, key); \
        } G_STMT_END

#define assert_refused(future, code) \
        G_STMT_START { \
          g_autoptr(GError) qs_error = NULL; \
          g_assert_null (dex_await_boxed (future, &qs_error)); \
          g_assert_error (qs_error, QS_ENGINE_ERROR, code); \
        } G_STMT_END

/* Credentials of an hour, got now. */
static void
fill (QsBench    *bench,
      const char *key)
{
  qs_test_provider_answer (bench->source, key, now (bench) + HOUR);
  assert_key (load (bench), key);
}

static void
settle (void)
{
  for (guint i = 0; i < 3; i++)
    qs_test_iterate ();
}

static void
test_many_waiters_ask_once (void)
{
  g_auto(QsBench) bench = { 0 };
  DexFuture *waiters[500];

  bench_init (&bench);
  for (guint i = 0; i < G_N_ELEMENTS (waiters); i++)
    waiters[i] = load (&bench);
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);

  qs_test_provider_answer (bench.source, "A", now (&bench) + HOUR);
  for (guint i = 0; i < G_N_ELEMENTS (waiters); i++)
    assert_key (waiters[i], "A");
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);
}

static void
test_who_leaves_ends_nothing_for_others (void)
{
  g_auto(QsBench) bench = { 0 };
  DexFuture *first = NULL;
  DexFuture *second = NULL;
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(DexFuture) guarded = NULL;

  bench_init (&bench);
  first = load (&bench);
  guarded = qs_scope_guard (scope, load (&bench));
  second = load (&bench);
  dex_unref (first);
  qs_scope_cancel (scope);
  qs_test_until (dex_future_is_rejected (guarded));
  dex_clear (&guarded);

  qs_test_provider_answer (bench.source, "A", now (&bench) + HOUR);
  assert_key (second, "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);
}

/* All have left before the answer; it is kept all the same. */
static void
test_an_answer_nobody_waits_for_is_kept (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  dex_unref (load (&bench));
  qs_test_provider_answer (bench.source, "A", now (&bench) + HOUR);
  settle ();
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);
}

static void
test_renewed_behind_in_the_last_quarter (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  fill (&bench, "A");
  qs_test_clock_advance (bench.clock, HOUR - 15 * MINUTE - 1);
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);

  qs_test_clock_advance (bench.clock, 1);
  assert_key (load (&bench), "A");
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);

  qs_test_provider_answer (bench.source, "B", now (&bench) + HOUR);
  settle ();
  assert_key (load (&bench), "B");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);
}

static void
test_waited_for_in_the_last_ten_minutes (void)
{
  g_auto(QsBench) bench = { 0 };
  g_autoptr(DexFuture) waiter = NULL;

  bench_init (&bench);
  fill (&bench, "A");
  qs_test_clock_advance (bench.clock, HOUR - 10 * MINUTE);
  waiter = load (&bench);
  settle ();
  g_assert_true (dex_future_is_pending (waiter));
  qs_test_provider_answer (bench.source, "B", now (&bench) + HOUR);
  assert_key (g_steal_pointer (&waiter), "B");
}

/* One minute between tries, and no error before the old ones have expired. */
static void
test_a_failed_renewal_is_no_error_while_the_old_are_good (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  fill (&bench, "A");
  qs_test_clock_advance (bench.clock, HOUR - 15 * MINUTE);
  assert_key (load (&bench), "A");
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_UNAVAILABLE, "no network");
  settle ();
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);

  qs_test_clock_advance (bench.clock, MINUTE);
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_UNAVAILABLE, "no network");
  assert_key (load (&bench), "A");
  settle ();
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 3);

  qs_test_clock_advance (bench.clock, 5 * MINUTE);
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_UNAVAILABLE, "no network");
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 4);

  qs_test_clock_advance (bench.clock, 10 * MINUTE);
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_UNAVAILABLE, "no network");
  assert_refused (load (&bench), QS_ENGINE_ERROR_UNAVAILABLE);
}

/* A quarter and a sixth of a quarter of an hour, not all of it. */
static void
test_short_lives_are_not_renewed_all_the_time (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  qs_test_provider_answer (bench.source, "A", now (&bench) + 15 * MINUTE);
  assert_key (load (&bench), "A");
  qs_test_clock_advance (bench.clock, 11 * MINUTE);
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);
  qs_test_clock_advance (bench.clock, MINUTE);
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);
  qs_test_provider_answer (bench.source, "B", now (&bench) + 15 * MINUTE);
  settle ();
}

static void
test_keys_without_expiry_are_kept (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  qs_test_provider_answer (bench.source, "A", 0);
  assert_key (load (&bench), "A");
  qs_test_clock_advance (bench.clock, (gint64) 1000 * 24 * HOUR);
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);
}

static void
test_refused_credentials_are_replaced (void)
{
  g_auto(QsBench) bench = { 0 };
  g_autoptr(QsCredentials) old = NULL;

  bench_init (&bench);
  qs_test_provider_answer (bench.source, "A", now (&bench) + HOUR);
  old = dex_await_boxed (load (&bench), NULL);
  qs_credentials_provider_reject (QS_CREDENTIALS_PROVIDER (bench.cache), old);
  g_assert_cmpuint (qs_test_provider_count_rejected (bench.source), ==, 1);
  fill (&bench, "B");

  /* Another call's late answer about the old ones. */
  qs_credentials_provider_reject (QS_CREDENTIALS_PROVIDER (bench.cache), old);
  assert_key (load (&bench), "B");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);
  g_assert_cmpuint (qs_test_provider_count_rejected (bench.source), ==, 1);
}

/* The laptop slept through the expiry, or its clock was set back. */
static void
test_the_clock_jumps (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  fill (&bench, "A");
  qs_test_clock_advance (bench.clock, 9 * HOUR);
  fill (&bench, "B");

  qs_test_clock_advance (bench.clock, HOUR - 15 * MINUTE);
  assert_key (load (&bench), "B");
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_UNAVAILABLE, "no network");
  settle ();
  qs_test_clock_advance (bench.clock, -8 * HOUR);
  assert_key (load (&bench), "B");
  qs_test_clock_advance (bench.clock, 8 * HOUR + MINUTE);
  assert_key (load (&bench), "B");
  qs_test_provider_answer (bench.source, "C", now (&bench) + HOUR);
  settle ();
  assert_key (load (&bench), "C");
}

static void
on_notify_cb (GObject    *object,
              GParamSpec *pspec,
              gpointer    user_data)
{
  (*(guint *) user_data)++;
}

/* A person is asked once, not once for each call. */
static void
test_a_needed_login_is_not_asked_for_again_by_itself (void)
{
  g_auto(QsBench) bench = { 0 };
  guint n_notified = 0;

  bench_init (&bench);
  g_signal_connect (bench.cache, "notify::login-needed", G_CALLBACK (on_notify_cb), &n_notified);
  g_assert_false (qs_credentials_cache_get_login_needed (bench.cache));
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_EXPIRED, "log in again");
  assert_refused (load (&bench), QS_ENGINE_ERROR_EXPIRED);
  g_assert_true (qs_credentials_cache_get_login_needed (bench.cache));
  g_assert_cmpstr (qs_credentials_cache_get_problem (bench.cache)->message, ==, "log in again");
  assert_refused (load (&bench), QS_ENGINE_ERROR_EXPIRED);
  qs_test_clock_advance (bench.clock, 24 * HOUR);
  assert_refused (load (&bench), QS_ENGINE_ERROR_EXPIRED);
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 1);
  g_assert_cmpuint (n_notified, ==, 1);

  qs_test_provider_answer (bench.source, "A", now (&bench) + HOUR);
  assert_key (qs_credentials_cache_renew (bench.cache), "A");
  g_assert_false (qs_credentials_cache_get_login_needed (bench.cache));
  g_assert_cmpuint (n_notified, ==, 2);
  assert_key (load (&bench), "A");
}

/* The login is missing for the renewal, and the old credentials are still good. */
static void
test_calls_go_on_while_a_login_is_needed (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  fill (&bench, "A");
  qs_test_clock_advance (bench.clock, HOUR - 12 * MINUTE);
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_EXPIRED, "log in again");
  assert_key (load (&bench), "A");
  settle ();
  g_assert_true (qs_credentials_cache_get_login_needed (bench.cache));
  qs_test_clock_advance (bench.clock, 6 * MINUTE);
  assert_key (load (&bench), "A");
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);
  qs_test_clock_advance (bench.clock, 6 * MINUTE);
  assert_refused (load (&bench), QS_ENGINE_ERROR_EXPIRED);
  g_assert_cmpuint (qs_test_provider_count_loads (bench.source), ==, 2);
}

/* What was being asked when the person logged in may not know of it. */
static void
test_a_login_during_a_renewal_asks_after_it (void)
{
  g_auto(QsBench) bench = { 0 };
  DexFuture *waiter = NULL;
  DexFuture *renewal = NULL;

  bench_init (&bench);
  waiter = load (&bench);
  renewal = qs_credentials_cache_renew (bench.cache);
  qs_test_provider_refuse (bench.source, QS_ENGINE_ERROR_EXPIRED, "log in again");
  assert_refused (waiter, QS_ENGINE_ERROR_EXPIRED);
  qs_test_until (qs_test_provider_count_loads (bench.source) == 2);
  qs_test_provider_answer (bench.source, "A", now (&bench) + HOUR);
  assert_key (renewal, "A");
  g_assert_false (qs_credentials_cache_get_login_needed (bench.cache));
}

static void
test_what_has_expired_already_is_refused (void)
{
  g_auto(QsBench) bench = { 0 };

  bench_init (&bench);
  qs_test_provider_answer (bench.source, "A", now (&bench));
  assert_refused (load (&bench), QS_ENGINE_ERROR_EXPIRED);
}

/* The source may answer when its cache has gone. */
static void
test_an_account_goes_while_it_is_asked (void)
{
  g_autoptr(QsTestClock) clock = qs_test_clock_new (START);
  g_autoptr(QsTestProvider) source = qs_test_provider_new ();
  g_autoptr(QsScope) scope = qs_scope_new ();
  QsCredentialsCache *cache = qs_credentials_cache_new (QS_CREDENTIALS_PROVIDER (source),
                                                        QS_CLOCK (clock), scope);

  dex_unref (qs_credentials_provider_load (QS_CREDENTIALS_PROVIDER (cache)));
  g_assert_finalize_object (cache);
  g_assert_true (qs_scope_is_cancelled (scope));
  qs_test_provider_answer (source, "A", START + HOUR);
  settle ();
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/credentials-cache/many-waiters-ask-once", test_many_waiters_ask_once);
  qs_test_add_fiber ("/credentials-cache/who-leaves-ends-nothing-for-others",
                     test_who_leaves_ends_nothing_for_others);
  qs_test_add_fiber ("/credentials-cache/an-answer-nobody-waits-for-is-kept",
                     test_an_answer_nobody_waits_for_is_kept);
  qs_test_add_fiber ("/credentials-cache/renewed-behind-in-the-last-quarter",
                     test_renewed_behind_in_the_last_quarter);
  qs_test_add_fiber ("/credentials-cache/waited-for-in-the-last-ten-minutes",
                     test_waited_for_in_the_last_ten_minutes);
  qs_test_add_fiber ("/credentials-cache/a-failed-renewal-is-no-error-while-the-old-are-good",
                     test_a_failed_renewal_is_no_error_while_the_old_are_good);
  qs_test_add_fiber ("/credentials-cache/short-lives-are-not-renewed-all-the-time",
                     test_short_lives_are_not_renewed_all_the_time);
  qs_test_add_fiber ("/credentials-cache/keys-without-expiry-are-kept",
                     test_keys_without_expiry_are_kept);
  qs_test_add_fiber ("/credentials-cache/refused-credentials-are-replaced",
                     test_refused_credentials_are_replaced);
  qs_test_add_fiber ("/credentials-cache/the-clock-jumps", test_the_clock_jumps);
  qs_test_add_fiber ("/credentials-cache/a-needed-login-is-not-asked-for-again-by-itself",
                     test_a_needed_login_is_not_asked_for_again_by_itself);
  qs_test_add_fiber ("/credentials-cache/calls-go-on-while-a-login-is-needed",
                     test_calls_go_on_while_a_login_is_needed);
  qs_test_add_fiber ("/credentials-cache/a-login-during-a-renewal-asks-after-it",
                     test_a_login_during_a_renewal_asks_after_it);
  qs_test_add_fiber ("/credentials-cache/what-has-expired-already-is-refused",
                     test_what_has_expired_already_is_refused);
  qs_test_add_fiber ("/credentials-cache/an-account-goes-while-it-is-asked",
                     test_an_account_goes_while_it_is_asked);

  return g_test_run ();
}
