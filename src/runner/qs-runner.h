#pragma once

#include <libdex.h>

#include "qs-run-request.h"

G_BEGIN_DECLS

#define QS_TYPE_RUNNER (qs_runner_get_type ())
G_DECLARE_INTERFACE (QsRunner,
                     qs_runner,
                     QS,
                     RUNNER,
                     GObject)

#define QS_TYPE_RUN_RESULT (qs_run_result_get_type ())
#define QS_RUNNER_ERROR (qs_runner_error_quark ())

/**
 * QsRunnerError:
 * @QS_RUNNER_ERROR_UNAVAILABLE: nothing can run now; the message says what to install or start.
 *   The job waits.
 * @QS_RUNNER_ERROR_IMAGE: the image cannot be had (CannotPullContainerError)
 * @QS_RUNNER_ERROR_CREATE: the container cannot be made (CannotCreateContainerError)
 * @QS_RUNNER_ERROR_START: the container cannot be started (CannotStartContainerError)
 * @QS_RUNNER_ERROR_LOST: what ran is gone without a trace of its end
 */
typedef enum
{
  QS_RUNNER_ERROR_UNAVAILABLE,
  QS_RUNNER_ERROR_IMAGE,
  QS_RUNNER_ERROR_CREATE,
  QS_RUNNER_ERROR_START,
  QS_RUNNER_ERROR_LOST,
} QsRunnerError;

/**
 * QsRunState:
 *
 * What a runner knows of a request: never started, running, or ended and not yet removed.
 */
typedef enum
{
  QS_RUN_STATE_ABSENT,
  QS_RUN_STATE_RUNNING,
  QS_RUN_STATE_EXITED,
} QsRunState;

/**
 * QsRunResult:
 *
 * How a run ended. Immutable.
 */
typedef struct
{
  int    exit_code;     /* 128 + n when killed by signal n */
  char  *reason;        /* nullable; as on Batch: "OutOfMemoryError: Container killed due to…" */
  gint64 started_at;    /* ms since the epoch */
  gint64 stopped_at;
} QsRunResult;

/**
 * QsRunProgressFunc:
 * @text: a sentence for a person, such as "Pulling busybox: 43%"
 */
typedef void (*QsRunProgressFunc) (const char *text,
                                   gpointer    user_data);

/**
 * QsRunner:
 *
 * Runs containers, or what stands in for them, on this computer. Runs outlive Quayside: after a
 * restart the same request finds the same run, and no request is ever started twice.
 *
 * Threading: main thread.
 */
struct _QsRunnerInterface
{
  GTypeInterface parent_iface;

  gboolean       (*accepts) (QsRunner   *self,
                             const char *image);
  DexFuture     *(*probe)   (QsRunner *self);
  DexFuture     *(*look)    (QsRunner     *self,
                             QsRunRequest *request);
  DexFuture     *(*start)   (QsRunner         *self,
                             QsRunRequest     *request,
                             QsRunProgressFunc progress,
                             gpointer          user_data,
                             GDestroyNotify    destroy);
  DexFuture     *(*wait)    (QsRunner     *self,
                             QsRunRequest *request);
  DexFuture     *(*stop)    (QsRunner     *self,
                             QsRunRequest *request,
                             guint         grace);
  DexFuture     *(*remove)  (QsRunner     *self,
                             QsRunRequest *request);
};

GQuark       qs_runner_error_quark (void);

GType        qs_run_result_get_type (void) G_GNUC_CONST;
QsRunResult *qs_run_result_new (int         exit_code,
                                const char *reason,
                                gint64      started_at,
                                gint64      stopped_at) G_GNUC_WARN_UNUSED_RESULT;
QsRunResult *qs_run_result_copy (const QsRunResult *self) G_GNUC_WARN_UNUSED_RESULT;
void         qs_run_result_free (QsRunResult *self);

gboolean     qs_runner_accepts (QsRunner   *self,
                                const char *image);
DexFuture   *qs_runner_probe (QsRunner *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *qs_runner_look (QsRunner     *self,
                             QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *qs_runner_start (QsRunner         *self,
                              QsRunRequest     *request,
                              QsRunProgressFunc progress,
                              gpointer          user_data,
                              GDestroyNotify    destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *qs_runner_wait (QsRunner     *self,
                             QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *qs_runner_stop (QsRunner     *self,
                             QsRunRequest *request,
                             guint         grace) G_GNUC_WARN_UNUSED_RESULT;
DexFuture   *qs_runner_remove (QsRunner     *self,
                               QsRunRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsRunResult, qs_run_result_free)

G_END_DECLS
