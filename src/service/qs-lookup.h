#pragma once

#include "qs-choices.h"
#include "qs-engine.h"
#include "qs-lookup-kind.h"

G_BEGIN_DECLS

#define QS_TYPE_LOOKUP (qs_lookup_get_type ())
G_DECLARE_FINAL_TYPE (QsLookup,
                      qs_lookup,
                      QS,
                      LOOKUP,
                      GObject)

/**
 * QsLookup:
 *
 * The #QsChoices of one kind that an AWS account has. How a kind is asked for, and what its answers
 * look like to a person, is a table in qs-lookup-reader.c. qs_lookups_get() lends the one that all
 * forms of an account share.
 *
 * What adds to choices and cannot be read, such as route tables or prices, is done without; only
 * what the choices themselves are read from is an error.
 *
 * Threading: main thread. Ownership: reference counted; does not keep the engine, and asks nobody
 * once that is gone.
 */
QsLookup    *qs_lookup_new (QsEngine    *engine,
                            QsLookupKind kind,
                            const char  *parameter) G_GNUC_WARN_UNUSED_RESULT;

QsLookupKind qs_lookup_get_kind (QsLookup *self);

G_END_DECLS
