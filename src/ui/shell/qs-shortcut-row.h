#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What a key does: a title and an "accelerator" as GTK writes it, shown as on the keys. */
#define QS_TYPE_SHORTCUT_ROW (qs_shortcut_row_get_type ())
G_DECLARE_FINAL_TYPE (QsShortcutRow,
                      qs_shortcut_row,
                      QS,
                      SHORTCUT_ROW,
                      AdwActionRow)

G_END_DECLS
