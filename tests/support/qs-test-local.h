#pragma once

#include "qs-json.h"
#include "qs-local-engine.h"
#include "qs-test-clock.h"
#include "qs-test-runner.h"
#include "qs-test.h"

G_BEGIN_DECLS

/*
 * A local engine in a folder of its own with a clock to be turned and a runner to be told, and
 * short words for what tests do with it. The image it runs is "test"; environment, queue and
 * definition are "this-computer", "default" and "work".
 */
typedef struct
{
  char          *folder;
  QsTestClock   *clock;
  QsTestRunner  *runner;
  QsLocalEngine *engine;
} QsTestLocal;

void        qs_test_local_init (QsTestLocal *self);
void        qs_test_local_clear (QsTestLocal *self);

void        qs_test_local_open (QsTestLocal *self);
void        qs_test_local_close (QsTestLocal *self);

JsonObject *qs_test_local_call (QsTestLocal *self,
                                const char  *operation,
                                const char  *format,
                                ...) G_GNUC_PRINTF (3, 4);
void        qs_test_local_refuse (QsTestLocal *self,
                                  const char  *part,
                                  const char  *operation,
                                  const char  *format,
                                  ...) G_GNUC_PRINTF (4, 5);

void        qs_test_local_define (QsTestLocal *self,
                                  const char  *more);
char       *qs_test_local_submit (QsTestLocal *self,
                                  const char  *more) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *qs_test_local_describe (QsTestLocal *self,
                                    const char  *job);
const char *qs_test_local_get_status (QsTestLocal *self,
                                      const char  *job);
void        qs_test_local_await (QsTestLocal *self,
                                 const char  *job,
                                 const char  *status);
guint       qs_test_local_count (QsTestLocal *self,
                                 const char  *list);

#define qs_test_local_assert_string(object, member, expected) \
        g_assert_cmpstr (qs_json_get_string (object, member, "(absent)"), ==, expected)

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsTestLocal, qs_test_local_clear)

G_END_DECLS
