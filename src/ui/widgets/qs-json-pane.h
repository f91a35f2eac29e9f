#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The request of the form it stands in, as JSON: it follows the rows, and the rows follow it. While
 * its text is no request the rows keep the last one, and the pane says what is wrong and where.
 */
#define QS_TYPE_JSON_PANE (qs_json_pane_get_type ())
G_DECLARE_FINAL_TYPE (QsJsonPane,
                      qs_json_pane,
                      QS,
                      JSON_PANE,
                      AdwBin)

G_END_DECLS
