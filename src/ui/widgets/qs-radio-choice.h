#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QS_TYPE_RADIO_CHOICE (qs_radio_choice_get_type ())
G_DECLARE_FINAL_TYPE (QsRadioChoice,
                      qs_radio_choice,
                      QS,
                      RADIO_CHOICE,
                      GObject)

/*
 * A choice of a QsRadioRow, as its template says it: "value", what the document then has ("" for
 * nothing), "title", and "help", a sentence on what it means.
 */
const char *qs_radio_choice_get_value (QsRadioChoice *self);
const char *qs_radio_choice_get_title (QsRadioChoice *self);
const char *qs_radio_choice_get_help (QsRadioChoice *self);

G_END_DECLS
