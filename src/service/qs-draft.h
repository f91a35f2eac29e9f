#pragma once

#include "qs-engine.h"
#include "qs-request.h"

G_BEGIN_DECLS

#define QS_TYPE_DRAFT (qs_draft_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsDraft,
                          qs_draft,
                          QS,
                          DRAFT,
                          GObject)

/**
 * QsDraft:
 *
 * Something about to be made or changed: the request, and the sending of it. A kind of draft says
 * what is sent besides the request's own operation, and what holds by default.
 *
 * Properties for the UI: "engine", "request", "busy", "error" (a boxed #GError), "notice" (a
 * sentence while the sending takes long, else %NULL). The signal
 * #QsDraft::sent carries what the new thing is called: a job's id, a resource's ARN.
 *
 * Threading: main thread. Ownership: reference counted; qs_draft_cancel() ends what the draft waits
 * for, not what is on its way.
 */
struct _QsDraftClass
{
  GObjectClass parent_class;

  /* Runs in a fiber. Returns (transfer full) what "sent" carries, or NULL with @error set. */
  char        *(*send)    (QsDraft  *self,
                           JsonNode *input,
                           GError  **error);
  void         (*changed) (QsDraft    *self,
                           const char *path);
};

QsEngine   *qs_draft_get_engine (QsDraft *self);
QsRequest  *qs_draft_get_request (QsDraft *self);
QsDocument *qs_draft_get_document (QsDraft *self);
gboolean    qs_draft_get_busy (QsDraft *self);
GError     *qs_draft_get_error (QsDraft *self);
void        qs_draft_set_error (QsDraft      *self,
                                const GError *error);

const char *qs_draft_get_notice (QsDraft *self);
void        qs_draft_set_notice (QsDraft    *self,
                                 const char *notice);

void        qs_draft_begin (QsDraft    *self,
                            const char *path,
                            const char *value);
void        qs_draft_load (QsDraft       *self,
                           DexFiberFunc   fiber,
                           gpointer       data,
                           GDestroyNotify destroy);
void        qs_draft_send (QsDraft *self);
void        qs_draft_cancel (QsDraft *self);

G_END_DECLS
