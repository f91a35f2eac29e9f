#pragma once

#include "qs-account.h"

G_BEGIN_DECLS

#define QS_LOCAL_ACCOUNT_ID "this-computer"

/*
 * "This computer" as an account: the local engine with every runner that this program has. The
 * sandbox comes first, since it takes one image only; everything else is for a container engine.
 */

QsAccount *qs_local_account_new (const char *folder,
                                 const char *datastore,
                                 QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_local_account_open_observer (const char *folder,
                                           QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
