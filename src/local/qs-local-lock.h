#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsLocalLock:
 *
 * The right to use a folder, held until it is freed or the process ends in whatever way: the
 * kernel lets go of it, so a crash leaves no stale lock. The file names its holder.
 */
typedef struct _QsLocalLock QsLocalLock;

QsLocalLock *qs_local_lock_take (const char *folder,
                                 GError    **error) G_GNUC_WARN_UNUSED_RESULT;
void         qs_local_lock_free (QsLocalLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsLocalLock, qs_local_lock_free)

G_END_DECLS
