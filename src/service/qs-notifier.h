#pragma once

#include <gio/gio.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

#define QS_TYPE_NOTIFIER (qs_notifier_get_type ())
G_DECLARE_FINAL_TYPE (QsNotifier,
                      qs_notifier,
                      QS,
                      NOTIFIER,
                      GObject)

/**
 * QsNotifier:
 *
 * Tells the desktop when jobs start to run, succeed and fail. Each job has one notification, which
 * is replaced as it moves on; an array has one that counts its children; more than five changes at
 * once become one that sums them up. What was so when Quayside came is history and not told.
 *
 * Properties, for preferences to bind to, all on at first: "running", "succeeded", "failed".
 *
 * Threading: main thread only. Ownership: knows its application weakly and its accounts strongly.
 */
QsNotifier *qs_notifier_new (GApplication *application) G_GNUC_WARN_UNUSED_RESULT;

void        qs_notifier_set_accounts (QsNotifier *self,
                                      QsAccounts *accounts);
void        qs_notifier_watch (QsNotifier *self,
                               const char *account_id,
                               GObject    *source);
void        qs_notifier_withdraw (QsNotifier *self,
                                  const char *account_id,
                                  const char *job_id);

G_END_DECLS
