#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QS_TYPE_SUBMIT_CHANGE (qs_submit_change_get_type ())

/**
 * QsSubmitChange:
 * @QS_SUBMIT_CHANGE_NONE: nothing
 * @QS_SUBMIT_CHANGE_MEMORY: twice the memory
 * @QS_SUBMIT_CHANGE_QUEUE: another queue
 *
 * What is to be different when a job is submitted again.
 */
typedef enum
{
  QS_SUBMIT_CHANGE_NONE,
  QS_SUBMIT_CHANGE_MEMORY,
  QS_SUBMIT_CHANGE_QUEUE,
} QsSubmitChange;

GType       qs_submit_change_get_type (void) G_GNUC_CONST;
const char *qs_submit_change_get_path (QsSubmitChange change);
const char *qs_submit_change_get_nick (QsSubmitChange change);
QsSubmitChange qs_submit_change_find (const char *nick);

G_END_DECLS
