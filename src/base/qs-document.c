#include "qs-document.h"

#include "qs-json-edit.h"
#include "qs-json.h"

/* States share what they have in common, so a step back costs little; still it has to end. */
#define MAX_STEPS 1000

typedef struct
{
  JsonNode *root;
  JsonNode *kept;     /* the document as it was given: its empty containers stay */
  char     *path;     /* what the step that left this state has set */
  gboolean  typing;
} QsDocumentStep;

struct _QsDocument
{
  GObject    parent_instance;

  JsonNode  *root;
  JsonNode  *kept;
  GPtrArray *past;     /* of QsDocumentStep */
  GPtrArray *future;   /* of QsDocumentStep */
};

G_DEFINE_FINAL_TYPE (QsDocument, qs_document, G_TYPE_OBJECT)

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  N_PROPS
};

enum
{
  CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void
free_step (gpointer data)
{
  QsDocumentStep *step = data;

  json_node_unref (step->root);
  json_node_unref (step->kept);
  g_free (step->path);
  g_free (step);
}

static QsDocumentStep *
remember (QsDocument *self,
          const char *path,
          gboolean    typing)
{
  QsDocumentStep *step = g_new0 (QsDocumentStep, 1);

  step->root = json_node_ref (self->root);
  step->kept = json_node_ref (self->kept);
  step->path = g_strdup (path);
  step->typing = typing;
  return step;
}

/* A detail nobody has connected to was never interned, and need not be. */
static void
emit_changed (QsDocument *self,
              const char *path)
{
  g_signal_emit (self, signals[CHANGED], g_quark_try_string (path), path);
}

static void
notify_steps (QsDocument *self,
              gboolean    could_undo,
              gboolean    could_redo)
{
  if (could_undo != qs_document_get_can_undo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  if (could_redo != qs_document_get_can_redo (self))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
}

static gboolean
continues_typing (QsDocument *self,
                  const char *path)
{
  QsDocumentStep *last;

  if (self->past->len == 0 || self->future->len > 0)
    return FALSE;

  last = g_ptr_array_index (self->past, self->past->len - 1);
  return last->typing && g_str_equal (last->path, path);
}

/* Moves on to a new state. @root and @kept are taken. */
static void
advance (QsDocument *self,
         JsonNode   *root,
         JsonNode   *kept,
         const char *path,
         gboolean    typing)
{
  gboolean could_undo = qs_document_get_can_undo (self);
  gboolean could_redo = qs_document_get_can_redo (self);

  if (!typing || !continues_typing (self, path))
    g_ptr_array_add (self->past, remember (self, path, typing));
  if (self->past->len > MAX_STEPS)
    g_ptr_array_remove_index (self->past, 0);
  g_ptr_array_set_size (self->future, 0);

  json_node_unref (self->root);
  json_node_unref (self->kept);
  self->root = root;
  self->kept = kept;

  emit_changed (self, path);
  notify_steps (self, could_undo, could_redo);
}

/* Goes one step along @from and leaves the way back in @to. */
static void
travel (QsDocument *self,
        GPtrArray  *from,
        GPtrArray  *to)
{
  gboolean could_undo = qs_document_get_can_undo (self);
  gboolean could_redo = qs_document_get_can_redo (self);
  QsDocumentStep *step;

  if (from->len == 0)
    return;

  step = g_ptr_array_steal_index (from, from->len - 1);
  g_ptr_array_add (to, remember (self, step->path, FALSE));
  json_node_unref (self->root);
  json_node_unref (self->kept);
  self->root = json_node_ref (step->root);
  self->kept = json_node_ref (step->kept);

  emit_changed (self, step->path);
  notify_steps (self, could_undo, could_redo);
  free_step (step);
}

static gboolean
apply (QsDocument *self,
       const char *text,
       JsonNode   *value,
       gboolean    typing,
       GError    **error)
{
  g_autoptr(QsJsonPath) path = qs_json_path_new (text, error);
  g_autoptr(JsonNode) sealed = NULL;
  g_autoptr(JsonNode) root = NULL;

  if (path == NULL)
    return FALSE;

  if (value != NULL)
    {
      sealed = json_node_is_immutable (value) ? json_node_ref (value) : json_node_copy (value);
      json_node_seal (sealed);
    }

  if (!qs_json_edit_set (self->root, path, sealed, self->kept, &root, error))
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, QS_JSON_PATH_ERROR, QS_JSON_PATH_ERROR_RANGE,
                           "The document itself can only be an object");
      return FALSE;
    }

