#include "qs-job-preflight.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-preflight.h"
#include "qs-scope.h"

struct _QsJobPreflight
{
  GObject         parent_instance;

  QsEngine       *engine;
  QsRequest      *request;
  QsResourceList *definitions;
  QsResourceList *queues;
  QsResourceList *environments;
  QsScope        *scope;
  GHashTable     *machines;     /* name of an environment → JsonArray, as far as it was answered */
  GHashTable     *asked;        /* names of environments */
  char           *warnings;
  char           *command;
};

/* One question for machines. */
typedef struct
{
  QsJobPreflight *self;         /* borrowed, and gone when the scope is cancelled */
  QsEngine       *engine;
  char           *environment;
  char          **patterns;
} QsMachineQuestion;

G_DEFINE_FINAL_TYPE (QsJobPreflight, qs_job_preflight, G_TYPE_OBJECT)

enum
{
  PROP_WARNINGS = 1,
  PROP_COMMAND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void update (QsJobPreflight *self);

static void
free_question (gpointer data)
{
  QsMachineQuestion *question = data;

  g_object_unref (question->engine);
  g_free (question->environment);
  g_strfreev (question->patterns);
  g_free (question);
}

static JsonNode *
make_input (QsMachineQuestion *question,
            const char        *token)
{
  JsonObject *input = json_object_new ();
  JsonObject *filter = json_object_new ();
  JsonArray *filters = json_array_new ();
  JsonArray *values = json_array_new ();

  for (char **pattern = question->patterns; *pattern != NULL; pattern++)
    json_array_add_string_element (values, *pattern);
  json_object_set_string_member (filter, "Name", "instance-type");
  json_object_set_array_member (filter, "Values", values);
  json_array_add_object_element (filters, filter);
  json_object_set_array_member (input, "Filters", filters);
  if (token != NULL)
    json_object_set_string_member (input, "NextToken", token);

  return qs_json_take (input);
}

static void
append_machines (JsonArray  *machines,
                 JsonObject *reply)
{
  JsonArray *page = qs_json_get_array (reply, "InstanceTypes");

  for (guint i = 0; page != NULL && i < json_array_get_length (page); i++)
    json_array_add_element (machines, json_node_ref (json_array_get_element (page, i)));
}

/* Who may not ask, or cannot just now, submits without this part of the check. */
static DexFuture *
machines_fiber (gpointer data)
{
  QsMachineQuestion *question = data;
  g_autoptr(JsonArray) machines = json_array_new ();
  g_autofree char *token = NULL;

  do
    {
      g_autoptr(JsonNode) input = make_input (question, token);
      g_autoptr(JsonNode) reply =
        qs_await_boxed (qs_engine_call_service (question->engine, "ec2",
                                                "DescribeInstanceTypes", input), NULL);

      if (reply == NULL)
        return dex_future_new_true ();
      append_machines (machines, json_node_get_object (reply));
      g_set_str (&token, qs_json_get_string (json_node_get_object (reply), "NextToken", NULL));
    }
  while (token != NULL && *token != '\0');

  g_hash_table_insert (question->self->machines, g_strdup (question->environment),
                       g_steal_pointer (&machines));
  update (question->self);
  return dex_future_new_true ();
}

static void
ask_for_machines (QsJobPreflight *self,
                  JsonObject     *environment)
{
  const char *name = qs_json_get_string (environment, "computeEnvironmentName", "");
  g_auto(GStrv) patterns = qs_preflight_dup_machine_patterns (environment);
  QsMachineQuestion *question;

  if (*patterns == NULL || !g_hash_table_add (self->asked, g_strdup (name)))
    return;

  question = g_new0 (QsMachineQuestion, 1);
  question->self = self;
  question->engine = g_object_ref (self->engine);
  question->environment = g_strdup (name);
  question->patterns = g_steal_pointer (&patterns);
  qs_scope_spawn (self->scope, machines_fiber, question, free_question);
}

static JsonObject *
find_document (QsResourceList *list,
               QsRequest      *request,
               const char     *path)
{
  const char *name = qs_document_get_string (qs_request_get_document (request), path);
  g_autoptr(QsResource) resource = qs_resource_list_find (list, name);

  return resource != NULL ? qs_resource_get_document (resource) : NULL;
}

static GPtrArray *
collect_environments (QsJobPreflight *self)
{
  GPtrArray *documents = g_ptr_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->environments)); i++)
    {
      g_autoptr(QsResource) item = g_list_model_get_item (G_LIST_MODEL (self->environments), i);

      g_ptr_array_add (documents, qs_resource_get_document (item));
    }

  return documents;
}

