#pragma once

#include "qs-local-state.h"

G_BEGIN_DECLS

/*
 * What environments and queues have in common: a name, an ARN, a document in a table, Describe with
 * names or page by page.
 */

typedef struct
{
  const char *kind;     /* of the ARN */
  const char *table;
  const char *list;     /* the member that lists them, in what is asked and in what is answered */
} QsLocalResourceKind;

extern const QsLocalResourceKind qs_local_environment_kind;
extern const QsLocalResourceKind qs_local_queue_kind;

JsonNode *qs_local_resources_describe (QsLocalState              *state,
                                       const QsLocalResourceKind *kind,
                                       JsonObject                *input,
                                       GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean  qs_local_resources_save (QsLocalState              *state,
                                   const QsLocalResourceKind *kind,
                                   const char                *name,
                                   JsonObject                *document,
                                   GError                   **error);
gboolean  qs_local_resources_remove (QsLocalState              *state,
                                     const QsLocalResourceKind *kind,
                                     const char                *name,
                                     GError                   **error);
JsonNode *qs_local_resources_answer (const QsLocalResourceKind *kind,
                                     const char                *name,
                                     const char                *name_member,
                                     const char                *arn_member)
G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
