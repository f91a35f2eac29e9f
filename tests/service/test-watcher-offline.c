#include "qs-watcher.h"

#include "qs-fleet-engine.h"
#include "qs-test-clock.h"
#include "qs-test.h"

#define HOUR (60 * 60 * 1000)
#define N_JOBS 250

/* Longer than any pause between two rounds. */
#define STEP (75 * 1000)

typedef struct
{
  guint n_late;
  guint n_prompt;
} QsTold;

static void
on_transition_cb (QsWatcher  *watcher,
                  QsJob      *job,
                  QsJobStatus from,
                  QsJobStatus to,
                  QsTold     *told)
{
  if (qs_watcher_get_catching_up (watcher))
    told->n_late++;
  else
    told->n_prompt++;
}

static void
set_jobs (QsFleetEngine *engine,
          const char    *status)
{
  for (guint i = 0; i < N_JOBS; i++)
    {
      g_autofree char *id = g_strdup_printf ("job-%u", i);

      qs_fleet_engine_set_job (engine, "default", id, status);
    }
}

/* Turns the clock and lets the round that is due run to its end. */
static void
pass (QsFleetEngine *engine,
      QsTestClock   *clock,
      gint64         milliseconds)
{
  guint n_rounds = qs_fleet_engine_count (engine, "DescribeJobQueues");

  qs_test_clock_advance (clock, milliseconds);
  qs_test_until (qs_fleet_engine_count (engine, "DescribeJobQueues") > n_rounds);
  qs_test_until (qs_test_clock_waiting (clock) > 0);
}

/* All has changed meanwhile: it takes one round to learn it, and is told as old. */
static void
check_return (QsFleetEngine *engine,
              QsTestClock   *clock,
              gint64         milliseconds,
              QsTold        *told)
{
  qs_fleet_engine_forget (engine);
  pass (engine, clock, milliseconds);

  g_assert_cmpuint (told->n_late, ==, N_JOBS);
  g_assert_cmpuint (told->n_prompt, ==, 0);
  g_assert_cmpuint (qs_fleet_engine_count (engine, "DescribeJobQueues"), ==, 1);
  g_assert_cmpuint (qs_fleet_engine_count (engine, ""), <=, 16);
}

static void
check_night (gboolean asleep)
{
  g_autoptr(QsFleetEngine) engine = qs_fleet_engine_new ();
  g_autoptr(QsTestClock) clock = qs_test_clock_new (1700000000000);
  g_autoptr(QsWatcher) watcher = qs_watcher_new (QS_ENGINE (engine), QS_CLOCK (clock));
  g_autoptr(GError) error = g_error_new_literal (QS_ENGINE_ERROR, QS_ENGINE_ERROR_UNAVAILABLE,
                                                 "No route to host");
  QsTold told = { 0 };

  g_signal_connect (watcher, "transition", G_CALLBACK (on_transition_cb), &told);
  set_jobs (engine, "RUNNING");
  qs_watcher_start (watcher);
  qs_test_until (qs_test_clock_waiting (clock) > 0);

  if (!asleep)
    {
      qs_fleet_engine_forget (engine);
      qs_fleet_engine_set_error (engine, error);
      for (gint64 passed = 0; passed < 8 * HOUR; passed += STEP)
        pass (engine, clock, STEP);
      g_assert_cmpint (qs_watcher_get_state (watcher), ==, QS_WATCHER_STATE_OFFLINE);
      g_assert_cmpuint (qs_fleet_engine_count (engine, ""), <=, 8 * HOUR / STEP + 1);
    }

  set_jobs (engine, "SUCCEEDED");
  qs_fleet_engine_set_error (engine, NULL);
  check_return (engine, clock, asleep ? 8 * HOUR : STEP, &told);
}

static void
test_eight_hours_without_a_network_are_no_storm (void)
{
  check_night (FALSE);
}

static void
test_eight_hours_asleep_are_no_storm (void)
{
  check_night (TRUE);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/watcher-offline/eight-hours-without-a-network-are-no-storm",
                     test_eight_hours_without_a_network_are_no_storm);
  qs_test_add_fiber ("/watcher-offline/eight-hours-asleep-are-no-storm",
                     test_eight_hours_asleep_are_no_storm);

  return g_test_run ();
}
