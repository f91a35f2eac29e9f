#pragma once

#include "qs-engine.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_LOG_SEARCH (qs_log_search_get_type ())
G_DECLARE_FINAL_TYPE (QsLogSearch,
                      qs_log_search,
                      QS,
                      LOG_SEARCH,
                      QsRecord)

/* More places than these are counted, but not kept. */
#define QS_LOG_SEARCH_MAX_PLACES 10000

/**
 * QsLogSearch:
 *
 * Looks for a text in a whole log, page by page from its beginning, without regard to case. Each
 * line that has it is one match; a place says on which page and line it is.
 *
 * Properties for the UI: "n-matches" and "n-bytes" searched so far, "running".
 *
 * Threading: main thread only. Ownership: the last reference ends the search.
 */
QsLogSearch *qs_log_search_new (QsEngine   *engine,
                                const char *stream,
                                const char *text) G_GNUC_WARN_UNUSED_RESULT;

DexFuture   *qs_log_search_run (QsLogSearch *self) G_GNUC_WARN_UNUSED_RESULT;
void         qs_log_search_cancel (QsLogSearch *self);

const char  *qs_log_search_get_text (QsLogSearch *self);
gint64       qs_log_search_get_n_matches (QsLogSearch *self);
gboolean     qs_log_search_get_place (QsLogSearch *self,
                                      guint        index,
                                      const char **token,
                                      guint       *line);

G_END_DECLS
