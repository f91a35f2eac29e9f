#include "qs-wire-number.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* From 1e16 on, and below 1e-4, there is an exponent: where Python's repr() has one too. */
#define LEAST_EXPONENT -4
#define GREATEST_EXPONENT 16

/* Enough digits for any double. */
#define MAX_DIGITS 17

/* The digits of the shortest text that reads as @number, as "d.ddde+XX". */
static void
find_shortest (double number,
               char   text[G_ASCII_DTOSTR_BUF_SIZE])
{
  for (int digits = 0; digits < MAX_DIGITS; digits++)
    {
      g_autofree char *format = g_strdup_printf ("%%.%de", digits);

      g_ascii_formatd (text, G_ASCII_DTOSTR_BUF_SIZE, format, number);
      if (g_ascii_strtod (text, NULL) == number)
        return;
    }
}

static char *
place_point (const char *digits,
             int         exponent)
{
  int length = strlen (digits);

  if (exponent < 0)
    return g_strdup_printf ("0.%0*d%s", -exponent - 1, 0, digits);
  if (exponent < length - 1)
    return g_strdup_printf ("%.*s.%s", exponent + 1, digits, digits + exponent + 1);

  return g_strdup_printf ("%s%.*s.0", digits, exponent - length + 1, "0000000000000000");
}

static char *
print_double (double number)
{
  char text[G_ASCII_DTOSTR_BUF_SIZE];
  g_autoptr(GString) digits = g_string_new (NULL);
  g_autofree char *placed = NULL;
  const char *sign = signbit (number) ? "-" : "";
  int exponent;

  find_shortest (fabs (number), text);
  exponent = atoi (strchr (text, 'e') + 1);
  if (exponent < LEAST_EXPONENT || exponent >= GREATEST_EXPONENT)
    return g_strconcat (sign, text, NULL);

  for (const char *p = text; *p != 'e'; p++)
    if (*p != '.')
      g_string_append_c (digits, *p);
  if (exponent == -1)
    placed = g_strconcat ("0.", digits->str, NULL);
  else
    placed = place_point (digits->str, exponent);

  return g_strconcat (sign, placed, NULL);
}

/**
 * qs_wire_number_print:
 * @value: a number, or one of the three texts
 *
 * Returns: (transfer full): its text. A whole number from a document that wrote "4.0" is "4.0".
 */
char *
qs_wire_number_print (JsonNode *value)
{
  if (json_node_get_value_type (value) == G_TYPE_STRING)
    return json_node_dup_string (value);
  if (json_node_get_value_type (value) == G_TYPE_DOUBLE)
    return print_double (json_node_get_double (value));

  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));
}

/**
 * qs_wire_number_read_whole:
 *
 * Returns: (transfer full) (nullable): the number, %NULL when @text is no whole number of 64 bits.
 */
JsonNode *
qs_wire_number_read_whole (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  const char *digits = bare[0] == '+' ? bare + 1 : bare;
  gint64 number;

  if (!g_ascii_string_to_signed (digits, 10, G_MININT64, G_MAXINT64, &number, NULL))
    return NULL;

  return json_node_init_int (json_node_alloc (), number);
}

static JsonNode *
name_special (double number)
{
  const char *name = isnan (number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";

  return json_node_init_string (json_node_alloc (), name);
}

/**
 * qs_wire_number_read:
 *
 * Returns: (transfer full) (nullable): the number, or one of the three texts for what is none;
 *   %NULL when @text is neither.
 */
JsonNode *
qs_wire_number_read (const char *text)
{
  g_autofree char *bare = g_strstrip (g_strdup (text));
  char *end = NULL;
  double number = g_ascii_strtod (bare, &end);

  /* C reads hexadecimal too, which no service means. */
  if (bare[0] == '\0' || *end != '\0' || strpbrk (bare, "xX") != NULL)
    return NULL;
  if (!isfinite (number))
    return name_special (number);

  return json_node_init_double (json_node_alloc (), number);
}
