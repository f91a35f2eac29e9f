#pragma once

#include <gtk/gtk.h>

#include "qs-choice-search.h"

G_BEGIN_DECLS

/*
 * What is said of the items of a picker: by expressions, or by the items themselves where they are
 * choices.
 */
typedef enum
{
  QS_PICKER_TITLE,
  QS_PICKER_SUBTITLE,
  QS_PICKER_VALUE,
  QS_PICKER_N_TEXTS
} QsPickerText;

typedef struct
{
  GtkExpression *expressions[QS_PICKER_N_TEXTS];   /* nullable */
} QsPickerTexts;

void     qs_picker_texts_clear (QsPickerTexts *self);

char    *qs_picker_texts_dup (const QsPickerTexts *self,
                              QsPickerText         text,
                              gpointer             item) G_GNUC_WARN_UNUSED_RESULT;
gboolean qs_picker_texts_match (const QsPickerTexts *self,
                                QsChoiceSearch      *search,
                                gpointer             item);

G_END_DECLS
