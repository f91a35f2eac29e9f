#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/**
 * QsRestParts:
 *
 * Where the members of an input have been put, before the request is composed: path, query,
 * headers, body.
 *
 * Ownership: on the stack of who writes a request, by g_auto().
 */
typedef struct
{
  GHashTable *labels;      /* name → text */
  JsonObject *query;       /* name → array of texts; what is named wins over what a map holds */
  GHashTable *named;       /* names in the query that have a member of their own */
  GPtrArray  *headers;     /* name, value, name, value… */
  JsonObject *body;        /* members of the input */
} QsRestParts;

void     qs_rest_parts_init (QsRestParts *parts);
void     qs_rest_parts_clear (QsRestParts *parts);

gboolean qs_rest_parts_put (QsRestParts   *parts,
                            const QsShape *shape,
                            JsonObject    *input,
                            GError       **error);
gboolean qs_rest_parts_refuse (const QsMember *member,
                               GError        **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QsRestParts, qs_rest_parts_clear)

G_END_DECLS
