#pragma once

#include "qs-choices.h"
#include "qs-engine.h"
#include "qs-lookup-kind.h"

G_BEGIN_DECLS

/*
 * The lookups of an account, each made when it is first asked for and kept as long as the engine,
 * so that forms open with what others have read.
 *
 * Threading: main thread.
 */
QsChoices *qs_lookups_get (QsEngine    *engine,
                           QsLookupKind kind);
QsChoices *qs_lookups_get_of (QsEngine    *engine,
                              QsLookupKind kind,
                              const char  *parameter);

G_END_DECLS
