#include "qs-parameter-offers.h"

#include "qs-definition-parts.h"
#include "qs-json.h"

struct _QsParameterOffers
{
  GObject     parent_instance;

  QsRequest  *request;
  GHashTable *given;     /* names that were given an empty value, which is one, and not offered */
  char      **offered;
};

G_DEFINE_FINAL_TYPE (QsParameterOffers, qs_parameter_offers, G_TYPE_OBJECT)

static void
note_given (QsParameterOffers *self,
            JsonObject        *definition)
{
  JsonObject *parameters = qs_json_get_object (definition, "parameters");
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (parameters == NULL)
    return;

  json_object_iter_init (&iter, parameters);
  while (json_object_iter_next (&iter, &name, &value))
    if (g_strcmp0 (qs_json_get_string (parameters, name, NULL), "") == 0)
      g_hash_table_add (self->given, g_strdup (name));
}

static char **
find_offers (QsParameterOffers *self,
             JsonObject        *definition)
{
  g_auto(GStrv) names = qs_definition_dup_parameters (definition);
  g_autoptr(GStrvBuilder) offers = g_strv_builder_new ();

  for (char **name = names; *name != NULL; name++)
    if (!g_hash_table_contains (self->given, *name))
      g_strv_builder_add (offers, *name);

  return g_strv_builder_end (offers);
}

static JsonNode *
make_defaults (const char * const *offers)
{
  JsonObject *parameters;
  JsonObject *defaults;

  if (*offers == NULL)
    return NULL;

  parameters = json_object_new ();
  defaults = json_object_new ();
  for (guint i = 0; offers[i] != NULL; i++)
    json_object_set_string_member (parameters, offers[i], "");
  json_object_set_object_member (defaults, "parameters", parameters);
  return qs_json_take (defaults);
}

static void
on_document_changed_cb (QsParameterOffers *self)
{
  JsonNode *root = qs_document_get_root (qs_request_get_document (self->request));
  g_auto(GStrv) offers = NULL;
  g_autoptr(JsonNode) defaults = NULL;

  note_given (self, json_node_get_object (root));
  offers = find_offers (self, json_node_get_object (root));
  if (self->offered != NULL &&
      g_strv_equal ((const char * const *) offers, (const char * const *) self->offered))
    return;

  g_strfreev (self->offered);
  self->offered = g_steal_pointer (&offers);
  defaults = make_defaults ((const char * const *) self->offered);
  qs_request_set_defaults (self->request, defaults);
}

static void
qs_parameter_offers_finalize (GObject *object)
{
  QsParameterOffers *self = QS_PARAMETER_OFFERS (object);

  g_clear_object (&self->request);
  g_clear_pointer (&self->given, g_hash_table_unref);
  g_clear_pointer (&self->offered, g_strfreev);

  G_OBJECT_CLASS (qs_parameter_offers_parent_class)->finalize (object);
}

static void
qs_parameter_offers_class_init (QsParameterOffersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_parameter_offers_finalize;
}

static void
qs_parameter_offers_init (QsParameterOffers *self)
{
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * qs_parameter_offers_new:
 * @request: a RegisterJobDefinition request
 *
 * Returns: (transfer full): what makes the offers for as long as it lives.
 */
QsParameterOffers *
qs_parameter_offers_new (QsRequest *request)
{
  QsParameterOffers *self;

  g_return_val_if_fail (QS_IS_REQUEST (request), NULL);

  self = g_object_new (QS_TYPE_PARAMETER_OFFERS, NULL);
  self->request = g_object_ref (request);
  g_signal_connect_object (qs_request_get_document (request), "changed",
                           G_CALLBACK (on_document_changed_cb), self, G_CONNECT_SWAPPED);
  on_document_changed_cb (self);
  return self;
}
