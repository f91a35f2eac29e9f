#include "qs-resource-list.h"

#include "qs-await.h"
#include "qs-choices.h"
#include "qs-json.h"
#include "qs-scope.h"

struct _QsResourceList
{
  GObject        parent_instance;

  QsEngine      *engine;
  QsResourceKind kind;
  QsScope       *scope;
  GPtrArray     *items;            /* of QsResource */
  GPtrArray     *coming;           /* of QsResource: what the running round has brought so far */
  GError        *error;
  gboolean       busy;
  gboolean       loaded;
};

enum
{
  PROP_BUSY = 1,
  PROP_LOADED,
  PROP_ERROR,
  PROP_ITEM_TYPE,
  PROP_N_ITEMS,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void list_model_iface_init (GListModelInterface *iface);
static void choices_iface_init (QsChoicesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsResourceList, qs_resource_list, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CHOICES, choices_iface_init))

static int
compare_resources (gconstpointer a,
                   gconstpointer b)
{
  QsResource *one = *(QsResource **) a;
  QsResource *other = *(QsResource **) b;
  int order = g_utf8_collate (qs_resource_get_name (one), qs_resource_get_name (other));
  gint64 revisions = qs_resource_get_revision (other) - qs_resource_get_revision (one);

  return order != 0 ? order : (revisions > 0) - (revisions < 0);
}

/* What has not changed stays the object it was, so that what is bound to it stays. */
static void
keep_known (QsResourceList *self,
            GPtrArray      *items)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_insert (known, (char *) qs_resource_get_arn (self->items->pdata[i]),
                         self->items->pdata[i]);

  for (guint i = 0; i < items->len; i++)
    {
      QsResource *item = items->pdata[i];
      QsResource *old = g_hash_table_lookup (known, qs_resource_get_arn (item));

      if (old != NULL && qs_resource_equal (old, item))
        {
          items->pdata[i] = g_object_ref (old);
          g_object_unref (item);
        }
    }
}

static void
adopt (QsResourceList *self,
       GPtrArray      *items)
{
  g_autoptr(GPtrArray) old = g_steal_pointer (&self->items);

  self->items = g_ptr_array_ref (items);
  qs_choices_tell_change (QS_CHOICES (self), old, items);
  if (old->len != items->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

static void
collect (QsResourceList *self,
         JsonObject     *reply)
{
  JsonArray *array = qs_json_get_array (reply, qs_resource_kind_get_member (self->kind));
  const char *prefix = qs_resource_kind_get_prefix (self->kind);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonObject *element = qs_json_element (array, i);

      if (element != NULL)
        g_ptr_array_add (self->coming, qs_resource_new (element, prefix));
    }
}

static DexFuture *
ask_page (QsResourceList *self,
          const char     *token)
{
  g_autoptr(JsonNode) input = qs_json_take (json_object_new ());
  JsonObject *object = json_node_get_object (input);

  json_object_set_int_member (object, "maxResults", 100);
  if (token != NULL)
    json_object_set_string_member (object, "nextToken", token);

  return qs_engine_call (self->engine, qs_resource_kind_get_operation (self->kind), input);
}

static gboolean
load_pages (QsResourceList *self,
            GError        **error)
{
  g_autofree char *token = NULL;

  do
    {
      g_autoptr(JsonNode) reply = qs_await_boxed (ask_page (self, token), error);
      const char *next;

      if (reply == NULL)
        return FALSE;

      collect (self, json_node_get_object (reply));
      next = qs_json_get_string (json_node_get_object (reply), "nextToken", NULL);
      if (next != NULL && g_strcmp0 (next, token) == 0)
        {
          g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                       "%s answers the same page again and again",
                       qs_resource_kind_get_operation (self->kind));
          return FALSE;
        }
      g_set_str (&token, next);
    }
  while (token != NULL);

  return TRUE;
}

static void
finish (QsResourceList *self,
        const GError   *error)
{
  GObject *object = G_OBJECT (self);

  g_object_freeze_notify (object);
  self->busy = FALSE;
  g_object_notify_by_pspec (object, properties[PROP_BUSY]);
  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      self->error = error != NULL ? g_error_copy (error) : NULL;
      g_object_notify_by_pspec (object, properties[PROP_ERROR]);
    }

  if (error == NULL)
    {
      g_ptr_array_sort (self->coming, compare_resources);
      keep_known (self, self->coming);
      adopt (self, self->coming);
      if (!self->loaded)
        {
          self->loaded = TRUE;
          g_object_notify_by_pspec (object, properties[PROP_LOADED]);
        }
    }

  g_object_thaw_notify (object);
}

