#pragma once

#include <gio/gio.h>

#include "qs-record.h"

G_BEGIN_DECLS

#define QS_TYPE_DEFINITION_FACTS (qs_definition_facts_get_type ())
G_DECLARE_FINAL_TYPE (QsDefinitionFacts,
                      qs_definition_facts,
                      QS,
                      DEFINITION_FACTS,
                      QsRecord)

/**
 * QsDefinitionFacts:
 *
 * What a person should know of a job definition at a glance. Properties for the UI: "warning" (what
 * it hands its jobs of the host, in words; NULL for nothing), "has-parts" (whether it is of a kind
 * with more than one container) and "parts" (a #GListStore of #QsNamedValue: its containers).
 * qs_record_read() reads it from a definition, be it a request in the making or a described one.
 *
 * Threading: main thread. Ownership: reference counted.
 */
QsDefinitionFacts *qs_definition_facts_new (gboolean on_this_computer) G_GNUC_WARN_UNUSED_RESULT;

const char        *qs_definition_facts_get_warning (QsDefinitionFacts *self);
gboolean           qs_definition_facts_get_has_parts (QsDefinitionFacts *self);
GListModel        *qs_definition_facts_get_parts (QsDefinitionFacts *self);

G_END_DECLS
