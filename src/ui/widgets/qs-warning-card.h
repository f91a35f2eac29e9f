#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A card that warns and forbids nothing: "title" says of what, "text" has a sentence a line.
 */
#define QS_TYPE_WARNING_CARD (qs_warning_card_get_type ())
G_DECLARE_FINAL_TYPE (QsWarningCard,
                      qs_warning_card,
                      QS,
                      WARNING_CARD,
                      AdwBin)

G_END_DECLS
