#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/*
 * A list to choose one from, with a search where it is long: the AWS accounts and the roles that a
 * login may use. "model" holds #QsNamedValue; "busy" and "error" say how it is being had.
 *
 * Signals: picked (QsNamedValue *), retry.
 */
#define QS_TYPE_CHOICE_LIST (qs_choice_list_get_type ())
G_DECLARE_FINAL_TYPE (QsChoiceList,
                      qs_choice_list,
                      QS,
                      CHOICE_LIST,
                      AdwBin)

void qs_choice_list_fill (QsChoiceList *self,
                          GListModel   *model,
                          gboolean      busy,
                          const GError *error);

G_END_DECLS
