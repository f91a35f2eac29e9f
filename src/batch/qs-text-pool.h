#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsTextPool:
 *
 * Texts that many rows share, each kept once and named by a number from 1; 0 is no text. A text is
 * freed when nobody uses its number any more, and the number is then used again.
 *
 * Threading: one thread at a time. Ownership: texts belong to the pool.
 */
typedef struct _QsTextPool QsTextPool;

QsTextPool *qs_text_pool_new (void) G_GNUC_WARN_UNUSED_RESULT;
void        qs_text_pool_free (QsTextPool *self);

guint32     qs_text_pool_take (QsTextPool *self,
                               const char *text) G_GNUC_WARN_UNUSED_RESULT;
void        qs_text_pool_drop (QsTextPool *self,
                               guint32     number);

guint32     qs_text_pool_find (QsTextPool *self,
                               const char *text);
const char *qs_text_pool_get (QsTextPool *self,
                              guint32     number);
guint       qs_text_pool_size (QsTextPool *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsTextPool, qs_text_pool_free)

G_END_DECLS
