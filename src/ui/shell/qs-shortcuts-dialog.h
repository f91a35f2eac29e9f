#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The keys that Quayside answers to. */
#define QS_TYPE_SHORTCUTS_DIALOG (qs_shortcuts_dialog_get_type ())
G_DECLARE_FINAL_TYPE (QsShortcutsDialog,
                      qs_shortcuts_dialog,
                      QS,
                      SHORTCUTS_DIALOG,
                      AdwPreferencesDialog)

AdwDialog *qs_shortcuts_dialog_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
