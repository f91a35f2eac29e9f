#include "qs-instance-type.h"

#include "qs-json.h"
#include "qs-lookup-reader.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* i386 beside x86_64 says nothing that anybody asks for. */
static void
read_architectures (QsInstanceType *self,
                    JsonArray      *supported)
{
  g_autoptr(GString) text = g_string_new (NULL);

  self->architecture_list = json_array_new ();
  for (guint i = 0; supported != NULL && i < json_array_get_length (supported); i++)
    {
      JsonNode *element = json_array_get_element (supported, i);
      const char *name = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

      if (name == NULL || g_str_equal (name, "i386"))
        continue;
      json_array_add_string_element (self->architecture_list, name);
      if (text->len > 0)
        g_string_append (text, ", ");
      g_string_append (text, name);
    }

  self->architectures = g_string_free (g_steal_pointer (&text), FALSE);
}

static void
read_gpus (QsInstanceType *self,
           JsonArray      *gpus)
{
  const char *name = "";

  for (guint i = 0; gpus != NULL && i < json_array_get_length (gpus); i++)
    {
      JsonObject *gpu = qs_json_element (gpus, i);

      self->gpus += qs_json_get_int (gpu, "Count", 0);
      name = qs_json_get_string (gpu, "Name", name);
    }

  self->gpu = g_strdup (name);
}

/* Returns: (transfer full) (nullable): what an item of DescribeInstanceTypes says. */
QsInstanceType *
qs_instance_type_read (JsonObject *item)
{
  const char *name = qs_json_get_string (item, "InstanceType", NULL);
  QsInstanceType *self;

  if (name == NULL)
    return NULL;

  self = g_new0 (QsInstanceType, 1);
  self->name = g_strdup (name);
  self->vcpus = qs_json_get_int (qs_json_get_object (item, "VCpuInfo"), "DefaultVCpus", 0);
  self->memory = qs_json_get_int (qs_json_get_object (item, "MemoryInfo"), "SizeInMiB", 0);
  read_architectures (self, qs_json_get_array (qs_json_get_object (item, "ProcessorInfo"),
                                               "SupportedArchitectures"));
  read_gpus (self, qs_json_get_array (qs_json_get_object (item, "GpuInfo"), "Gpus"));
  return self;
}

void
qs_instance_type_free (QsInstanceType *self)
{
  g_free (self->name);
  g_free (self->architectures);
  json_array_unref (self->architecture_list);
  g_free (self->gpu);
  g_free (self);
}

static gsize
measure_family (const QsInstanceType *self)
{
  return strcspn (self->name, ".");
}

char *
qs_instance_type_dup_family (const QsInstanceType *self)
{
  return g_strndup (self->name, measure_family (self));
}

gboolean
qs_instance_type_is_kin (const QsInstanceType *self,
                         const QsInstanceType *other)
{
  gsize length = measure_family (self);

  return length == measure_family (other) && strncmp (self->name, other->name, length) == 0;
}

/* By family, then from small to large. */
int
qs_instance_type_compare (const QsInstanceType *self,
                          const QsInstanceType *other)
{
  if (!qs_instance_type_is_kin (self, other))
    return strcmp (self->name, other->name);
  if (self->vcpus != other->vcpus)
    return self->vcpus < other->vcpus ? -1 : 1;
  if (self->memory != other->memory)
    return self->memory < other->memory ? -1 : 1;

  return strcmp (self->name, other->name);
}

/*
 * The firmware, the kernel's tables and the ECS agent take their part before a job does: of 32 GiB
 * some 31,431 MiB are left
 * (https://docs.aws.amazon.com/batch/latest/userguide/memory-management.html). What holds for a
 * type is known only when an instance of it has started.
 */
gint64
qs_instance_type_estimate_usable (gint64 memory)
{
  gint64 estimate = memory * 968 / 1000 - 288;

  return MAX (estimate, memory * 4 / 5);
}

static char *
describe (const QsInstanceType *self)
{
  GString *said = g_string_new (NULL);
  char memory[G_ASCII_DTOSTR_BUF_SIZE];
  char usable[G_ASCII_DTOSTR_BUF_SIZE];

  g_ascii_formatd (memory, sizeof memory, "%.5g", self->memory / 1024.0);
  g_ascii_formatd (usable, sizeof usable, "%.5g",
                   floor (qs_instance_type_estimate_usable (self->memory) / 102.4) / 10);
  qs_lookup_add_part (said, _("%u vCPU"), (guint) self->vcpus);
  qs_lookup_add_part (said, _("%s GiB (about %s usable)"), memory, usable);
  if (*self->architectures != '\0')
    qs_lookup_add_part (said, "%s", self->architectures);
  if (self->gpus > 0)
    qs_lookup_add_part (said, ngettext ("%u GPU %s", "%u GPUs %s", (guint) self->gpus),
                        (guint) self->gpus, self->gpu);

  return g_string_free (said, FALSE);
}

/* Returns: (transfer full): the type with its facts, see #QsLookupKind. */
QsLookupChoice *
qs_instance_type_make_choice (const QsInstanceType *self)
{
  JsonObject *facts = json_object_new ();

  json_object_set_int_member (facts, "vcpus", self->vcpus);
  json_object_set_int_member (facts, "memory", self->memory);
  json_object_set_int_member (facts, "usableMemory",
                              qs_instance_type_estimate_usable (self->memory));
  json_object_set_array_member (facts, "architectures", json_array_ref (self->architecture_list));
  json_object_set_int_member (facts, "gpus", self->gpus);
  return qs_lookup_choice_new (g_strdup (self->name), NULL, describe (self), facts);
}
