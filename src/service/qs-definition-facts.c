#include "qs-definition-facts.h"

#include "qs-definition-parts.h"
#include "qs-host-access.h"
#include "qs-named-value.h"

struct _QsDefinitionFacts
{
  QsRecord parent_instance;

  gboolean on_this_computer;
};

G_DEFINE_FINAL_TYPE (QsDefinitionFacts, qs_definition_facts, QS_TYPE_RECORD)

enum
{
  WARNING,
  HAS_PARTS,
  PARTS,
};

static const QsRecordField fields[] = {
  [WARNING] = { "warning", G_TYPE_STRING },
  [HAS_PARTS] = { "has-parts", G_TYPE_BOOLEAN },
  [PARTS] = { "parts", G_TYPE_NONE, .get_type = g_list_store_get_type },
};

static void
qs_definition_facts_read (QsRecord   *record,
                          JsonObject *definition)
{
  QsDefinitionFacts *self = QS_DEFINITION_FACTS (record);
  g_autofree char *warning = qs_host_access_dup_words (qs_host_access_find (definition),
                                                       self->on_this_computer);

  QS_RECORD_CLASS (qs_definition_facts_parent_class)->read (record, definition);

  qs_definition_parts_read (qs_record_get_object (record, PARTS), definition);
  qs_record_set_bool (record, HAS_PARTS, qs_definition_has_parts (definition));
  qs_record_set_string (record, WARNING, warning);
}

static void
qs_definition_facts_constructed (GObject *object)
{
  g_autoptr(GListStore) parts = g_list_store_new (QS_TYPE_NAMED_VALUE);

  G_OBJECT_CLASS (qs_definition_facts_parent_class)->constructed (object);

  qs_record_set_object (QS_RECORD (object), PARTS, parts);
}

static void
qs_definition_facts_class_init (QsDefinitionFactsClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = qs_definition_facts_constructed;
  QS_RECORD_CLASS (klass)->read = qs_definition_facts_read;

  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_definition_facts_init (QsDefinitionFacts *self)
{
}

/**
 * qs_definition_facts_new:
 * @on_this_computer: whether its jobs run here, which the warning says
 *
 * Returns: (transfer full): the facts of a definition that has not been read yet.
 */
QsDefinitionFacts *
qs_definition_facts_new (gboolean on_this_computer)
{
  QsDefinitionFacts *self = g_object_new (QS_TYPE_DEFINITION_FACTS, NULL);

  self->on_this_computer = on_this_computer;
  return self;
}

/* Returns: (nullable): what it hands its jobs of the host. */
const char *
qs_definition_facts_get_warning (QsDefinitionFacts *self)
{
  g_return_val_if_fail (QS_IS_DEFINITION_FACTS (self), NULL);

  return qs_record_get_string (QS_RECORD (self), WARNING);
}

gboolean
qs_definition_facts_get_has_parts (QsDefinitionFacts *self)
{
  g_return_val_if_fail (QS_IS_DEFINITION_FACTS (self), FALSE);

  return qs_record_get_bool (QS_RECORD (self), HAS_PARTS);
}

/* Returns: (transfer none): a list of #QsNamedValue. */
GListModel *
qs_definition_facts_get_parts (QsDefinitionFacts *self)
{
  g_return_val_if_fail (QS_IS_DEFINITION_FACTS (self), NULL);

  return qs_record_get_object (QS_RECORD (self), PARTS);
}
