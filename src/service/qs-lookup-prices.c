#include "qs-lookup-kinds.h"

#include "qs-await.h"
#include "qs-json.h"

#include <glib/gi18n.h>

static const QsLookupPages zone_pages = {
  "ec2", "DescribeAvailabilityZones", "AvailabilityZones", NULL, NULL
};

/* Where prices are told; they are those of every region. See the endpoints of AWS's Price List in
 * https://docs.aws.amazon.com/general/latest/gr/billing.html. */
static const char * const telling[] = { "us-east-1", "eu-central-1", "ap-south-1", NULL };

static const struct
{
  const char *field;
  const char *value;
} filters[] = {
  { "operatingSystem", "Linux" },
  { "preInstalledSw", "NA" },
  { "tenancy", "Shared" },
  { "capacitystatus", "Used" },
};

static char *
find_region (QsEngine *engine)
{
  g_autoptr(GPtrArray) zones = qs_lookup_ask (engine, &zone_pages, NULL, NULL);

  return zones != NULL && zones->len > 0
           ? g_strdup (qs_json_get_string (zones->pdata[0], "RegionName", NULL)) : NULL;
}

static void
add_filter (JsonArray  *list,
            const char *field,
            const char *value)
{
  JsonObject *filter = json_object_new ();

  json_object_set_string_member (filter, "Type", "TERM_MATCH");
  json_object_set_string_member (filter, "Field", field);
  json_object_set_string_member (filter, "Value", value);
  json_array_add_object_element (list, filter);
}

static JsonNode *
make_question (const char *region)
{
  JsonObject *input = json_object_new ();
  JsonArray *list = json_array_new ();

  add_filter (list, "regionCode", region);
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    add_filter (list, filters[i].field, filters[i].value);

  json_object_set_string_member (input, "ServiceCode", "AmazonEC2");
  json_object_set_array_member (input, "Filters", list);
  return qs_json_take (input);
}

/* Returns: (nullable): the one member of an object whose names are numbers of no meaning. */
static JsonObject *
get_only (JsonObject *object)
{
  JsonObjectIter iter;
  JsonNode *value;

  if (object == NULL)
    return NULL;

  json_object_iter_init (&iter, object);
  return json_object_iter_next (&iter, NULL, &value) && JSON_NODE_HOLDS_OBJECT (value)
           ? json_node_get_object (value) : NULL;
}

/* Each product is a document of its own, in a text. */
static void
read_product (GHashTable *prices,
              JsonNode   *element)
{
  const char *text = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;
  g_autoptr(JsonNode) product = text != NULL ? qs_json_parse (text, -1, NULL) : NULL;
  JsonObject *object = product != NULL && JSON_NODE_HOLDS_OBJECT (product)
                         ? json_node_get_object (product) : NULL;
  JsonObject *attributes = qs_json_get_object (qs_json_get_object (object, "product"),
                                               "attributes");
  JsonObject *term = get_only (qs_json_get_object (qs_json_get_object (object, "terms"),
                                                   "OnDemand"));
  JsonObject *dimension = get_only (qs_json_get_object (term, "priceDimensions"));
  const char *type = qs_json_get_string (attributes, "instanceType", NULL);
  double price = g_ascii_strtod (qs_json_get_string (qs_json_get_object (dimension,
                                                                         "pricePerUnit"),
                                                     "USD", "0"), NULL);

  if (type != NULL && price > 0)
    g_hash_table_insert (prices, g_strdup (type), g_memdup2 (&price, sizeof price));
}

static const char *
read_page (GHashTable *prices,
           JsonObject *reply)
{
  JsonArray *list = qs_json_get_array (reply, "PriceList");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    read_product (prices, json_array_get_element (list, i));

  return qs_json_get_string (reply, "NextToken", NULL);
}

/* Returns: (transfer full): dollars an hour by the type's name, as far as they can be read. */
static GHashTable *
ask_prices (QsEngine   *engine,
            const char *region)
{
  GHashTable *prices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr(JsonNode) question = make_question (region);
  g_autofree char *token = NULL;

  do
    {
      g_autoptr(JsonNode) reply = qs_await_boxed (
        qs_engine_call_service (engine, "pricing", "GetProducts", question), NULL);
      const char *next = reply != NULL ? read_page (prices, json_node_get_object (reply)) : NULL;

      if (g_strcmp0 (next, token) == 0)
        next = NULL;
      g_set_str (&token, next);
      if (token != NULL)
        json_object_set_string_member (json_node_get_object (question), "NextToken", token);
    }
  while (token != NULL);

  return prices;
}

static QsLookupChoice *
add_price (QsChoice *choice,
           double    price)
{
  g_autoptr(JsonNode) facts = json_node_init_object (json_node_alloc (),
                                                     qs_choice_get_facts (choice));
  g_autoptr(JsonNode) copy = qs_json_copy (facts);
  JsonObject *object = json_node_dup_object (copy);

  json_object_set_double_member (object, "price", price);
  return qs_lookup_choice_new (g_strdup (qs_choice_get_value (choice)),
                               g_strdup (qs_choice_get_title (choice)),
                               g_strdup_printf (_("%s · $%.4g an hour"),
                                                qs_choice_get_subtitle (choice), price), object);
}

/**
 * qs_lookup_price_types:
 *
 * Adds what an hour of a type costs on demand, where that is told.
 */
GPtrArray *
qs_lookup_price_types (QsLookupReading *reading,
                       GPtrArray       *choices)
{
  g_autofree char *region = find_region (reading->engine);
  g_autoptr(GHashTable) prices = NULL;
  g_autoptr(GPtrArray) priced = g_ptr_array_new_with_free_func (g_object_unref);

  if (region == NULL || !g_strv_contains (telling, region))
    return NULL;

  prices = ask_prices (reading->engine, region);
  if (g_hash_table_size (prices) == 0)
    return NULL;

  for (guint i = 0; i < choices->len; i++)
    {
      double *price = g_hash_table_lookup (prices, qs_choice_get_value (choices->pdata[i]));

      g_ptr_array_add (priced, price != NULL ? add_price (choices->pdata[i], *price)
                                             : g_object_ref (choices->pdata[i]));
    }

  return g_steal_pointer (&priced);
}
