#include "qs-lookup-kinds.h"

#include "qs-await.h"
#include "qs-json.h"

#include <glib/gi18n.h>

#define FOLDER "/aws/service/ecs/optimized-ami/"
#define PARAMETER "/recommended/image_id"

/*
 * The images that AWS makes for what Batch runs on; which one is current stands in public
 * parameters (https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_AMI.html).
 */
static const struct
{
  const char *name;
  const char *title;
  const char *subtitle;
} recommended[] = {
  { FOLDER "amazon-linux-2023" PARAMETER, "Amazon Linux 2023", N_("Recommended by AWS · x86_64") },
  { FOLDER "amazon-linux-2023/arm64" PARAMETER, "Amazon Linux 2023",
    N_("Recommended by AWS · arm64") },
  { FOLDER "amazon-linux-2023/gpu" PARAMETER, "Amazon Linux 2023",
    N_("Recommended by AWS · x86_64 · for GPUs") },
  { FOLDER "amazon-linux-2023/neuron" PARAMETER, "Amazon Linux 2023",
    N_("Recommended by AWS · x86_64 · for Inferentia and Trainium") },
  { FOLDER "amazon-linux-2" PARAMETER, "Amazon Linux 2",
    N_("x86_64 · Batch makes no new environments with it") },
  { FOLDER "amazon-linux-2/arm64" PARAMETER, "Amazon Linux 2",
    N_("arm64 · Batch makes no new environments with it") },
};

static const QsLookupPages parameter_pages = { "ssm", "GetParameters", "Parameters", NULL, NULL };
static const QsLookupPages image_pages = {
  "ec2", "DescribeImages", "Images", "NextToken", "NextToken"
};

static JsonNode *
ask_for_recommended (void)
{
  JsonObject *input = json_object_new ();
  JsonArray *names = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (recommended); i++)
    json_array_add_string_element (names, recommended[i].name);

  json_object_set_array_member (input, "Names", names);
  return qs_json_take (input);
}

static JsonNode *
ask_for_own (void)
{
  return qs_json_parse ("{\"Owners\":[\"self\"]}", -1, NULL);
}

static const char *
find_parameter (GPtrArray  *parameters,
                const char *name)
{
  for (guint i = 0; i < parameters->len; i++)
    if (g_str_equal (qs_json_get_string (parameters->pdata[i], "Name", ""), name))
      return qs_json_get_string (parameters->pdata[i], "Value", NULL);

  return NULL;
}

static QsLookupChoice *
make_own (JsonObject *item)
{
  const char *id = qs_json_get_string (item, "ImageId", NULL);
  const char *description = qs_json_get_string (item, "Description", "");
  GString *said;

  if (id == NULL)
    return NULL;

  said = g_string_new (id);
  qs_lookup_add_part (said, "%s", _("This account’s own"));
  qs_lookup_add_part (said, "%s", qs_json_get_string (item, "Architecture", ""));
  if (*description != '\0')
    qs_lookup_add_part (said, "%s", description);
  return qs_lookup_choice_new (g_strdup (id), g_strdup (qs_json_get_string (item, "Name", id)),
                               g_string_free (said, FALSE), NULL);
}

/* Each of the two is worth having without the other. */
gboolean
qs_lookup_read_images (QsLookupReading *reading,
                       GError         **error)
{
  g_autoptr(JsonNode) question = ask_for_recommended ();
  g_autoptr(JsonNode) own_question = ask_for_own ();
  g_autoptr(GPtrArray) parameters = NULL;
  g_autoptr(GPtrArray) own = NULL;

  parameters = qs_lookup_ask (reading->engine, &parameter_pages, question, NULL);
  for (guint i = 0; parameters != NULL && i < G_N_ELEMENTS (recommended); i++)
    {
      const char *id = find_parameter (parameters, recommended[i].name);

      if (id != NULL)
        g_ptr_array_add (reading->choices, qs_lookup_choice_new (
                           g_strdup (id), g_strdup (recommended[i].title),
                           g_strdup_printf ("%s · %s", id, _(recommended[i].subtitle)), NULL));
    }

  own = qs_lookup_ask (reading->engine, &image_pages, own_question,
                       parameters == NULL ? error : NULL);
  for (guint i = 0; own != NULL && i < own->len; i++)
    {
      QsLookupChoice *choice = make_own (own->pdata[i]);

      if (choice != NULL)
        g_ptr_array_add (reading->choices, choice);
    }

  return parameters != NULL || own != NULL;
}
