#include "qs-draft.h"

#include "qs-await.h"
#include "qs-scope.h"

typedef struct
{
  QsEngine  *engine;
  QsRequest *request;
  QsScope   *scope;
  char      *operation;
  GError    *error;
  char      *notice;
  guint      n_tasks;   /* under way */
} QsDraftPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (QsDraft, qs_draft, G_TYPE_OBJECT)

enum
{
  PROP_ENGINE = 1,
  PROP_OPERATION,
  PROP_REQUEST,
  PROP_ERROR,
  PROP_BUSY,
  PROP_NOTICE,
  N_PROPS
};

enum
{
  SENT,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* A task of the draft's, run one beside the other. */
typedef struct
{
  QsDraft       *draft;
  DexFiberFunc   fiber;
  gpointer       data;
  GDestroyNotify destroy;
} QsDraftTask;

static QsDraftPrivate *
get_private (QsDraft *self)
{
  return qs_draft_get_instance_private (self);
}

static void
free_task (gpointer data)
{
  QsDraftTask *task = data;

  if (task->destroy != NULL)
    task->destroy (task->data);
  g_object_unref (task->draft);
  g_free (task);
}

static void
add_tasks (QsDraft *self,
           int      n)
{
  QsDraftPrivate *priv = get_private (self);
  gboolean was_busy = priv->n_tasks > 0;

  priv->n_tasks += n;
  if (was_busy != (priv->n_tasks > 0))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

static DexFuture *
task_fiber (gpointer data)
{
  QsDraftTask *task = data;
  g_autoptr(GError) error = NULL;

  qs_await (task->fiber (task->data), &error);
  add_tasks (task->draft, -1);
  if (error != NULL)
    qs_draft_set_error (task->draft, error);

  return dex_future_new_true ();
}

static DexFuture *
send_fiber (gpointer data)
{
  QsDraft *self = data;
  g_autoptr(JsonNode) input = qs_request_dup_input (qs_draft_get_request (self));
  g_autofree char *name = NULL;
  GError *error = NULL;

  if ((name = QS_DRAFT_GET_CLASS (self)->send (self, input, &error)) == NULL)
    return dex_future_new_for_error (error);

  g_signal_emit (self, signals[SENT], 0, name);
  return dex_future_new_true ();
}

/* An error is about what was sent, and that has just changed. */
static void
on_document_changed_cb (QsDraft    *self,
                        const char *path)
{
  qs_draft_set_error (self, NULL);
  if (QS_DRAFT_GET_CLASS (self)->changed != NULL)
    QS_DRAFT_GET_CLASS (self)->changed (self, path);
}

static void
qs_draft_constructed (GObject *object)
{
  QsDraft *self = QS_DRAFT (object);
  QsDraftPrivate *priv = get_private (self);

  G_OBJECT_CLASS (qs_draft_parent_class)->constructed (object);

  priv->request = qs_request_new (priv->operation);
  g_signal_connect_object (qs_draft_get_document (self), "changed",
                           G_CALLBACK (on_document_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
qs_draft_dispose (GObject *object)
{
  QsDraftPrivate *priv = get_private (QS_DRAFT (object));

  qs_scope_cancel (priv->scope);
  g_clear_object (&priv->request);
  g_clear_object (&priv->engine);

  G_OBJECT_CLASS (qs_draft_parent_class)->dispose (object);
}

static void
qs_draft_finalize (GObject *object)
{
  QsDraftPrivate *priv = get_private (QS_DRAFT (object));

  qs_scope_unref (priv->scope);
  g_free (priv->operation);
  g_free (priv->notice);
  g_clear_error (&priv->error);

  G_OBJECT_CLASS (qs_draft_parent_class)->finalize (object);
}

static void
qs_draft_get_property (GObject    *object,
                       guint       prop_id,
                       GValue     *value,
                       GParamSpec *pspec)
{
  QsDraftPrivate *priv = get_private (QS_DRAFT (object));

  switch (prop_id)
    {
    case PROP_ENGINE:
      g_value_set_object (value, priv->engine);
      break;
    case PROP_OPERATION:
      g_value_set_string (value, priv->operation);
      break;
    case PROP_REQUEST:
      g_value_set_object (value, priv->request);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, priv->error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, priv->n_tasks > 0);
      break;
    case PROP_NOTICE:
      /* A banner takes an empty title, not none. */
      g_value_set_string (value, priv->notice != NULL ? priv->notice : "");
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_draft_set_property (GObject      *object,
                       guint         prop_id,
                       const GValue *value,
                       GParamSpec   *pspec)
{
  QsDraftPrivate *priv = get_private (QS_DRAFT (object));

  switch (prop_id)
    {
    case PROP_ENGINE:
      priv->engine = g_value_dup_object (value);
      break;
    case PROP_OPERATION:
      priv->operation = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_draft_class_init (QsDraftClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GParamFlags construct = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_CONSTRUCT_ONLY;

  object_class->constructed = qs_draft_constructed;
  object_class->dispose = qs_draft_dispose;
  object_class->finalize = qs_draft_finalize;
  object_class->get_property = qs_draft_get_property;
  object_class->set_property = qs_draft_set_property;

  properties[PROP_ENGINE] = g_param_spec_object ("engine", NULL, NULL, QS_TYPE_ENGINE, construct);
  properties[PROP_OPERATION] = g_param_spec_string ("operation", NULL, NULL, NULL, construct);
  properties[PROP_REQUEST] =
    g_param_spec_object ("request", NULL, NULL, QS_TYPE_REQUEST, readable);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, readable);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, readable);
  properties[PROP_NOTICE] = g_param_spec_string ("notice", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SENT] = g_signal_new ("sent", QS_TYPE_DRAFT, G_SIGNAL_RUN_LAST, 0,
                                NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qs_draft_init (QsDraft *self)
{
  get_private (self)->scope = qs_scope_new ();
}

QsEngine *
qs_draft_get_engine (QsDraft *self)
{
  g_return_val_if_fail (QS_IS_DRAFT (self), NULL);

  return get_private (self)->engine;
}

QsRequest *
qs_draft_get_request (QsDraft *self)
{
  g_return_val_if_fail (QS_IS_DRAFT (self), NULL);

  return get_private (self)->request;
}

QsDocument *
qs_draft_get_document (QsDraft *self)
{
  g_return_val_if_fail (QS_IS_DRAFT (self), NULL);

  return qs_request_get_document (get_private (self)->request);
}

/**
 * qs_draft_get_busy:
 *
 * Returns: whether something is being asked or sent.
 */
gboolean
qs_draft_get_busy (QsDraft *self)
{
  g_return_val_if_fail (QS_IS_DRAFT (self), FALSE);

  return get_private (self)->n_tasks > 0;
}

/**
 * qs_draft_get_error:
 *
 * Returns: (transfer none) (nullable): why the last attempt failed, until the draft is changed.
 */
GError *
qs_draft_get_error (QsDraft *self)
{
  g_return_val_if_fail (QS_IS_DRAFT (self), NULL);

  return get_private (self)->error;
}

void
qs_draft_set_error (QsDraft      *self,
                    const GError *error)
{
  QsDraftPrivate *priv;

  g_return_if_fail (QS_IS_DRAFT (self));

  priv = get_private (self);
  if (priv->error == NULL && error == NULL)
    return;

  g_clear_error (&priv->error);
  if (error != NULL)
    priv->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * qs_draft_get_notice:
 *
 * Returns: (transfer none) (nullable): a sentence about why the sending takes long.
 */
const char *
qs_draft_get_notice (QsDraft *self)
{
  g_return_val_if_fail (QS_IS_DRAFT (self), NULL);

  return get_private (self)->notice;
}

void
qs_draft_set_notice (QsDraft    *self,
                     const char *notice)
{
  g_return_if_fail (QS_IS_DRAFT (self));

  if (g_set_str (&get_private (self)->notice, notice))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NOTICE]);
}

/**
 * qs_draft_begin:
 *
 * Begins with @value at @path, unless somebody has begun already or there is something.
 */
void
qs_draft_begin (QsDraft    *self,
                const char *path,
                const char *value)
{
  QsDocument *document;
  g_autoptr(QsDocument) draft = NULL;

  g_return_if_fail (QS_IS_DRAFT (self));

  document = qs_draft_get_document (self);
  if (qs_document_get_can_undo (document) || qs_document_get_string (document, path) != NULL)
    return;

  draft = qs_document_new (qs_document_get_root (document));
  if (qs_document_set_string (draft, path, value, NULL))
    qs_document_reset (document, qs_document_get_root (draft));
}

/**
 * qs_draft_load:
 * @fiber: asks for what the draft begins with; when its future is rejected the error is shown
 *
 * The draft is busy until the fiber has ended.
 */
void
qs_draft_load (QsDraft       *self,
               DexFiberFunc   fiber,
               gpointer       data,
               GDestroyNotify destroy)
{
  QsDraftTask *task;

  g_return_if_fail (QS_IS_DRAFT (self) && fiber != NULL);

  task = g_new0 (QsDraftTask, 1);
  task->draft = g_object_ref (self);
  task->fiber = fiber;
  task->data = data;
  task->destroy = destroy;
  add_tasks (self, 1);
  qs_scope_spawn (get_private (self)->scope, task_fiber, task, free_task);
}

/**
 * qs_draft_send:
 *
 * Sends the request; the outcome is the signal or the error. Nothing happens while busy.
 */
void
qs_draft_send (QsDraft *self)
{
  g_return_if_fail (QS_IS_DRAFT (self));

  if (qs_draft_get_busy (self))
    return;

  qs_draft_set_error (self, NULL);
  qs_draft_load (self, send_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_draft_cancel:
 *
 * Ends what the draft waits for. It is of no use afterwards.
 */
void
qs_draft_cancel (QsDraft *self)
{
  g_return_if_fail (QS_IS_DRAFT (self));

  qs_scope_cancel (get_private (self)->scope);
}
