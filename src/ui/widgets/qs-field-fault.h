#pragma once

#include "qs-field-row.h"

G_BEGIN_DECLS

/*
 * What is wrong with a row, as a sentence in the row's own words: "Line 1, Source volume: must be
 * the name of one of the volumes".
 */
char *qs_field_fault_dup_sentence (QsFieldRow *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
