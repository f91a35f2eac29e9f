#pragma once

#include "qs-clock.h"
#include "qs-draft-store.h"
#include "qs-engine.h"
#include "qs-identity.h"
#include "qs-login.h"
#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_ACCOUNT (qs_account_get_type ())
G_DECLARE_FINAL_TYPE (QsAccount,
                      qs_account,
                      QS,
                      ACCOUNT,
                      QsRecord)

#define QS_TYPE_ACCOUNT_KIND (qs_account_kind_get_type ())

#define QS_TYPE_ACCOUNT_STATE (qs_account_state_get_type ())

typedef struct _QsJobSightings QsJobSightings;
typedef struct _QsLedger QsLedger;
typedef struct _QsWatcher QsWatcher;

/**
 * QsAccountKind:
 * @QS_ACCOUNT_KIND_LOCAL: this computer
 * @QS_ACCOUNT_KIND_AWS: an AWS account in a region
 */
typedef enum
{
  QS_ACCOUNT_KIND_LOCAL,
  QS_ACCOUNT_KIND_AWS,
} QsAccountKind;

/**
 * QsAccountState:
 * @QS_ACCOUNT_STATE_CLOSED: nobody has asked for the engine yet
 * @QS_ACCOUNT_STATE_OPENING: the engine is being opened
 * @QS_ACCOUNT_STATE_READY: there are an engine and a watcher
 * @QS_ACCOUNT_STATE_WAITING: the engine cannot be had now, such as when another Quayside holds it;
 *   it is tried again every two seconds
 * @QS_ACCOUNT_STATE_FAILED: the engine cannot be opened; qs_account_open() tries again
 */
typedef enum
{
  QS_ACCOUNT_STATE_CLOSED,
  QS_ACCOUNT_STATE_OPENING,
  QS_ACCOUNT_STATE_READY,
  QS_ACCOUNT_STATE_WAITING,
  QS_ACCOUNT_STATE_FAILED,
} QsAccountState;

/**
 * QsAccountOpenFunc:
 *
 * Returns: (transfer full): a future of the #QsEngine behind an account; rejected with
 *   %QS_ENGINE_ERROR_UNAVAILABLE when it is worth trying again.
 */
typedef DexFuture *(*QsAccountOpenFunc) (gpointer user_data);

/**
 * QsAccount:
 *
 * An engine with a name: where jobs are sent and watched. "This computer" is one, each AWS account
 * in a region is another. The engine is opened in the background; until the account is ready it
 * has no engine and no watcher, and says why in its state and error message.
 *
 * Properties for the UI: "id", "kind", "name", "datastore" (the folder that jobs see as /datastore,
 * %NULL when it is not on this computer), "region" and "region-name" (%NULL for this computer; the
 * name is the region's code where it has none that people use), "subtitle" (one line that tells
 * accounts of like names apart), "engine", "watcher", "state", "error" (#GError).
 *
 * And for AWS accounts: "identity" (#QsIdentity, %NULL until AWS has been asked), "login"
 * (#QsLogin, %NULL when the account's credentials do not come from a login), "login-needed" (AWS
 * has refused the credentials as expired: a login, or a new key, is needed before anything works),
 * "need" (#QsAccountNeed: what a person should do or know about it).
 *
 * Threading: main thread only. Ownership: reference counted; the last reference ends the watching.
 */
GType           qs_account_kind_get_type (void) G_GNUC_CONST;
GType           qs_account_state_get_type (void) G_GNUC_CONST;

QsAccount      *qs_account_new (const char       *id,
                                const char       *name,
                                const char       *datastore,
                                QsClock          *clock,
                                QsAccountOpenFunc open,
                                gpointer          user_data,
                                GDestroyNotify    destroy) G_GNUC_WARN_UNUSED_RESULT;

QsAccount      *qs_account_new_aws (JsonNode         *settings,
                                    QsClock          *clock,
                                    QsAccountOpenFunc open,
                                    gpointer          user_data,
                                    GDestroyNotify    destroy) G_GNUC_WARN_UNUSED_RESULT;

void            qs_account_set_settings (QsAccount *self,
                                         JsonNode  *settings);
void            qs_account_set_ledger (QsAccount *self,
                                       QsLedger  *ledger);
void            qs_account_set_drafts (QsAccount    *self,
                                       QsDraftStore *drafts);
void            qs_account_set_login (QsAccount *self,
                                      QsLogin   *login);
void            qs_account_set_identity (QsAccount  *self,
                                         QsIdentity *identity);

QsAccountKind   qs_account_get_kind (QsAccount *self);
JsonNode       *qs_account_get_settings (QsAccount *self);
QsLogin        *qs_account_get_login (QsAccount *self);
gboolean        qs_account_get_login_needed (QsAccount *self);
DexFuture      *qs_account_renew (QsAccount *self) G_GNUC_WARN_UNUSED_RESULT;
QsIdentity     *qs_account_get_identity (QsAccount *self);

const char     *qs_account_get_id (QsAccount *self);
const char     *qs_account_get_name (QsAccount *self);
const char     *qs_account_get_subtitle (QsAccount *self);
const char     *qs_account_get_datastore (QsAccount *self);
QsClock        *qs_account_get_clock (QsAccount *self);
QsDraftStore   *qs_account_get_drafts (QsAccount *self);
QsEngine       *qs_account_get_engine (QsAccount *self);
QsWatcher      *qs_account_get_watcher (QsAccount *self);
QsJobSightings *qs_account_get_sightings (QsAccount *self);

QsAccountState  qs_account_get_state (QsAccount *self);
const GError   *qs_account_get_error (QsAccount *self);

DexFuture      *qs_account_open (QsAccount *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