static DexFuture *
load_fiber (gpointer data)
{
  QsResourceList *self = data;
  g_autoptr(QsScope) scope = qs_scope_ref (self->scope);
  g_autoptr(GError) error = NULL;

  self->coming = g_ptr_array_new_with_free_func (g_object_unref);
  load_pages (self, &error);
  if (!qs_scope_is_cancelled (scope))
    finish (self, error);

  g_clear_pointer (&self->coming, g_ptr_array_unref);
  return dex_future_new_true ();
}

static GType
qs_resource_list_get_item_type (GListModel *model)
{
  return QS_TYPE_RESOURCE;
}

static guint
qs_resource_list_get_n_items (GListModel *model)
{
  return QS_RESOURCE_LIST (model)->items->len;
}

static gpointer
qs_resource_list_get_item (GListModel *model,
                           guint       position)
{
  QsResourceList *self = QS_RESOURCE_LIST (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_resource_list_get_item_type;
  iface->get_n_items = qs_resource_list_get_n_items;
  iface->get_item = qs_resource_list_get_item;
}

static void
refresh_choices (QsChoices *choices)
{
  qs_resource_list_refresh (QS_RESOURCE_LIST (choices));
}

static void
choices_iface_init (QsChoicesInterface *iface)
{
  iface->refresh = refresh_choices;
}

static void
qs_resource_list_finalize (GObject *object)
{
  QsResourceList *self = QS_RESOURCE_LIST (object);

  qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->coming, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_resource_list_parent_class)->finalize (object);
}

static void
qs_resource_list_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsResourceList *self = QS_RESOURCE_LIST (object);

  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_LOADED:
      g_value_set_boolean (value, self->loaded);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_ITEM_TYPE:
      g_value_set_gtype (value, QS_TYPE_RESOURCE);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->items->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_resource_list_class_init (QsResourceListClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_resource_list_finalize;
  object_class->get_property = qs_resource_list_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_ITEM_TYPE] = g_param_spec_gtype ("item-type", NULL, NULL, G_TYPE_OBJECT, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_resource_list_init (QsResourceList *self)
{
  self->scope = qs_scope_new ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * qs_resource_list_new:
 *
 * Returns: (transfer full): an empty list that has not asked yet.
 */
QsResourceList *
qs_resource_list_new (QsEngine      *engine,
                      QsResourceKind kind)
{
  QsResourceList *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  self = g_object_new (QS_TYPE_RESOURCE_LIST, NULL);
  self->engine = g_object_ref (engine);
  self->kind = kind;
  return self;
}

QsResourceKind
qs_resource_list_get_kind (QsResourceList *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_LIST (self), QS_RESOURCE_DEFINITION);

  return self->kind;
}

gboolean
qs_resource_list_get_busy (QsResourceList *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_LIST (self), FALSE);

  return self->busy;
}

gboolean
qs_resource_list_get_loaded (QsResourceList *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_LIST (self), FALSE);

  return self->loaded;
}

/**
 * qs_resource_list_get_error:
 *
 * Returns: (transfer none) (nullable): why the last round failed.
 */
const GError *
qs_resource_list_get_error (QsResourceList *self)
{
  g_return_val_if_fail (QS_IS_RESOURCE_LIST (self), NULL);

  return self->error;
}

/**
 * qs_resource_list_find:
 * @title: a name, a name with revision ("docker_test:16") or an ARN
 *
 * Returns: (transfer full) (nullable): the resource; for a definition's bare name the latest
 *   revision that can be used.
 */
QsResource *
qs_resource_list_find (QsResourceList *self,
                       const char     *title)
{
  g_return_val_if_fail (QS_IS_RESOURCE_LIST (self), NULL);

  for (guint i = 0; title != NULL && i < self->items->len; i++)
    {
      QsResource *item = self->items->pdata[i];

      if (g_str_equal (qs_resource_get_title (item), title) ||
          g_str_equal (qs_resource_get_arn (item), title) ||
          (g_str_equal (qs_resource_get_name (item), title) && qs_resource_is_usable (item)))
        return g_object_ref (item);
    }

  return NULL;
}

/**
 * qs_resource_list_refresh:
 *
 * Asks the engine anew. While a round is under way it does nothing.
 */
void
qs_resource_list_refresh (QsResourceList *self)
{
  g_return_if_fail (QS_IS_RESOURCE_LIST (self));

  if (self->busy)
    return;

  self->busy = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  qs_scope_spawn (self->scope, load_fiber, g_object_ref (self), g_object_unref);
}
