#pragma once

#include <libdex.h>

G_BEGIN_DECLS

#define QS_TYPE_AWS_PLACE (qs_aws_place_get_type ())

/**
 * QsAwsGate:
 *
 * Lets so many requests go to one endpoint at a time; the others wait in order. So a thousand
 * calls made at once are each signed when their turn comes, and not so long before that the
 * signature is too old.
 *
 * Whoever is let in holds a #QsAwsPlace, which is free again when its last reference goes: also
 * when the one it was meant for has been cancelled.
 *
 * Threading: main thread. Ownership: reference counted, both.
 */
typedef struct _QsAwsGate QsAwsGate;
typedef struct _QsAwsPlace QsAwsPlace;

QsAwsGate  *qs_aws_gate_new (guint places) G_GNUC_WARN_UNUSED_RESULT;
QsAwsGate  *qs_aws_gate_ref (QsAwsGate *self);
void        qs_aws_gate_unref (QsAwsGate *self);

DexFuture  *qs_aws_gate_enter (QsAwsGate *self) G_GNUC_WARN_UNUSED_RESULT;

GType       qs_aws_place_get_type (void) G_GNUC_CONST;
QsAwsPlace *qs_aws_place_ref (QsAwsPlace *self);
void        qs_aws_place_unref (QsAwsPlace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAwsGate, qs_aws_gate_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsAwsPlace, qs_aws_place_unref)

G_END_DECLS
