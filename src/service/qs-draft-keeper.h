#pragma once

#include "qs-account.h"
#include "qs-draft.h"

G_BEGIN_DECLS

#define QS_TYPE_DRAFT_KEEPER (qs_draft_keeper_get_type ())
G_DECLARE_FINAL_TYPE (QsDraftKeeper,
                      qs_draft_keeper,
                      QS,
                      DRAFT_KEEPER,
                      GObject)

/**
 * QsDraftKeeper:
 *
 * Keeps what is entered in a form until it is sent. Once the draft has what it begins with, what
 * was kept of the same form is put back, as a step that can be undone; from then on every change is
 * written down shortly after. A draft as it began is not worth keeping and is forgotten.
 *
 * Property for the UI: "back-from", when what was put back was kept, in milliseconds since the
 * epoch; 0 when nothing was.
 *
 * Threading: main thread. Ownership: the form's; the last reference writes down what is not yet.
 */
QsDraftKeeper *qs_draft_keeper_new (QsDraft    *draft,
                                    QsAccount  *account,
                                    const char *subject) G_GNUC_WARN_UNUSED_RESULT;

gint64         qs_draft_keeper_get_back_from (QsDraftKeeper *self);
void           qs_draft_keeper_start_over (QsDraftKeeper *self);
void           qs_draft_keeper_discard (QsDraftKeeper *self);

G_END_DECLS
