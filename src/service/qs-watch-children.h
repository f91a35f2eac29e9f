#pragma once

#include "qs-job-list.h"

G_BEGIN_DECLS

#define QS_TYPE_WATCH_CHILDREN (qs_watch_children_get_type ())
G_DECLARE_FINAL_TYPE (QsWatchChildren,
                      qs_watch_children,
                      QS,
                      WATCH_CHILDREN,
                      GObject)

/**
 * QsWatchChildren:
 *
 * The children of one array, watched while somebody holds their list. What the parent says about
 * them tells which states have to be listed again: those whose count has changed, and those in
 * which children come and go.
 *
 * Threading: main thread only. Ownership: does not own the list: it ends with its last user.
 */

QsWatchChildren *qs_watch_children_new (const char      *parent_id) G_GNUC_WARN_UNUSED_RESULT;

const char      *qs_watch_children_get_parent_id (QsWatchChildren *self);
QsJobList       *qs_watch_children_open (QsWatchChildren *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean         qs_watch_children_is_open (QsWatchChildren *self);
void             qs_watch_children_forget (QsWatchChildren *self);
GPtrArray       *qs_watch_children_make_tasks (QsWatchChildren *self,
                                               QsJob           *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