  if (!json_node_equal (root, self->root))
    advance (self, g_steal_pointer (&root), json_node_ref (self->kept), text, typing);
  return TRUE;
}

static void
qs_document_finalize (GObject *object)
{
  QsDocument *self = QS_DOCUMENT (object);

  json_node_unref (self->root);
  json_node_unref (self->kept);
  g_ptr_array_unref (self->past);
  g_ptr_array_unref (self->future);

  G_OBJECT_CLASS (qs_document_parent_class)->finalize (object);
}

static void
qs_document_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  QsDocument *self = QS_DOCUMENT (object);
  GPtrArray *steps = prop_id == PROP_CAN_UNDO ? self->past : self->future;

  g_value_set_boolean (value, steps->len > 0);
}

static void
qs_document_class_init (QsDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qs_document_finalize;
  object_class->get_property = qs_document_get_property;

  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[CHANGED] = g_signal_new ("changed", QS_TYPE_DOCUMENT,
                                   G_SIGNAL_RUN_LAST | G_SIGNAL_DETAILED, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qs_document_init (QsDocument *self)
{
  self->root = qs_json_take (json_object_new ());
  json_node_seal (self->root);
  self->kept = json_node_ref (self->root);
  self->past = g_ptr_array_new_with_free_func (free_step);
  self->future = g_ptr_array_new_with_free_func (free_step);
}

/**
 * qs_document_new:
 * @root: (nullable): an object to begin with; %NULL is an empty one
 *
 * Returns: (transfer full): a document without a past.
 */
QsDocument *
qs_document_new (JsonNode *root)
{
  QsDocument *self = g_object_new (QS_TYPE_DOCUMENT, NULL);

  if (root != NULL)
    qs_document_reset (self, root);
  return self;
}

/**
 * qs_document_get_root:
 *
 * Returns: (transfer none): the whole object, immutable.
 */
JsonNode *
qs_document_get_root (QsDocument *self)
{
  g_return_val_if_fail (QS_IS_DOCUMENT (self), NULL);

  return self->root;
}

/**
 * qs_document_get:
 *
 * Returns: (transfer none) (nullable): what is at @path; %NULL when there is nothing, or when @path
 *   is no path.
 */
JsonNode *
qs_document_get (QsDocument *self,
                 const char *path)
{
  g_autoptr(QsJsonPath) parsed = NULL;

  g_return_val_if_fail (QS_IS_DOCUMENT (self), NULL);

  parsed = qs_json_path_new (path, NULL);
  return parsed != NULL ? qs_json_path_find (parsed, self->root) : NULL;
}

/**
 * qs_document_get_string:
 *
 * Returns: (transfer none) (nullable): the string at @path; %NULL when there is none.
 */
const char *
qs_document_get_string (QsDocument *self,
                        const char *path)
{
  JsonNode *node = qs_document_get (self, path);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

/**
 * qs_document_resolve:
 *
 * Returns: (transfer full): the canonical text of @path with its selections as indices, by which
 *   the service model names the same place; @path itself when it is no path.
 */
char *
qs_document_resolve (QsDocument *self,
                     const char *path)
{
  g_autoptr(QsJsonPath) parsed = NULL;

  g_return_val_if_fail (QS_IS_DOCUMENT (self), NULL);

  parsed = qs_json_path_new (path, NULL);
  return parsed != NULL ? qs_json_path_resolve (parsed, self->root) : g_strdup (path);
}

/**
 * qs_document_set:
 * @value: (nullable): the value; %NULL, null and empty ones clear the place
 *
 * Sets one place as a step of its own that can be undone. Nothing happens when it is so already.
 *
 * Returns: whether it could; otherwise @error is a #QsJsonPathError.
 */
gboolean
qs_document_set (QsDocument *self,
                 const char *path,
                 JsonNode   *value,
                 GError    **error)
{
  g_return_val_if_fail (QS_IS_DOCUMENT (self) && path != NULL, FALSE);

  return apply (self, path, value, FALSE, error);
}

/**
 * qs_document_set_string:
 *
 * As qs_document_set(), with a string.
 */
gboolean
qs_document_set_string (QsDocument *self,
                        const char *path,
                        const char *value,
                        GError    **error)
{
  g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), value);

  return qs_document_set (self, path, node, error);
}

/**
 * qs_document_type:
 *
 * As qs_document_set(), but what is typed at one place without anything else between is undone
 * together.
 */
gboolean
qs_document_type (QsDocument *self,
                  const char *path,
                  JsonNode   *value,
                  GError    **error)
{
  g_return_val_if_fail (QS_IS_DOCUMENT (self) && path != NULL, FALSE);

  return apply (self, path, value, TRUE, error);
}

/**
 * qs_document_replace:
 * @text: the text of a JSON object
 * @typing: whether it is being typed, which is one step with what was typed before
 *
 * Replaces the whole document, as a step that can be undone.
 *
 * Returns: whether @text is an object; otherwise @error says what is wrong and where.
 */
gboolean
qs_document_replace (QsDocument *self,
                     const char *text,
                     gboolean    typing,
                     GError    **error)
{
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (QS_IS_DOCUMENT (self) && text != NULL, FALSE);

  if ((root = qs_json_parse (text, -1, error)) == NULL)
    return FALSE;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, JSON_PARSER_ERROR, JSON_PARSER_ERROR_INVALID_DATA,
                           "A request is an object: its text begins with “{”");
      return FALSE;
    }

  json_node_seal (root);
  if (!json_node_equal (root, self->root))
    advance (self, json_node_ref (root), json_node_ref (root), "", typing);
  return TRUE;
}

