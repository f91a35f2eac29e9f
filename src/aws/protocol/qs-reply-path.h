#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/**
 * QsReplyPath:
 *
 * Where a reader stands in a reply, for the message when it cannot go on, and how deep: models may
 * refer to themselves, so replies may nest without end.
 *
 * Ownership: on the stack of who starts to read, by g_auto().
 */
typedef struct
{
  GString *text;
  guint    depth;
  GError **error;
  gboolean keeps_unknown;    /* members that the model does not know */
} QsReplyPath;

#define QS_REPLY_PATH_INIT(error_) { g_string_new (NULL), 0, (error_), FALSE }

void     qs_reply_path_clear (QsReplyPath *self);

gsize    qs_reply_path_enter (QsReplyPath *self,
                              const char  *name);
gsize    qs_reply_path_enter_index (QsReplyPath *self,
                                    guint        index);
void     qs_reply_path_leave (QsReplyPath *self,
                              gsize        mark);
gboolean qs_reply_path_is_too_deep (QsReplyPath *self);
gboolean qs_reply_path_fail (QsReplyPath *self,
                             const char  *rule);

/* What the readers of JSON and XML have in common. */
gboolean qs_reply_is_bound_elsewhere (const QsMember *member);
void     qs_reply_add_unknown_member (JsonObject *output,
                                      const char *name);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsReplyPath, qs_reply_path_clear)

G_END_DECLS
