#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/*
 * What every test stands on. A test file is a GTest program; the bodies of asynchronous tests are
 * fibers, added by qs_test_add_fiber(), in which futures are awaited from top to bottom.
 */

typedef void (*QsTestBody) (void);

void  qs_test_init (int    *argc,
                    char ***argv);
void  qs_test_add_fiber (const char *path,
                         QsTestBody  body);

char *qs_test_dup_folder (void) G_GNUC_WARN_UNUSED_RESULT;

/* Runs the main loop until @condition holds; fails the test after a minute,
 * which only a busy machine comes near. */
#define qs_test_until(condition) \
        G_STMT_START { \
          gint64 qs_deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC; \
          while (!(condition)) { \
              g_assert_cmpint (g_get_monotonic_time (), <, qs_deadline); \
              qs_test_iterate (); \
            } \
        } G_STMT_END

void  qs_test_iterate (void);

G_END_DECLS
