#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "qs-clock.h"

G_BEGIN_DECLS

#define QS_TYPE_DRAFT_STORE (qs_draft_store_get_type ())
G_DECLARE_FINAL_TYPE (QsDraftStore,
                      qs_draft_store,
                      QS,
                      DRAFT_STORE,
                      GObject)

/**
 * QsDraftStore:
 *
 * What was entered in forms and not sent yet: a file for each account, operation and thing edited.
 * A file is replaced as a whole, so whatever ends the program leaves the last draft or the one
 * before. No form asks for a secret, but the value of an environment variable may well be one:
 * drafts can be read by their person only (0600 in a folder of 0700), are gone once sent or thrown
 * away, with their account, and at the latest after 30 days. They are not to be logged.
 *
 * Threading: main thread; the files are read and written on one thread, in the order asked for.
 * Ownership: the last reference waits for what is being written.
 */
QsDraftStore *qs_draft_store_new (const char *folder,
                                  QsClock    *clock) G_GNUC_WARN_UNUSED_RESULT;

DexFuture    *qs_draft_store_load (QsDraftStore *self,
                                   const char   *account_id,
                                   const char   *name) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *qs_draft_store_save (QsDraftStore *self,
                                   const char   *account_id,
                                   const char   *name,
                                   JsonNode     *document) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *qs_draft_store_forget (QsDraftStore *self,
                                     const char   *account_id,
                                     const char   *name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
