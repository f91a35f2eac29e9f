#include "qs-lookup-kinds.h"

#include "qs-instance-type.h"
#include "qs-json.h"

#include <glib/gi18n.h>

/* What Batch calls by names of its own; it chooses the sizes by what the jobs ask for. */
static const struct
{
  const char *value;
  const char *subtitle;
} words[] = {
  { "optimal",
    N_("Batch chooses sizes of the families m6i, c6i, r6i and c7i that suit the jobs · x86_64") },
  { "default_x86_64",
    N_("Batch chooses among its usual families for x86_64; the same as optimal today") },
  { "default_arm64", N_("Batch chooses among its usual families of Graviton processors · arm64") },
};

static const QsLookupPages type_pages = {
  "ec2", "DescribeInstanceTypes", "InstanceTypes", "NextToken", "NextToken"
};

static void
add_words (GPtrArray *choices)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    g_ptr_array_add (choices, qs_lookup_choice_new (g_strdup (words[i].value), NULL,
                                                    g_strdup (_(words[i].subtitle)), NULL));
}

static int
compare_types (gconstpointer a,
               gconstpointer b)
{
  return qs_instance_type_compare (*(QsInstanceType **) a, *(QsInstanceType **) b);
}

static void
print_number (char   number[G_ASCII_DTOSTR_BUF_SIZE],
              double value)
{
  g_ascii_formatd (number, G_ASCII_DTOSTR_BUF_SIZE, "%.5g", value);
}

static void
say_range (GString    *said,
           const char *unit,
           double      least,
           double      most)
{
  char from[G_ASCII_DTOSTR_BUF_SIZE];
  char to[G_ASCII_DTOSTR_BUF_SIZE];

  print_number (from, least);
  print_number (to, most);
  if (least == most)
    qs_lookup_add_part (said, "%s %s", from, unit);
  else
    /* Translators: numbers and their unit: 2 to 128 vCPU */
    qs_lookup_add_part (said, _("%s to %s %s"), from, to, unit);
}

static QsLookupChoice *
make_family (QsInstanceType **types,
             guint            count)
{
  gint64 vcpus[] = { G_MAXINT64, 0 };
  gint64 memory[] = { G_MAXINT64, 0 };
  g_autofree char *family = qs_instance_type_dup_family (types[0]);
  GString *said = g_string_new (_("Batch chooses among all sizes"));

  for (guint i = 0; i < count; i++)
    {
      vcpus[0] = MIN (vcpus[0], types[i]->vcpus);
      vcpus[1] = MAX (vcpus[1], types[i]->vcpus);
      memory[0] = MIN (memory[0], types[i]->memory);
      memory[1] = MAX (memory[1], types[i]->memory);
    }

  say_range (said, _("vCPU"), vcpus[0], vcpus[1]);
  say_range (said, _("GiB"), memory[0] / 1024.0, memory[1] / 1024.0);
  if (*types[0]->architectures != '\0')
    qs_lookup_add_part (said, "%s", types[0]->architectures);
  return qs_lookup_choice_new (g_strdup (family), NULL, g_string_free (said, FALSE), NULL);
}

static void
add_families (GPtrArray *choices,
              GPtrArray *types)
{
  for (guint start = 0; start < types->len;)
    {
      guint end = start + 1;

      while (end < types->len &&
             qs_instance_type_is_kin (types->pdata[start], types->pdata[end]))
        end++;
      g_ptr_array_add (choices, make_family ((QsInstanceType **) types->pdata + start,
                                             end - start));
      start = end;
    }
}

gboolean
qs_lookup_read_types (QsLookupReading *reading,
                      GError         **error)
{
  g_autoptr(GPtrArray) types =
    g_ptr_array_new_with_free_func ((GDestroyNotify) qs_instance_type_free);
  g_autoptr(GPtrArray) items = NULL;

  if ((items = qs_lookup_ask (reading->engine, &type_pages, NULL, error)) == NULL)
    return FALSE;

  for (guint i = 0; i < items->len; i++)
    {
      QsInstanceType *type = qs_instance_type_read (items->pdata[i]);

      if (type != NULL)
        g_ptr_array_add (types, type);
    }

  g_ptr_array_sort (types, compare_types);
  add_words (reading->choices);
  add_families (reading->choices, types);
  for (guint i = 0; i < types->len; i++)
    g_ptr_array_add (reading->choices, qs_instance_type_make_choice (types->pdata[i]));
  return TRUE;
}
