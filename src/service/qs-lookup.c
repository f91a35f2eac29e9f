#include "qs-lookup.h"

#include "qs-await.h"
#include "qs-lookup-choice.h"
#include "qs-lookup-reader.h"
#include "qs-scope.h"

struct _QsLookup
{
  GObject      parent_instance;

  GWeakRef     engine;
  QsLookupKind kind;
  char        *parameter;        /* nullable */
  QsScope     *scope;
  GPtrArray   *items;            /* of QsLookupChoice */
  GError      *error;
  gboolean     busy;
  gboolean     loaded;
};

enum
{
  PROP_BUSY = 1,
  PROP_LOADED,
  PROP_ERROR,
  N_PROPS
};

static void list_model_iface_init (GListModelInterface *iface);
static void choices_iface_init (QsChoicesInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsLookup, qs_lookup, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_iface_init)
                               G_IMPLEMENT_INTERFACE (QS_TYPE_CHOICES, choices_iface_init))

/* What has not changed stays the object it was, so that what is bound to it stays. */
static void
keep_known (QsLookup  *self,
            GPtrArray *items)
{
  g_autoptr(GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->items->len; i++)
    g_hash_table_insert (known, (char *) qs_choice_get_value (self->items->pdata[i]),
                         self->items->pdata[i]);

  for (guint i = 0; i < items->len; i++)
    {
      QsLookupChoice *old = g_hash_table_lookup (known, qs_choice_get_value (items->pdata[i]));

      if (old != NULL && qs_lookup_choice_equal (old, items->pdata[i]))
        {
          g_object_unref (items->pdata[i]);
          items->pdata[i] = g_object_ref (old);
        }
    }
}

static void
adopt (QsLookup  *self,
       GPtrArray *items)
{
  g_autoptr(GPtrArray) before = NULL;

  keep_known (self, items);
  before = g_steal_pointer (&self->items);
  self->items = g_ptr_array_ref (items);
  qs_choices_tell_change (QS_CHOICES (self), before, items);

  if (!self->loaded)
    {
      self->loaded = TRUE;
      g_object_notify (G_OBJECT (self), "loaded");
    }
}

static void
set_busy (QsLookup *self,
          gboolean  busy)
{
  self->busy = busy;
  g_object_notify (G_OBJECT (self), "busy");
}

static void
set_error (QsLookup     *self,
           const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify (G_OBJECT (self), "error");
}

/* Choices are shown as soon as they are known; what adds to them may take longer. */
static void
load (QsLookup *self,
      QsEngine *engine,
      QsScope  *scope)
{
  QsLookupReading reading = { engine, self->parameter, NULL };
  g_autoptr(GPtrArray) choices = NULL;
  g_autoptr(GPtrArray) completed = NULL;
  g_autoptr(GError) error = NULL;

  choices = qs_lookup_reader_read (self->kind, &reading, &error);
  if (qs_scope_is_cancelled (scope))
    return;

  set_error (self, error);
  if (choices == NULL)
    return;

  adopt (self, choices);
  completed = qs_lookup_reader_complete (self->kind, &reading, choices);
  if (completed != NULL && !qs_scope_is_cancelled (scope))
    adopt (self, completed);
}

static DexFuture *
load_fiber (gpointer data)
{
  QsLookup *self = data;
  g_autoptr(QsScope) scope = qs_scope_ref (self->scope);
  g_autoptr(QsEngine) engine = g_weak_ref_get (&self->engine);

  if (engine != NULL)
    load (self, engine, scope);
  if (!qs_scope_is_cancelled (scope))
    set_busy (self, FALSE);

  return dex_future_new_true ();
}

static void
qs_lookup_refresh (QsChoices *choices)
{
  QsLookup *self = QS_LOOKUP (choices);

  if (self->busy)
    return;

  set_busy (self, TRUE);
  qs_scope_spawn (self->scope, load_fiber, g_object_ref (self), g_object_unref);
}

static void
choices_iface_init (QsChoicesInterface *iface)
{
  iface->refresh = qs_lookup_refresh;
}

static GType
qs_lookup_get_item_type (GListModel *model)
{
  return QS_TYPE_LOOKUP_CHOICE;
}

static guint
qs_lookup_get_n_items (GListModel *model)
{
  return QS_LOOKUP (model)->items->len;
}

static gpointer
qs_lookup_get_item (GListModel *model,
                    guint       position)
{
  QsLookup *self = QS_LOOKUP (model);

  return position < self->items->len ? g_object_ref (self->items->pdata[position]) : NULL;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = qs_lookup_get_item_type;
  iface->get_n_items = qs_lookup_get_n_items;
  iface->get_item = qs_lookup_get_item;
}

static void
qs_lookup_finalize (GObject *object)
{
  QsLookup *self = QS_LOOKUP (object);

  qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
  g_weak_ref_clear (&self->engine);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_error (&self->error);
  g_free (self->parameter);

  G_OBJECT_CLASS (qs_lookup_parent_class)->finalize (object);
}

static void
qs_lookup_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  QsLookup *self = QS_LOOKUP (object);

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
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_lookup_class_init (QsLookupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_lookup_finalize;
  object_class->get_property = qs_lookup_get_property;

  g_object_class_override_property (object_class, PROP_BUSY, "busy");
  g_object_class_override_property (object_class, PROP_LOADED, "loaded");
  g_object_class_override_property (object_class, PROP_ERROR, "error");
}

static void
qs_lookup_init (QsLookup *self)
{
  self->scope = qs_scope_new ();
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  g_weak_ref_init (&self->engine, NULL);
}

/**
 * qs_lookup_new:
 * @parameter: (nullable): what @kind asks for: the launch template whose versions are meant
 *
 * Returns: (transfer full): an empty lookup that has not asked yet.
 */
QsLookup *
qs_lookup_new (QsEngine    *engine,
               QsLookupKind kind,
               const char  *parameter)
{
  QsLookup *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (kind != QS_LOOKUP_NONE, NULL);

  self = g_object_new (QS_TYPE_LOOKUP, NULL);
  g_weak_ref_set (&self->engine, engine);
  self->kind = kind;
  self->parameter = g_strdup (parameter);
  return self;
}

QsLookupKind
qs_lookup_get_kind (QsLookup *self)
{
  g_return_val_if_fail (QS_IS_LOOKUP (self), QS_LOOKUP_NONE);

  return self->kind;
}
