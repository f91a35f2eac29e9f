#include "qs-submit-draft.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-clone-request.h"
#include "qs-json.h"
#include "qs-submission.h"
#include "qs-submit-defaults.h"

struct _QsSubmitDraft
{
  QsDraft         parent_instance;

  QsResourceList *definitions;
  QsResourceList *queues;
  QsSubmission   *submission;   /* the last one that was not answered */
  QsJobPreflight *preflight;
  char           *clone_of;
  QsSubmitChange  change;       /* what is to differ from the job cloned */
  char           *old_queue;    /* that job's, once it is known */
};

G_DEFINE_FINAL_TYPE (QsSubmitDraft, qs_submit_draft, QS_TYPE_DRAFT)

enum
{
  PROP_DEFINITIONS = 1,
  PROP_QUEUES,
  PROP_PREFLIGHT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsDocument *
get_document (QsSubmitDraft *self)
{
  return qs_draft_get_document (QS_DRAFT (self));
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
  qs_request_set_defaults (qs_draft_get_request (QS_DRAFT (self)), defaults);
}

/* Chooses a queue besides the one that the job cloned was in, if there is one. */
static void
choose_other_queue (QsSubmitDraft *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queues)); i++)
    {
      g_autoptr(QsResource) queue = g_list_model_get_item (G_LIST_MODEL (self->queues), i);
      const char *name = qs_resource_get_name (queue);

      if (!qs_resource_is_usable (queue) || g_str_equal (name, self->old_queue) ||
          g_str_equal (qs_resource_get_arn (queue), self->old_queue))
        continue;

      qs_draft_begin (QS_DRAFT (self), "jobQueue", name);
      return;
    }
}

/* Where there is only one queue that takes jobs, nobody needs to choose it. */
static void
on_queues_changed_cb (QsSubmitDraft *self)
{
  const char *only = NULL;
  guint usable = 0;

  if (self->change == QS_SUBMIT_CHANGE_QUEUE)
    {
      if (self->old_queue != NULL)
        choose_other_queue (self);
      return;
    }

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->queues)); i++)
    {
      g_autoptr(QsResource) queue = g_list_model_get_item (G_LIST_MODEL (self->queues), i);

      if (!qs_resource_is_usable (queue))
        continue;
      only = qs_resource_get_name (queue);
      usable++;
    }

  if (usable == 1)
    qs_draft_begin (QS_DRAFT (self), "jobQueue", only);
}

static void
qs_submit_draft_changed (QsDraft    *draft,
                         const char *path)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (draft);

  g_clear_object (&self->submission);
  if (*path == '\0' || g_str_equal (path, "jobDefinition"))
    adopt_definition (self);
}

static char *
double_number (const char *text)
{
  gint64 number = text != NULL ? g_ascii_strtoll (text, NULL, 10) : 0;

  return number > 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, 2 * number) : NULL;
}

/* Begins with @request, in which the one thing is different that is to be. */
static void
begin_changed (QsSubmitDraft *self,
               JsonNode      *request)
{
  const char *path = qs_submit_change_get_path (self->change);
  g_autoptr(QsDocument) changed = qs_document_new (request);
  const char *old = path != NULL ? qs_document_get_string (changed, path) : NULL;
  g_autofree char *value = NULL;

  if (self->change == QS_SUBMIT_CHANGE_MEMORY)
    value = double_number (old);
  if (self->change == QS_SUBMIT_CHANGE_QUEUE)
    g_set_str (&self->old_queue, old != NULL ? old : "");
  if (value != NULL)
    qs_document_set_string (changed, path, value, NULL);
  else if (path != NULL)
    qs_document_set (changed, path, NULL, NULL);

  qs_document_reset (get_document (self), qs_document_get_root (changed));
  on_queues_changed_cb (self);
}

static DexFuture *
clone_fiber (gpointer data)
{
  QsSubmitDraft *self = data;
  g_autoptr(JsonNode) ask = qs_json_take (json_object_new ());
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(JsonNode) request = NULL;
  JsonArray *ids = json_array_new ();
  GError *error = NULL;
  JsonObject *detail;

  json_array_add_string_element (ids, self->clone_of);
  json_object_set_array_member (json_node_get_object (ask), "jobs", ids);
  reply = qs_await_boxed (qs_engine_call (qs_draft_get_engine (QS_DRAFT (self)), "DescribeJobs",
                                          ask), &error);
  if (reply == NULL)
    return dex_future_new_for_error (error);

  detail = qs_json_element (qs_json_get_array (json_node_get_object (reply), "jobs"), 0);
  if (detail == NULL)
    return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_NOT_FOUND,
                                  _("The job %s is not known any more, so it cannot be cloned"),
                                  self->clone_of);

  request = qs_clone_request_new (detail);
  begin_changed (self, request);
  return dex_future_new_true ();
}

static void
on_submission_seeking_cb (QsSubmission *submission,
                          GParamSpec   *pspec,
                          QsDraft      *draft)
{
  qs_draft_set_notice (draft, qs_submission_get_seeking (submission) ?
                       _("No answer has come. Quayside is looking whether the job exists, which "
                         "can take five minutes, and submits it again only if it does not.") :
                       NULL);
}

