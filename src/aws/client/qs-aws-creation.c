#include "qs-aws-creation.h"

#include "qs-await.h"
#include "qs-engine-error.h"
#include "qs-errand.h"
#include "qs-json.h"

#define FIRST_PAUSE 1000     /* ms */
#define MAX_LOOKS 4          /* within some fifteen seconds */

typedef struct
{
  const char *operation;
  const char *name;          /* the member that names what is made, here and in its description */
  const char *describe;
  const char *key;           /* the member of the description's request that takes the name */
  gboolean    takes_list;
  const char *list;          /* the member that holds descriptions; NULL when the reply is one */
  const char *answer[4];     /* the members of the creation's reply */
} QsCreationKind;

static const QsCreationKind kinds[] = {
  { "CreateComputeEnvironment", "computeEnvironmentName",
    "DescribeComputeEnvironments", "computeEnvironments", TRUE, "computeEnvironments",
    { "computeEnvironmentName", "computeEnvironmentArn" } },
  { "CreateConsumableResource", "consumableResourceName",
    "DescribeConsumableResource", "consumableResource", FALSE, NULL,
    { "consumableResourceName", "consumableResourceArn" } },
  { "CreateJobQueue", "jobQueueName",
    "DescribeJobQueues", "jobQueues", TRUE, "jobQueues",
    { "jobQueueName", "jobQueueArn" } },
  { "CreateServiceEnvironment", "serviceEnvironmentName",
    "DescribeServiceEnvironments", "serviceEnvironments", TRUE, "serviceEnvironments",
    { "serviceEnvironmentName", "serviceEnvironmentArn" } },
  { "RegisterJobDefinition", "jobDefinitionName",
    "DescribeJobDefinitions", "jobDefinitionName", FALSE, "jobDefinitions",
    { "jobDefinitionName", "jobDefinitionArn", "revision" } },
};

typedef struct
{
  QsAwsClient          *client;
  const QsCreationKind *kind;
  JsonNode             *input;
} QsAwsCreation;

static void
free_creation (gpointer data)
{
  QsAwsCreation *creation = data;

  g_object_unref (creation->client);
  json_node_unref (creation->input);
  g_free (creation);
}

static const QsCreationKind *
find_kind (const char *operation)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].operation, operation))
      return &kinds[i];

  return NULL;
}

static JsonNode *
make_describe_request (QsAwsCreation *creation)
{
  JsonObject *request = json_object_new ();
  const char *name = qs_json_get_string (json_node_get_object (creation->input),
                                         creation->kind->name, "");

  if (creation->kind->takes_list)
    {
      JsonArray *names = json_array_new ();

      json_array_add_string_element (names, name);
      json_object_set_array_member (request, creation->kind->key, names);
    }
  else
    json_object_set_string_member (request, creation->kind->key, name);

  return qs_json_take (request);
}

/* The newest of the descriptions that match; only job definitions have several. */
static JsonObject *
choose (QsAwsCreation *creation,
        JsonObject    *reply)
{
  JsonArray *list;
  JsonObject *chosen = NULL;

  if (creation->kind->list == NULL)
    return reply;

  list = qs_json_get_array (reply, creation->kind->list);
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *one = qs_json_element (list, i);

      if (one != NULL && g_strcmp0 (qs_json_get_string (one, "status", NULL), "INACTIVE") != 0 &&
          (chosen == NULL ||
           qs_json_get_int (one, "revision", 0) > qs_json_get_int (chosen, "revision", 0)))
        chosen = one;
    }

  return chosen;
}

static JsonNode *
make_answer (QsAwsCreation *creation,
             JsonObject    *description)
{
  JsonObject *answer = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (creation->kind->answer); i++)
    {
      const char *member = creation->kind->answer[i];

      if (member != NULL && json_object_has_member (description, member))
        json_object_set_member (answer, member, json_object_dup_member (description, member));
    }

  return qs_json_take (answer);
}

/* Returns: (transfer full) (nullable): the answer that was lost, when what was asked for is
 * there. */
static JsonNode *
look (QsAwsCreation *creation)
{
  g_autoptr(JsonNode) request = make_describe_request (creation);
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *description;

  /* Not to be able to look is not to see it: the first error is what is then told. */
  reply = qs_await_boxed (qs_aws_client_call (creation->client, "batch", creation->kind->describe,
                                              request), NULL);
  if (reply == NULL ||
      (description = choose (creation, json_node_get_object (reply))) == NULL)
    return NULL;

  node = qs_json_take (json_object_ref (description));
  return qs_aws_creation_matches (creation->input, node) ? make_answer (creation, description) :
         NULL;
}

static JsonNode *
look_patiently (QsAwsCreation *creation,
                GError       **error)
{
  gint64 pause = FIRST_PAUSE;

  for (guint i = 0; i < MAX_LOOKS; i++, pause *= 2)
    {
      JsonNode *answer = look (creation);

      if (answer != NULL)
        return answer;
      if (!qs_await (qs_clock_wait (qs_aws_client_get_clock (creation->client), pause), error))
        return NULL;
    }

  return NULL;
}

