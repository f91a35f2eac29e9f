#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Memory that held a secret is overwritten before it is given back, so that neither a core dump nor
 * a swapped page nor a later bug can show it. Where a library makes copies of its own nothing can
 * be done about them; these functions are for what is ours.
 *
 *   g_auto(QsSecretText) token = …;       a string, wiped where its owner goes out of scope
 *   g_autoptr(QsSecretJson) reply = …;    a JsonNode that nobody else holds, likewise
 */
typedef char *QsSecretText;
typedef JsonNode QsSecretJson;

void    qs_secret_free (gpointer text);
GBytes *qs_secret_take_bytes (char *text) G_GNUC_WARN_UNUSED_RESULT;

void    qs_secret_wipe_json (JsonNode *node);
void    qs_secret_free_json (QsSecretJson *node);
GBytes *qs_secret_print_json (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_FREE_FUNC (QsSecretText, qs_secret_free, NULL)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSecretJson, qs_secret_free_json)

G_END_DECLS
