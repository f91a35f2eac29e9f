#pragma once

#include "qs-engine.h"
#include "qs-lookup-choice.h"
#include "qs-lookup-kind.h"

G_BEGIN_DECLS

/**
 * QsLookupReading:
 * @engine: who is asked
 * @parameter: (nullable): see qs_lookup_new()
 * @choices: (element-type QsLookupChoice): what has been found so far
 *
 * One reading of a kind, by a fiber.
 */
typedef struct
{
  QsEngine   *engine;
  const char *parameter;
  GPtrArray  *choices;
} QsLookupReading;

/**
 * QsLookupPages:
 * @service: as in qs_engine_call_service()
 * @operation: what describes or lists
 * @list: the member of the reply that holds the items
 * @token_out: (nullable): the member of the reply that says where the next page begins
 * @token_in: (nullable): the member of the request that takes it
 *
 * How an operation gives all of what it lists.
 */
typedef struct
{
  const char *service;
  const char *operation;
  const char *list;
  const char *token_out;
  const char *token_in;
} QsLookupPages;

GPtrArray  *qs_lookup_reader_read (QsLookupKind     kind,
                                   QsLookupReading *reading,
                                   GError         **error) G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *qs_lookup_reader_complete (QsLookupKind     kind,
                                       QsLookupReading *reading,
                                       GPtrArray       *choices) G_GNUC_WARN_UNUSED_RESULT;

/* For the kinds' own files; all in fibers. */
GPtrArray  *qs_lookup_ask (QsEngine            *engine,
                           const QsLookupPages *pages,
                           JsonNode            *input,
                           GError             **error) G_GNUC_WARN_UNUSED_RESULT;
const char *qs_lookup_get_tag (JsonObject *item,
                               const char *key);
void        qs_lookup_add_part (GString    *text,
                                const char *format,
                                ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
