#pragma once

#include <gtk/gtk.h>

#include "qs-prompter.h"

G_BEGIN_DECLS

/*
 * Asks what only the person knows, in dialogs over the application's window: the code of an MFA
 * device, and whether a program that a profile names may be run. It asks whenever it
 * is told to: what was agreed to is remembered with the account.
 */
#define QS_TYPE_DIALOG_PROMPTER (qs_dialog_prompter_get_type ())
G_DECLARE_FINAL_TYPE (QsDialogPrompter,
                      qs_dialog_prompter,
                      QS,
                      DIALOG_PROMPTER,
                      GObject)

QsDialogPrompter *qs_dialog_prompter_new (GtkWidget *parent) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