static void
set_text (QsJobPreflight *self,
          char          **text,
          const char     *value,
          guint           property)
{
  if (g_set_str (text, value))
    g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/* The lists keep the documents while the check looks at them. */
static void
update (QsJobPreflight *self)
{
  g_autoptr(GPtrArray) environments = collect_environments (self);
  QsPreflight preflight = {
    .request = qs_document_get_root (qs_request_get_document (self->request)),
    .defaults = qs_request_get_defaults (self->request),
    .definition = find_document (self->definitions, self->request, "jobDefinition"),
    .queue = find_document (self->queues, self->request, "jobQueue"),
    .environments = environments,
    .machines = self->machines,
  };
  g_autoptr(GPtrArray) chosen = qs_preflight_find_environments (&preflight);
  g_autoptr(GPtrArray) warnings = qs_preflight_check (&preflight);
  g_autofree char *command = qs_preflight_dup_command (&preflight);
  g_autofree char *lines = NULL;

  for (guint i = 0; i < chosen->len; i++)
    ask_for_machines (self, g_ptr_array_index (chosen, i));

  g_ptr_array_add (warnings, NULL);
  lines = g_strjoinv ("\n", (char **) warnings->pdata);
  set_text (self, &self->warnings, *lines != '\0' ? lines : NULL, PROP_WARNINGS);
  set_text (self, &self->command, command, PROP_COMMAND);
}

static void
qs_job_preflight_dispose (GObject *object)
{
  QsJobPreflight *self = QS_JOB_PREFLIGHT (object);

  qs_scope_cancel (self->scope);
  g_clear_object (&self->environments);
  g_clear_object (&self->queues);
  g_clear_object (&self->definitions);
  g_clear_object (&self->request);
  g_clear_object (&self->engine);

  G_OBJECT_CLASS (qs_job_preflight_parent_class)->dispose (object);
}

static void
qs_job_preflight_finalize (GObject *object)
{
  QsJobPreflight *self = QS_JOB_PREFLIGHT (object);

  qs_scope_unref (self->scope);
  g_hash_table_unref (self->machines);
  g_hash_table_unref (self->asked);
  g_free (self->warnings);
  g_free (self->command);

  G_OBJECT_CLASS (qs_job_preflight_parent_class)->finalize (object);
}

static void
qs_job_preflight_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  QsJobPreflight *self = QS_JOB_PREFLIGHT (object);

  switch (prop_id)
    {
    case PROP_WARNINGS:
      g_value_set_string (value, self->warnings);
      break;
    case PROP_COMMAND:
      g_value_set_string (value, self->command);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
qs_job_preflight_class_init (QsJobPreflightClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = qs_job_preflight_dispose;
  object_class->finalize = qs_job_preflight_finalize;
  object_class->get_property = qs_job_preflight_get_property;

  properties[PROP_WARNINGS] = g_param_spec_string ("warnings", NULL, NULL, NULL, flags);
  properties[PROP_COMMAND] = g_param_spec_string ("command", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_job_preflight_init (QsJobPreflight *self)
{
  self->scope = qs_scope_new ();
  self->machines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) json_array_unref);
  self->asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * qs_job_preflight_new:
 * @definitions: what is known of the definitions; somebody else refreshes it
 * @queues: of the queues, likewise
 *
 * Returns: (transfer full): a check of @request, which follows it.
 */
QsJobPreflight *
qs_job_preflight_new (QsEngine       *engine,
                      QsRequest      *request,
                      QsResourceList *definitions,
                      QsResourceList *queues)
{
  QsJobPreflight *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine) && QS_IS_REQUEST (request), NULL);
  g_return_val_if_fail (QS_IS_RESOURCE_LIST (definitions) && QS_IS_RESOURCE_LIST (queues), NULL);

  self = g_object_new (QS_TYPE_JOB_PREFLIGHT, NULL);
  self->engine = g_object_ref (engine);
  self->request = g_object_ref (request);
  self->definitions = g_object_ref (definitions);
  self->queues = g_object_ref (queues);
  self->environments = qs_resource_list_new (engine, QS_RESOURCE_ENVIRONMENT);
  g_signal_connect_object (request, "checked", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (definitions, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (queues, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->environments, "items-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  qs_resource_list_refresh (self->environments);
  update (self);
  return self;
}

/* Returns: (nullable): what is likely to go wrong, a sentence a line. */
const char *
qs_job_preflight_get_warnings (QsJobPreflight *self)
{
  g_return_val_if_fail (QS_IS_JOB_PREFLIGHT (self), NULL);

  return self->warnings;
}

/* Returns: (nullable): the command as it will run; NULL when no parameter is replaced in it. */
const char *
qs_job_preflight_get_command (QsJobPreflight *self)
{
  g_return_val_if_fail (QS_IS_JOB_PREFLIGHT (self), NULL);

  return self->command;
}