static QsSubmission *
make_submission (QsSubmitDraft *self,
                 JsonNode      *input)
{
  QsSubmission *submission = qs_submission_new (qs_draft_get_engine (QS_DRAFT (self)), input);

  g_signal_connect_object (submission, "notify::seeking", G_CALLBACK (on_submission_seeking_cb),
                           self, G_CONNECT_DEFAULT);
  return submission;
}

/* A submission that was not answered is taken up again: it finds out whether the job exists. */
static char *
qs_submit_draft_send (QsDraft  *draft,
                      JsonNode *input,
                      GError  **error)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (draft);
  g_autoptr(QsSubmission) submission = NULL;
  g_autoptr(JsonNode) reply = NULL;

  if (self->submission == NULL)
    self->submission = make_submission (self, input);

  submission = g_object_ref (self->submission);
  reply = qs_await_boxed (qs_submission_send (submission), error);
  if (reply == NULL && g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    qs_submission_cancel (submission);
  return reply != NULL ? g_strdup (qs_submission_get_job_id (submission)) : NULL;
}

static void
qs_submit_draft_dispose (GObject *object)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (object);

  g_clear_object (&self->submission);
  g_clear_object (&self->preflight);
  g_clear_object (&self->queues);
  g_clear_object (&self->definitions);

  G_OBJECT_CLASS (qs_submit_draft_parent_class)->dispose (object);
}

static void
qs_submit_draft_finalize (GObject *object)
{
  g_free (QS_SUBMIT_DRAFT (object)->clone_of);
  g_free (QS_SUBMIT_DRAFT (object)->old_queue);

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
    case PROP_DEFINITIONS:
      g_value_set_object (value, self->definitions);
      break;
    case PROP_QUEUES:
      g_value_set_object (value, self->queues);
      break;
    case PROP_PREFLIGHT:
      g_value_set_object (value, self->preflight);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static QsResourceList *
ask_for (QsSubmitDraft *self,
         QsResourceKind kind,
         GCallback      on_changed)
{
  QsResourceList *list = qs_resource_list_new (qs_draft_get_engine (QS_DRAFT (self)), kind);

  g_signal_connect_object (list, "items-changed", on_changed, self, G_CONNECT_SWAPPED);
  qs_resource_list_refresh (list);
  return list;
}

static void
qs_submit_draft_constructed (GObject *object)
{
  QsSubmitDraft *self = QS_SUBMIT_DRAFT (object);

  G_OBJECT_CLASS (qs_submit_draft_parent_class)->constructed (object);

  qs_request_set_finish (qs_draft_get_request (QS_DRAFT (self)), qs_submit_defaults_finish);
  self->definitions = ask_for (self, QS_RESOURCE_DEFINITION, G_CALLBACK (adopt_definition));
  self->queues = ask_for (self, QS_RESOURCE_QUEUE, G_CALLBACK (on_queues_changed_cb));
  self->preflight = qs_job_preflight_new (qs_draft_get_engine (QS_DRAFT (self)),
                                          qs_draft_get_request (QS_DRAFT (self)),
                                          self->definitions, self->queues);
}

static void
qs_submit_draft_class_init (QsSubmitDraftClass *klass)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = qs_submit_draft_constructed;
  object_class->dispose = qs_submit_draft_dispose;
  object_class->finalize = qs_submit_draft_finalize;
  object_class->get_property = qs_submit_draft_get_property;
  QS_DRAFT_CLASS (klass)->send = qs_submit_draft_send;
  QS_DRAFT_CLASS (klass)->changed = qs_submit_draft_changed;

  properties[PROP_DEFINITIONS] =
    g_param_spec_object ("definitions", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  properties[PROP_QUEUES] =
    g_param_spec_object ("queues", NULL, NULL, QS_TYPE_RESOURCE_LIST, flags);
  properties[PROP_PREFLIGHT] =
    g_param_spec_object ("preflight", NULL, NULL, QS_TYPE_JOB_PREFLIGHT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_submit_draft_init (QsSubmitDraft *self)
{
}

/**
 * qs_submit_draft_new:
 *
 * Returns: (transfer full): a draft that says nothing yet and asks @engine what there is to choose.
 */
QsSubmitDraft *
qs_submit_draft_new (QsEngine *engine)
{
  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  return g_object_new (QS_TYPE_SUBMIT_DRAFT, "engine", engine, "operation", "SubmitJob", NULL);
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

QsJobPreflight *
qs_submit_draft_get_preflight (QsSubmitDraft *self)
{
  g_return_val_if_fail (QS_IS_SUBMIT_DRAFT (self), NULL);

  return self->preflight;
}

/**
 * qs_submit_draft_clone:
 * @change: what is to be different
 *
 * Begins with what would make the job @job_id again, as soon as the engine has described it.
 */
void
qs_submit_draft_clone (QsSubmitDraft *self,
                       const char    *job_id,
                       QsSubmitChange change)
{
  g_return_if_fail (QS_IS_SUBMIT_DRAFT (self) && job_id != NULL);

  g_set_str (&self->clone_of, job_id);
  self->change = change;
  qs_draft_load (QS_DRAFT (self), clone_fiber, g_object_ref (self), g_object_unref);
}
