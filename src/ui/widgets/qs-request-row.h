#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * The request of the form it stands in as text: the JSON that will be sent, to read and to copy,
 * and the same as a command of the AWS CLI to copy.
 */
#define QS_TYPE_REQUEST_ROW (qs_request_row_get_type ())
G_DECLARE_FINAL_TYPE (QsRequestRow,
                      qs_request_row,
                      QS,
                      REQUEST_ROW,
                      AdwExpanderRow)

G_END_DECLS
