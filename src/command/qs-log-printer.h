#pragma once

#include "qs-clock.h"
#include "qs-console.h"
#include "qs-engine.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_PRINTER (qs_log_printer_get_type ())
G_DECLARE_FINAL_TYPE (QsLogPrinter,
                      qs_log_printer,
                      QS,
                      LOG_PRINTER,
                      GObject)

/**
 * QsLogPrinter:
 *
 * Writes the log of a job to a console: what there is, or what comes until the job has ended. A job
 * that is tried again, or has several containers, has several logs; each follows the one before,
 * with a heading. Lines are made fit to be shown.
 *
 * Threading: main thread only.
 */
QsLogPrinter *qs_log_printer_new (QsEngine   *engine,
                                  QsClock    *clock,
                                  QsConsole  *console,
                                  const char *job_id,
                                  const char *indent) G_GNUC_WARN_UNUSED_RESULT;

DexFuture    *qs_log_printer_run (QsLogPrinter *self,
                                  gboolean      follow) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
