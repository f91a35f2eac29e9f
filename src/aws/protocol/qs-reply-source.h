#pragma once

#include "qs-service-model.h"

G_BEGIN_DECLS

/*
 * What the readers of a reply read: borrowed for the time of one qs_protocol_parse(). Names of
 * headers are found whatever their case.
 */
typedef struct
{
  QsServiceModel    *model;
  const QsOperation *operation;
  guint              status;
  GHashTable        *headers;    /* nullable; name → value */
  GBytes            *body;       /* nullable */
  gboolean           keeps_unknown;    /* members of JSON that the model does not know */
} QsReplySource;

const char *qs_reply_source_find_header (const QsReplySource *self,
                                         const char          *name);
GPtrArray  *qs_reply_source_list_headers (const QsReplySource *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean    qs_reply_source_has_body (const QsReplySource *self);
char       *qs_reply_source_dup_text (const QsReplySource *self) G_GNUC_WARN_UNUSED_RESULT;
JsonNode   *qs_reply_source_parse_json (const QsReplySource *self,
                                        GError             **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
