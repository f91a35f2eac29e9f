#include "qs-submit-draft.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-clone-request.h"
#include "qs-json.h"
#include "qs-scope.h"
#include "qs-submission.h"
#include "qs-submit-defaults.h"

struct _QsSubmitDraft
{
  GObject         parent_instance;

  QsEngine       *engine;
  QsRequest      *request;
  QsResourceList *definitions;
  QsResourceList *queues;
  QsScope        *scope;
  QsSubmission   *submission;      /* the last one that was not answered */
  char           *clone_of;
  GError         *error;
  gboolean        busy;
};

G_DEFINE_FINAL_TYPE (QsSubmitDraft, qs_submit_draft, G_TYPE_OBJECT)

enum
{
  PROP_REQUEST = 1,
  PROP_DEFINITIONS,
  PROP_QUEUES,
  PROP_ERROR,
  PROP_BUSY,
  N_PROPS
};

enum
{
  SUBMITTED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static QsDocument *
get_document (QsSubmitDraft *self)
{
  return qs_request_get_document (self->request);
}

static void
set_busy (QsSubmitDraft *self,
          gboolean       busy)
{
  self->busy = busy;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* What the chosen definition says is what holds unless the form says otherwise. */
static void
adopt_definition (QsSubmitDraft *self)
{
  const char *name = qs_document_get_string (get_document (self), "jobDefinition");
  g_autoptr(QsResource) definition = qs_resource_list_find (self->definitions, name);
  g_autoptr(JsonNode) defaults = NULL;

  if (definition != NULL)
    defaults = qs_submit_defaults_new (qs_resource_get_document (definition));
  qs_request_set_defaults (self->request, defaults);
}

/* Where there is only one queue that takes jobs, nobody needs to choose it. */
static void
on_queues_changed_cb (QsSubmitDraft *self)
{
  const char *only = NULL;
  guint usable = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queues)); i++)
    {
      g_autoptr(QsResource) queue = g_list_model_get_item (G_LIST_MODEL (self->queues), i);

      if (!qs_resource_is_usable (queue))
        continue;
      only = qs_resource_get_name (queue);
      usable++;
    }

  if (usable == 1)
    qs_submit_draft_begin (self, "jobQueue", only);
}

static void
on_document_changed_cb (QsSubmitDraft *self,
                        const char    *path)
{
  qs_submit_draft_set_error (self, NULL);
  g_clear_object (&self->submission);
  if (*path == '\0' || g_str_equal (path, "jobDefinition"))
    adopt_definition (self);
}

static gboolean
load_clone (QsSubmitDraft *self,
            GError       **error)
{
  g_autoptr(JsonNode) ask = qs_json_take (json_object_new ());
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(JsonNode) request = NULL;
  JsonArray *ids = json_array_new ();
  JsonObject *detail;

  json_array_add_string_element (ids, self->clone_of);
  json_object_set_array_member (json_node_get_object (ask), "jobs", ids);
  reply = qs_await_boxed (qs_engine_call (self->engine, "DescribeJobs", ask), error);
  if (reply == NULL)
    return FALSE;

  detail = qs_json_element (qs_json_get_array (json_node_get_object (reply), "jobs"), 0);
  if (detail == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND,
                   _("The job %s is not known any more, so it cannot be cloned"), self->clone_of);
      return FALSE;
    }

  request = qs_clone_request_new (detail);
  qs_document_reset (get_document (self), request);
  return TRUE;
}

static DexFuture *
clone_fiber (gpointer data)
{
  QsSubmitDraft *self = data;
  g_autoptr(GError) error = NULL;

  set_busy (self, TRUE);
  if (!load_clone (self, &error))
    qs_submit_draft_set_error (self, error);
  set_busy (self, FALSE);
  return dex_future_new_true ();
}

/* A submission that was not answered is taken up again: it finds out whether the job exists. */
static DexFuture *
send_fiber (gpointer data)
{
  QsSubmitDraft *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) reply = NULL;

  qs_submit_draft_set_error (self, NULL);
  set_busy (self, TRUE);
  if (self->submission == NULL)
    {
      g_autoptr(JsonNode) input = qs_request_dup_input (self->request);

      self->submission = qs_submission_new (self->engine, input);
    }

  reply = qs_await_boxed (qs_submission_send (self->submission), &error);
  set_busy (self, FALSE);
  if (reply != NULL)
    g_signal_emit (self, signals[SUBMITTED], 0, qs_submission_get_job_id (self->submission));
  else
    qs_submit_draft_set_error (self, error);

  return dex_future_new_true ();
}

static void
qs_submit_draft_dispose (GObject *object)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (object);

  qs_submit_draft_cancel (self);
  g_clear_object (&self->submission);
  g_clear_object (&self->queues);
  g_clear_object (&self->definitions);
  g_clear_object (&self->request);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (qs_submit_draft_parent_class)->dispose (object);
}

static void
qs_submit_draft_finalize (GObject *object)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (object);

  qs_scope_unref (self->scope);
  g_free (self->clone_of);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (qs_submit_draft_parent_class)->finalize (object);
}

