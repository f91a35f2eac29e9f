#pragma once

#include <glib/gi18n.h>

#include "qs-account-settings.h"
#include "qs-request.h"

G_BEGIN_DECLS

/*
 * The settings of an AWS account as a form for somebody who has never seen them: the rules of
 * data/quayside/account.json in words that say what to look for.
 *
 * Threading: main thread.
 */

/* Not part of the settings, but of the form: they are kept in the keyring. Faults and titles go by
 * these paths. */
#define QS_ACCOUNT_FORM_SECRET "secretAccessKey"
#define QS_ACCOUNT_FORM_TOKEN "sessionToken"

/* The rule that is broken by what is not there, in the words of the service model. */
#define QS_ACCOUNT_FORM_REQUIRED N_("is required")

QsRequest  *qs_account_form_new_request (void) G_GNUC_WARN_UNUSED_RESULT;
const char *qs_account_form_get_title (const char *path);
const char *qs_account_form_get_key_path (QsAccountSource source);

void        qs_account_form_check_secret (QsRequest *request,
                                          gboolean   has_secret);
void        qs_account_form_check_role (QsRequest      *request,
                                        QsAccountSource source,
                                        gboolean        by_key);
gboolean    qs_account_form_is_same (JsonNode *one,
                                     JsonNode *other);
char       *qs_account_form_dup_missing (QsRequest *request) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
