#pragma once

#include "qs-service-model.h"

G_BEGIN_DECLS

/*
 * Requests that are wrong in one place. Each is a valid request, made from the service model, of
 * which one constraint of one member is broken once: a type, a choice, a limit, a pattern, what is
 * required, what is unknown.
 */
typedef struct
{
  const char *operation;
  char       *path;     /* the member that is wrong, as faults name it */
  char       *what;     /* which constraint is broken: "enum", "missing"… */
  JsonNode   *input;
} QsMalformed;

void        qs_malformed_free (QsMalformed *self);

GPtrArray  *qs_malformed_list (QsServiceModel *model,
                               const char     *operation) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *qs_malformed_new_valid (QsServiceModel *model,
                                    const char     *operation) G_GNUC_WARN_UNUSED_RESULT;

/* The operations of the local engine, ended by NULL. */
extern const char * const qs_malformed_operations[];

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsMalformed, qs_malformed_free)

G_END_DECLS
