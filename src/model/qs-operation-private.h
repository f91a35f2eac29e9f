#pragma once

#include "qs-operation.h"

G_BEGIN_DECLS

/* What the reader fills in: private to it, the model that owns operations and their getters. */
struct _QsOperation
{
  char       *name;
  char       *method;
  char       *request_uri;
  QsMember   *input;      /* nullable */
  QsMember   *output;     /* nullable */
  GPtrArray  *errors;     /* of borrowed QsShape */
  JsonObject *traits;     /* nullable */
};

QsOperation *qs_operation_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void         qs_operation_free (QsOperation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsOperation, qs_operation_free)

G_END_DECLS
