#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QS_TYPE_FACT_LIST (qs_fact_list_get_type ())
G_DECLARE_FINAL_TYPE (QsFactList,
                      qs_fact_list,
                      QS,
                      FACT_LIST,
                      AdwBin)

/*
 * Facts about a job under a title: names and values, one a row. Properties: "title", "model" (a
 * GListStore of QsNamedValue). Where there are no facts there is no list.
 */

G_END_DECLS