static DexFuture *
create_fiber (gpointer data)
{
  QsAwsCreation *creation = data;
  g_autoptr(GError) error = NULL;
  GError *second = NULL;
  JsonNode *answer;

  answer = qs_await_boxed (qs_aws_client_call (creation->client, "batch",
                                               creation->kind->operation, creation->input),
                           &error);
  if (answer == NULL && qs_engine_error_is_unsettled (error) &&
      !(answer = look_patiently (creation, &second)) && second == NULL)
    {
      answer = qs_await_boxed (qs_aws_client_call (creation->client, "batch",
                                                   creation->kind->operation, creation->input),
                               &second);
      if (answer == NULL && (answer = look (creation)) != NULL)
        g_clear_error (&second);
    }

  if (answer != NULL)
    return dex_future_new_take_boxed (JSON_TYPE_NODE, answer);
  return dex_future_new_for_error (second != NULL ? second : g_steal_pointer (&error));
}

static gboolean
numbers_match (JsonNode *asked,
               JsonNode *found)
{
  return json_node_get_value_type (found) != G_TYPE_STRING &&
         json_node_get_value_type (found) != G_TYPE_BOOLEAN &&
         json_node_get_double (asked) == json_node_get_double (found);
}

/* What is named in a request is described by its ARN. */
static gboolean
strings_match (const char *asked,
               const char *found)
{
  gsize length = strlen (asked);

  return found != NULL &&
         (g_str_equal (asked, found) ||
          (g_str_has_prefix (found, "arn:") && g_str_has_suffix (found, asked) &&
           strlen (found) > length && strchr ("/:", found[strlen (found) - length - 1]) != NULL));
}

static gboolean
values_match (JsonNode *asked,
              JsonNode *found)
{
  if (json_node_get_value_type (asked) == G_TYPE_STRING)
    return json_node_get_value_type (found) == G_TYPE_STRING &&
           strings_match (json_node_get_string (asked), json_node_get_string (found));
  if (json_node_get_value_type (asked) == G_TYPE_BOOLEAN)
    return json_node_get_value_type (found) == G_TYPE_BOOLEAN &&
           json_node_get_boolean (asked) == json_node_get_boolean (found);

  return numbers_match (asked, found);
}

static gboolean
objects_match (JsonObject *asked,
               JsonObject *found)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, asked);
  while (json_object_iter_next (&iter, &name, &node))
    {
      JsonNode *other = json_object_get_member (found, name);

      if (JSON_NODE_HOLDS_NULL (node))
        continue;
      if (other == NULL || !qs_aws_creation_matches (node, other))
        return FALSE;
    }

  return TRUE;
}

static gboolean
arrays_match (JsonArray *asked,
              JsonArray *found)
{
  if (json_array_get_length (asked) != json_array_get_length (found))
    return FALSE;

  for (guint i = 0; i < json_array_get_length (asked); i++)
    if (!qs_aws_creation_matches (json_array_get_element (asked, i),
                                  json_array_get_element (found, i)))
      return FALSE;

  return TRUE;
}

/**
 * qs_aws_creation_matches:
 * @asked: what a request says
 * @found: what a description says
 *
 * Returns: whether all that was asked for is there. What is there besides is what the service has
 *   added.
 */
gboolean
qs_aws_creation_matches (JsonNode *asked,
                         JsonNode *found)
{
  g_return_val_if_fail (asked != NULL && found != NULL, FALSE);

  if (json_node_get_node_type (asked) != json_node_get_node_type (found))
    return FALSE;

  switch (json_node_get_node_type (asked))
    {
    case JSON_NODE_OBJECT:
      return objects_match (json_node_get_object (asked), json_node_get_object (found));

    case JSON_NODE_ARRAY:
      return arrays_match (json_node_get_array (asked), json_node_get_array (found));

    case JSON_NODE_VALUE:
      return values_match (asked, found);

    case JSON_NODE_NULL:
    default:
      return TRUE;
    }
}

/**
 * qs_aws_creation_knows:
 *
 * Returns: whether @operation of AWS Batch is one of those whose lost answer can be found again.
 */
gboolean
qs_aws_creation_knows (const char *operation)
{
  return find_kind (operation) != NULL;
}

/**
 * qs_aws_creation_start:
 * @operation: one that qs_aws_creation_knows()
 * @input: its input, which is not changed by anybody any more
 *
 * Returns: (transfer full): a future of the operation's output; rejected with #QsEngineError.
 */
DexFuture *
qs_aws_creation_start (QsAwsClient *client,
                       const char  *operation,
                       JsonNode    *input)
{
  QsAwsCreation *creation = g_new0 (QsAwsCreation, 1);

  creation->client = g_object_ref (client);
  creation->kind = find_kind (operation);
  creation->input = json_node_ref (input);
  g_assert (creation->kind != NULL);
  return qs_errand_start (create_fiber, creation, free_creation);
}
