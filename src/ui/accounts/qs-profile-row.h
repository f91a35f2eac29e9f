#pragma once

#include "qs-field-row.h"
#include "qs-profile-choice.h"

G_BEGIN_DECLS

/*
 * A row for a profile of the AWS command line: picked from those that ~/.aws has, with what each
 * holds in words, or typed. "config-path" is another file to read them from, chosen by hand where
 * the folder cannot be seen from here.
 *
 * The signal #QsProfileRow::picked (QsProfileChoice *) follows a choice that is known.
 */
#define QS_TYPE_PROFILE_ROW (qs_profile_row_get_type ())
G_DECLARE_FINAL_TYPE (QsProfileRow,
                      qs_profile_row,
                      QS,
                      PROFILE_ROW,
                      QsFieldRow)

G_END_DECLS