/**
 * qs_document_reset:
 * @root: an object
 *
 * Begins anew with @root: there is nothing to undo afterwards.
 */
void
qs_document_reset (QsDocument *self,
                   JsonNode   *root)
{
  gboolean could_undo, could_redo;

  g_return_if_fail (QS_IS_DOCUMENT (self));
  g_return_if_fail (root != NULL && JSON_NODE_HOLDS_OBJECT (root));

  could_undo = qs_document_get_can_undo (self);
  could_redo = qs_document_get_can_redo (self);
  g_ptr_array_set_size (self->past, 0);
  g_ptr_array_set_size (self->future, 0);

  json_node_unref (self->root);
  json_node_unref (self->kept);
  self->root = json_node_is_immutable (root) ? json_node_ref (root) : json_node_copy (root);
  json_node_seal (self->root);
  self->kept = json_node_ref (self->root);

  emit_changed (self, "");
  notify_steps (self, could_undo, could_redo);
}

gboolean
qs_document_get_can_undo (QsDocument *self)
{
  g_return_val_if_fail (QS_IS_DOCUMENT (self), FALSE);

  return self->past->len > 0;
}

gboolean
qs_document_get_can_redo (QsDocument *self)
{
  g_return_val_if_fail (QS_IS_DOCUMENT (self), FALSE);

  return self->future->len > 0;
}

/**
 * qs_document_undo:
 *
 * Goes back one step, if there is one.
 */
void
qs_document_undo (QsDocument *self)
{
  g_return_if_fail (QS_IS_DOCUMENT (self));

  travel (self, self->past, self->future);
}

/**
 * qs_document_redo:
 *
 * Takes back one undo, if there is one.
 */
void
qs_document_redo (QsDocument *self)
{
  g_return_if_fail (QS_IS_DOCUMENT (self));

  travel (self, self->future, self->past);
}

/**
 * qs_document_dup_text:
 *
 * Returns: (transfer full): the document for people: indented, members in the order they came.
 */
char *
qs_document_dup_text (QsDocument *self)
{
  g_return_val_if_fail (QS_IS_DOCUMENT (self), NULL);

  return qs_json_print (self->root, TRUE);
}
