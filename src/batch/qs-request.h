#pragma once

#include "qs-document.h"
#include "qs-service-model.h"
#include "qs-shape.h"

G_BEGIN_DECLS

#define QS_TYPE_REQUEST (qs_request_get_type ())
G_DECLARE_FINAL_TYPE (QsRequest,
                      qs_request,
                      QS,
                      REQUEST,
                      GObject)

/**
 * QsRequest:
 *
 * A request being made by hand: the document to be sent with an operation, what holds where the
 * document says nothing (the defaults), what the service model allows at each place, and what is
 * wrong so far. It is what a form is a view of.
 *
 * A request that changes something has a base besides: what is there already. Only what differs
 * from it is sent.
 *
 * The signal #QsRequest::checked follows every change of the document, the defaults or an input
 * fault. "revealed" is set when somebody has tried to send: from then on every fault is shown, also
 * where nothing was typed yet.
 *
 * Threading: main thread. Ownership: reference counted; the document belongs to the request.
 */

/**
 * QsRequestFinish:
 *
 * What an operation asks for beyond leaving out the defaults.
 *
 * Returns: (transfer full): @input as it is to be sent.
 */
typedef JsonNode *(*QsRequestFinish) (JsonNode *input,
                                      JsonNode *defaults);

/**
 * QsRequestCheck:
 *
 * Returns: (transfer full) (element-type QsFault): everything that is wrong with @document.
 */
typedef GPtrArray *(*QsRequestCheck) (JsonNode *document);

QsRequest      *qs_request_new (const char *operation) G_GNUC_WARN_UNUSED_RESULT;
QsRequest      *qs_request_new_for_model (QsServiceModel *model,
                                          const char     *operation,
                                          QsRequestCheck  check) G_GNUC_WARN_UNUSED_RESULT;

const char     *qs_request_get_operation (QsRequest *self);
QsServiceModel *qs_request_get_model (QsRequest *self);
QsDocument     *qs_request_get_document (QsRequest *self);

JsonNode       *qs_request_get_defaults (QsRequest *self);
void            qs_request_set_defaults (QsRequest *self,
                                         JsonNode  *defaults);
void            qs_request_set_finish (QsRequest      *self,
                                       QsRequestFinish finish);
void            qs_request_set_base (QsRequest          *self,
                                     JsonNode           *base,
                                     const char * const *always);
JsonNode       *qs_request_get_default (QsRequest  *self,
                                        const char *path);

const QsMember *qs_request_find_member (QsRequest  *self,
                                        const char *path);
void            qs_request_get_range (QsRequest  *self,
                                      const char *path,
                                      double     *min,
                                      double     *max);

guint           qs_request_get_n_faults (QsRequest *self);
char           *qs_request_dup_fault (QsRequest  *self,
                                      const char *path) G_GNUC_WARN_UNUSED_RESULT;
char           *qs_request_dup_rule (QsRequest  *self,
                                     const char *path,
                                     char      **place) G_GNUC_WARN_UNUSED_RESULT;
char           *qs_request_dup_faults (QsRequest *self) G_GNUC_WARN_UNUSED_RESULT;
void            qs_request_set_input_fault (QsRequest  *self,
                                            const char *path,
                                            const char *message);
gboolean        qs_request_get_revealed (QsRequest *self);
void            qs_request_set_revealed (QsRequest *self,
                                         gboolean   revealed);

JsonNode       *qs_request_dup_input (QsRequest *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
