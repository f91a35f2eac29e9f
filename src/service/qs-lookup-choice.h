#pragma once

#include "qs-choice.h"

G_BEGIN_DECLS

#define QS_TYPE_LOOKUP_CHOICE (qs_lookup_choice_get_type ())
G_DECLARE_FINAL_TYPE (QsLookupChoice,
                      qs_lookup_choice,
                      QS,
                      LOOKUP_CHOICE,
                      GObject)

/*
 * A #QsChoice that a lookup found. Immutable.
 *
 * Threading: any thread. Ownership: reference counted; takes over what it is given.
 */
QsLookupChoice *qs_lookup_choice_new (char       *value,
                                      char       *title,
                                      char       *subtitle,
                                      JsonObject *facts) G_GNUC_WARN_UNUSED_RESULT;
gboolean        qs_lookup_choice_equal (QsLookupChoice *self,
                                        QsLookupChoice *other);

G_END_DECLS