static void
qs_submit_draft_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (object);

  switch (prop_id)
    {
    case PROP_REQUEST:
      g_value_set_object (value, self->request);
      break;
    case PROP_DEFINITIONS:
      g_value_set_object (value, self->definitions);
      break;
    case PROP_QUEUES:
      g_value_set_object (value, self->queues);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_submit_draft_class_init (QsSubmitDraftClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_submit_draft_dispose;
  object_class->finalize = qs_submit_draft_finalize;
  object_class->get_property = qs_submit_draft_get_property;

  properties[PROP_REQUEST] = g_param_spec_object ("request", NULL, NULL, QS_TYPE_REQUEST, flags);
  properties[PROP_DEFINITIONS] =
    g_param_spec_object ("definitions", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  properties[PROP_QUEUES] =
    g_param_spec_object ("queues", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SUBMITTED] = g_signal_new ("submitted", QS_TYPE_SUBMIT_DRAFT, G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qs_submit_draft_init (QsSubmitDraft *self)
{
  self->scope = qs_scope_new ();
  self->request = qs_request_new ("SubmitJob");
  qs_request_set_finish (self->request, qs_submit_defaults_finish);
  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (on_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
}

/**
 * qs_submit_draft_new:
 *
 * Returns: (transfer full): a draft that says nothing yet and asks @engine what there is to choose.
 */
QsSubmitDraft *
qs_submit_draft_new (QsEngine *engine)
{
  QsSubmitDraft *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  self = g_object_new (QS_TYPE_SUBMIT_DRAFT, NULL);
  self->engine = g_object_ref (engine);
  self->definitions = qs_resource_list_new (engine, QS_RESOURCE_DEFINITION);
  self->queues = qs_resource_list_new (engine, QS_RESOURCE_QUEUE);
  g_signal_connect_object (self->definitions, "items-changed", G_CALLBACK (adopt_definition), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queues, "items-changed", G_CALLBACK (on_queues_changed_cb), self,
                           G_CONNECT_SWAPPED);
  qs_resource_list_refresh (self->definitions);
  qs_resource_list_refresh (self->queues);
  return self;
}

QsRequest *
qs_submit_draft_get_request (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), NULL);

  return self->request;
}

QsDocument *
qs_submit_draft_get_document (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), NULL);

  return get_document (self);
}

QsResourceList *
qs_submit_draft_get_definitions (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), NULL);

  return self->definitions;
}

QsResourceList *
qs_submit_draft_get_queues (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), NULL);

  return self->queues;
}

gboolean
qs_submit_draft_get_busy (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), FALSE);

  return self->busy;
}

/**
 * qs_submit_draft_get_error:
 *
 * Returns: (transfer none) (nullable): why the last attempt failed, until the draft is changed.
 */
const GError *
qs_submit_draft_get_error (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), NULL);

  return self->error;
}

void
qs_submit_draft_set_error (QsSubmitDraft *self,
                           const GError  *error)
{
  g_return_if_fail (QS_IS_SUBMIT_DRAFT (self));

  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/**
 * qs_submit_draft_begin:
 *
 * Begins with @value at @path, unless somebody has begun already or there is something.
 */
void
qs_submit_draft_begin (QsSubmitDraft *self,
                       const char    *path,
                       const char    *value)
{
  QsDocument *document;
  g_autoptr(QsDocument) draft = NULL;

  g_return_if_fail (QS_IS_SUBMIT_DRAFT (self));

  document = get_document (self);
  if (qs_document_get_can_undo (document) || qs_document_get_string (document, path) != NULL)
    return;

  draft = qs_document_new (qs_document_get_root (document));
  if (qs_document_set_string (draft, path, value, NULL))
    qs_document_reset (document, qs_document_get_root (draft));
}

/**
 * qs_submit_draft_clone:
 *
 * Begins with what would make the job @job_id again, as soon as the engine has described it.
 */
void
qs_submit_draft_clone (QsSubmitDraft *self,
                       const char    *job_id)
{
  g_return_if_fail (QS_IS_SUBMIT_DRAFT (self) && job_id != NULL);

  g_set_str (&self->clone_of, job_id);
  qs_scope_spawn (self->scope, clone_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_submit_draft_send:
 *
 * Submits the job; the outcome is the signal or the error message. Nothing happens while busy.
 */
void
qs_submit_draft_send (QsSubmitDraft *self)
{
  g_return_if_fail (QS_IS_SUBMIT_DRAFT (self));

  if (!self->busy)
    qs_scope_spawn (self->scope, send_fiber, g_object_ref (self), g_object_unref);
}

/**
 * qs_submit_draft_cancel:
 *
 * Ends what the draft waits for. It is of no use afterwards.
 */
void
qs_submit_draft_cancel (QsSubmitDraft *self)
{
  g_return_if_fail (QS_IS_SUBMIT_DRAFT (self));

  qs_scope_cancel (self->scope);
}
