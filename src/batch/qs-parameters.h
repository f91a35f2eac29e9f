#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * Placeholders in commands: "Ref::name" stands for the parameter of that name, as a word of its own
 * or inside one.
 */

char *qs_parameters_replace (const char *word,
                             JsonObject *parameters) G_GNUC_WARN_UNUSED_RESULT;
void  qs_parameters_collect (const char *word,
                             JsonObject *parameters,
                             GHashTable *used,
                             GHashTable *missing);
void  qs_parameters_replace_command (JsonObject *container,
                                     JsonObject *parameters);

G_END_DECLS
