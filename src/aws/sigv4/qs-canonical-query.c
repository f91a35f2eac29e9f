#include "qs-canonical-query.h"

#include <string.h>

#include "qs-uri-encode.h"

typedef struct
{
  QsTextSpan name;
  QsTextSpan value;
} Parameter;

static Parameter
read_parameter (const char *text,
                gsize       length)
{
  const char *equals = memchr (text, '=', length);
  gsize name = equals != NULL ? (gsize) (equals - text) : length;
  gsize value = equals != NULL ? name + 1 : length;

  return (Parameter){ { text, name }, { text + value, length - value } };
}

/* In the order of code points, which for UTF-8 and for ASCII is that of the bytes. */
static int
compare_spans (const QsTextSpan *a,
               const QsTextSpan *b)
{
  int order = memcmp (a->text, b->text, MIN (a->length, b->length));

  return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int
compare_parameters (gconstpointer a,
                    gconstpointer b)
{
  const Parameter *left = a, *right = b;
  int order = compare_spans (&left->name, &right->name);

  return order != 0 ? order : compare_spans (&left->value, &right->value);
}

static GArray *
read_parameters (const QsTextSpan *query)
{
  GArray *parameters = g_array_new (FALSE, FALSE, sizeof (Parameter));
  const char *start = query->text;
  const char *end = query->text + query->length;

  for (;;)
    {
      const char *mark = memchr (start, '&', (gsize) (end - start));
      Parameter parameter = read_parameter (start, (gsize) ((mark != NULL ? mark : end) - start));

      g_array_append_val (parameters, parameter);
      if (mark == NULL)
        return parameters;
      start = mark + 1;
    }
}

static void
append_sorted (GString          *text,
               const QsTextSpan *query)
{
  g_autoptr(GArray) parameters = read_parameters (query);

  g_array_sort (parameters, compare_parameters);
  for (guint i = 0; i < parameters->len; i++)
    {
      const Parameter *parameter = &g_array_index (parameters, Parameter, i);

      if (i > 0)
        g_string_append_c (text, '&');
      g_string_append_len (text, parameter->name.text, (gssize) parameter->name.length);
      g_string_append_c (text, '=');
      g_string_append_len (text, parameter->value.text, (gssize) parameter->value.length);
    }
}

/**
 * qs_canonical_query_append:
 * @query: a query as it goes over the wire; may be empty
 *
 * Appends the query in the order of its names and then of its values; each has an equals sign. What
 * is encoded stays as it is, what cannot be sent unencoded is encoded.
 */
void
qs_canonical_query_append (GString          *text,
                           const QsTextSpan *query)
{
  g_autoptr(GString) encoded = NULL;

  if (query->length == 0)
    return;

  if (!qs_uri_query_needs_encoding (query->text, query->length))
    {
      append_sorted (text, query);
      return;
    }

  encoded = g_string_new (NULL);
  qs_uri_encode_append_query (encoded, query->text, query->length);
  append_sorted (text, &(QsTextSpan){ encoded->str, encoded->len });
}
