#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Makes new inputs of old ones: bytes flipped, cut, doubled, inserted; pieces of two inputs joined;
 * words of the input's own language put in. The same seed makes the same inputs.
 */
typedef struct _QsMutator QsMutator;

QsMutator *qs_mutator_new (GPtrArray *corpus,
                           guint32    seed) G_GNUC_WARN_UNUSED_RESULT;
void       qs_mutator_free (QsMutator *self);

GBytes    *qs_mutator_next (QsMutator *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsMutator, qs_mutator_free)

G_END_DECLS
