#pragma once

#include <gio/gio.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * QsFileCopy:
 *
 * Copies a file into a folder of this computer and computes the MD5 sum of what it read, in one
 * pass on a worker. The copy appears under its name only when it is whole and on the disk; nothing
 * is ever overwritten, and a copy that fails or is cancelled leaves nothing behind.
 *
 * Threading: main thread; the work is done on another. Ownership: reference counted.
 */
typedef struct _QsFileCopy QsFileCopy;

QsFileCopy *qs_file_copy_new (GFile      *source,
                              const char *target) G_GNUC_WARN_UNUSED_RESULT;
QsFileCopy *qs_file_copy_ref (QsFileCopy *self);
void        qs_file_copy_unref (QsFileCopy *self);

DexFuture  *qs_file_copy_run (QsFileCopy *self) G_GNUC_WARN_UNUSED_RESULT;
void        qs_file_copy_cancel (QsFileCopy *self);

double      qs_file_copy_get_fraction (QsFileCopy *self);
const char *qs_file_copy_get_sum (QsFileCopy *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsFileCopy, qs_file_copy_unref)

G_END_DECLS
