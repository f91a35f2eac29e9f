#pragma once

#include "qs-clock.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_CLOCK (qs_test_clock_get_type ())
G_DECLARE_FINAL_TYPE (QsTestClock,
                      qs_test_clock,
                      QS,
                      TEST_CLOCK,
                      QsClock)

/*
 * A clock that stands still until it is turned. Waits end when it has been turned past them, in
 * order.
 */

QsTestClock *qs_test_clock_new (gint64 now) G_GNUC_WARN_UNUSED_RESULT;

void         qs_test_clock_advance (QsTestClock *self,
                                    gint64       milliseconds);
guint        qs_test_clock_waiting (QsTestClock *self);

G_END_DECLS
