#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "qs-rows.h"

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNT_BOOK (qs_account_book_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountBook,
                      qs_account_book,
                      QS,
                      ACCOUNT_BOOK,
                      GObject)

/**
 * QsAccountEntry:
 * @settings: (nullable): what counts; %NULL for an account that has not been added in full
 * @pending: (nullable): what is to count once the secret of @revision is in the keyring
 * @revision: (nullable): the mark of that secret, %NULL when only the settings change
 * @removal: whether the account was being removed, and its jobs forgotten
 * @identity: (nullable): who AWS said that the account is
 *
 * One account as the book has it.
 */
typedef struct
{
  char     *id;
  JsonNode *settings;
  JsonNode *pending;
  char     *revision;
  enum { QS_REMOVAL_NONE, QS_REMOVAL_KEEP_JOBS, QS_REMOVAL_FORGET_JOBS } removal;
  gboolean  selected;
  JsonNode *identity;
} QsAccountEntry;

/**
 * QsAccountBook:
 *
 * The AWS accounts that have been set up, in a database: everything but secrets. An account changes
 * in three steps: what is meant is written here (begin), the secret goes to the keyring, and what
 * was meant comes to count (finish). Whatever a crash leaves between them is found at the next
 * start as an entry that has something pending.
 *
 * Threading: main thread.
 */
DexFuture *qs_account_book_open (const char *path) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *qs_account_book_list (QsAccountBook *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_list_pending (QsAccountBook *self) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray *qs_account_book_read (QsRows *rows) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *qs_account_book_begin (QsAccountBook *self,
                                  const char    *id,
                                  JsonNode      *settings,
                                  const char    *revision) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_finish (QsAccountBook *self,
                                   const char    *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_drop (QsAccountBook *self,
                                 const char    *id) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *qs_account_book_begin_removal (QsAccountBook *self,
                                          const char    *id,
                                          gboolean       forget_jobs) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_cancel_removal (QsAccountBook *self,
                                           const char    *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_remove (QsAccountBook *self,
                                   const char    *id) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *qs_account_book_order (QsAccountBook      *self,
                                  const char * const *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_select (QsAccountBook *self,
                                   const char    *id) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_account_book_identify (QsAccountBook *self,
                                     const char    *id,
                                     JsonNode      *identity) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
