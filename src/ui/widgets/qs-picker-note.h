#pragma once

#include "qs-choices.h"

G_BEGIN_DECLS

/*
 * What is said under a row that picks from choices: why they cannot be read, which permission is
 * missing, and that typing does as well; or what the present value stands for, when that is more
 * than the value itself.
 */
char *qs_picker_note_dup (QsChoices  *source,
                          const char *value) G_GNUC_WARN_UNUSED_RESULT;
char *qs_picker_note_dup_error (QsChoices *source) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
