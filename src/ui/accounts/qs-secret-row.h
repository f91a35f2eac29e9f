#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * A row for a secret. What is entered is in "text" and in memory that is not swapped to disk; it
 * never comes into the form's document, which has a past. Its faults go by the row's path.
 */
#define QS_TYPE_SECRET_ROW (qs_secret_row_get_type ())
G_DECLARE_FINAL_TYPE (QsSecretRow,
                      qs_secret_row,
                      QS,
                      SECRET_ROW,
                      QsFieldRow)

const char *qs_secret_row_get_text (QsSecretRow *self);
void        qs_secret_row_set_text (QsSecretRow *self,
                                    const char  *text);

G_END_DECLS
