#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A button with a searchable list to pick from, and one that reads the list anew. What there is to
 * pick comes from "source", a #QsChoices, or from "lookup", the kind of them that the form's
 * account has, for "parameter" where the kind asks for one. Without either there is nothing to be
 * seen: whoever stands beside the picker takes what is typed.
 *
 * "model" is for a part of the source, or for another list, whose items are then told by
 * "title-expression", "subtitle-expression" and "value-expression". How such a list is doing say
 * "busy" and "error-message"; "can-refresh" is off when it does not change. A model that has a
 * property "search" of its own is left to search.
 *
 * "multiple" keeps the list open for several picks and marks those that are in "chosen".
 *
 * Signals: picked (const char *value); refresh, for a list that has no source.
 */
#define QS_TYPE_PICKER (qs_picker_get_type ())
G_DECLARE_FINAL_TYPE (QsPicker,
                      qs_picker,
                      QS,
                      PICKER,
                      GtkWidget)

void qs_picker_popup (QsPicker *self);

G_END_DECLS
