#pragma once

#include <adwaita.h>

#include "qs-account-draft.h"

G_BEGIN_DECLS

/*
 * The rows of an account's form, those that its source needs. They stand in the QsForm above them;
 * "draft" is what they edit. Secrets go from their rows to the draft.
 */
#define QS_TYPE_ACCOUNT_FIELDS (qs_account_fields_get_type ())
G_DECLARE_FINAL_TYPE (QsAccountFields,
                      qs_account_fields,
                      QS,
                      ACCOUNT_FIELDS,
                      AdwBin)

void qs_account_fields_adopt (QsAccountFields    *self,
                              const QsPastedKeys *keys);

G_END_DECLS
