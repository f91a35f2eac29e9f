#pragma once

#include "qs-draft.h"
#include "qs-resource-kind.h"
#include "qs-resource.h"

G_BEGIN_DECLS

#define QS_TYPE_RESOURCE_DRAFT (qs_resource_draft_get_type ())
G_DECLARE_FINAL_TYPE (QsResourceDraft,
                      qs_resource_draft,
                      QS,
                      RESOURCE_DRAFT,
                      QsDraft)

/**
 * QsResourceDraft:
 *
 * A compute environment, job queue or job definition about to be made, or changed. A change of an
 * environment or a queue sends only what differs from how it is; a definition never changes: what
 * is made from one is its next revision, and keeps every member, known or not.
 *
 * #QsDraft::sent carries the ARN.
 *
 * Threading: main thread. Ownership: reference counted.
 */
QsResourceDraft *qs_resource_draft_new (QsEngine      *engine,
                                        QsResourceKind kind,
                                        QsResource    *original) G_GNUC_WARN_UNUSED_RESULT;

QsResourceKind qs_resource_draft_get_kind (QsResourceDraft *self);
QsResource    *qs_resource_draft_get_original (QsResourceDraft *self);

G_END_DECLS
