#include "qs-ini.h"

#include <string.h>

#include <glib/gi18n.h>

#include "qs-ini-value.h"

/* In every section, as RawConfigParser has it. */
#define DEFAULTS "DEFAULT"

typedef struct
{
  char       *key;
  guint       line;
  QsIniValue *value;
} Entry;

struct _QsIniSection
{
  char               *name;
  guint               line;
  GHashTable         *entries;     /* key → Entry */
  GPtrArray          *keys;        /* in the file's order, ends with NULL once read */
  const QsIniSection *defaults;    /* nullable */
};

struct _QsIni
{
  gatomicrefcount ref_count;

  char           *file;
  GPtrArray      *sections;
  GHashTable     *by_name;
  QsIniSection   *defaults;
};

typedef struct
{
  QsIni        *ini;
  guint         line;
  QsIniSection *section;    /* nullable: before the first */
  Entry        *entry;      /* nullable: what a line that is indented more continues */
  gsize         indent;     /* of the last key or section */
  GArray       *lines;      /* of the entry's value, as spans of the text */
} Reader;

static void
free_entry (Entry *entry)
{
  g_free (entry->key);
  qs_ini_value_free (entry->value);
  g_free (entry);
}

static QsIniSection *
make_section (const char *name,
              guint       line)
{
  QsIniSection *section = g_new0 (QsIniSection, 1);

  section->name = g_strdup (name);
  section->line = line;
  section->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                            (GDestroyNotify) free_entry);
  section->keys = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  return section;
}

static void
free_section (QsIniSection *section)
{
  g_free (section->name);
  g_hash_table_unref (section->entries);
  g_ptr_array_unref (section->keys);
  g_free (section);
}

/* Whatever stands in the line may be a secret that somebody mistyped: it is named, not shown. */
static gboolean
fail (const Reader *reader,
      GError      **error,
      const char   *rule)
{
  /* Translators: a file, a line in it, and what is wrong there. */
  g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_SYNTAX, _("%1$s, line %2$u: %3$s"),
               reader->ini->file, reader->line, rule);
  return FALSE;
}

/* The entry's value is complete once the next begins. */
static gboolean
finish_entry (Reader  *reader,
              GError **error)
{
  Entry *entry = g_steal_pointer (&reader->entry);

  if (entry == NULL)
    return TRUE;

  if ((entry->value = qs_ini_value_new (reader->lines)) != NULL)
    return TRUE;

  g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_SYNTAX,
               _("%1$s, line %2$u: every line of the block “%3$s” must be a key, an equals sign "
                 "and a value"), reader->ini->file, entry->line, entry->key);
  return FALSE;
}

static gboolean
read_section (Reader       *reader,
              const QsSpan *line,
              gsize         end,
              GError      **error)
{
  g_autofree char *name = g_strndup (line->text + 1, end - 1);
  QsIni *ini = reader->ini;

  if (!finish_entry (reader, error))
    return FALSE;

  if (strcmp (name, DEFAULTS) == 0)
    {
      reader->section = ini->defaults;
      return TRUE;
    }
  if (g_hash_table_contains (ini->by_name, name))
    {
      g_autofree char *rule = g_strdup_printf (_("there is a section [%s] already"), name);

      return fail (reader, error, rule);
    }

  reader->section = make_section (name, reader->line);
  reader->section->defaults = ini->defaults;
  g_ptr_array_add (ini->sections, reader->section);
  g_hash_table_insert (ini->by_name, reader->section->name, reader->section);
  return TRUE;
}

static gboolean
add_entry (Reader       *reader,
           const QsSpan *key,
           GError      **error)
{
  QsIniSection *section = reader->section;
  g_autofree char *name = g_utf8_strdown (key->text, (gssize) key->length);
  Entry *entry;

  if (g_hash_table_contains (section->entries, name))
    {
      g_autofree char *rule = g_strdup_printf (_("[%1$s] has “%2$s” already"), section->name, name);

      return fail (reader, error, rule);
    }

  entry = g_new0 (Entry, 1);
  entry->key = g_steal_pointer (&name);
  entry->line = reader->line;
  g_hash_table_insert (section->entries, entry->key, entry);
  g_ptr_array_add (section->keys, entry->key);

  reader->entry = entry;
  g_array_set_size (reader->lines, 0);
  return TRUE;
}

static gboolean
read_entry (Reader       *reader,
            const QsSpan *line,
            GError      **error)
{
  gsize mark = 0;
  QsSpan key, value;

  if (reader->section == NULL)
    return fail (reader, error, _("there is no [section] before it"));

  while (mark < line->length && line->text[mark] != '=' && line->text[mark] != ':')
    mark++;
  key = qs_span_trim ((QsSpan){ line->text, mark });
  if (mark == line->length || key.length == 0)
    return fail (reader, error, _("it must be a key, an equals sign and a value"));

  if (!finish_entry (reader, error) || !add_entry (reader, &key, error))
    return FALSE;

  value = qs_span_trim ((QsSpan){ line->text + mark + 1, line->length - mark - 1 });
  g_array_append_val (reader->lines, value);
  return TRUE;
}

/* Where the closing bracket of a section's line is; 0 when it is no such line. */
static gsize
find_bracket (const QsSpan *line)
{
  const char *end = line->text[0] == '[' ? memrchr (line->text, ']', line->length) : NULL;

  return end != NULL && end - line->text >= 2 ? (gsize) (end - line->text) : 0;
}

static gboolean
read_line (Reader       *reader,
           const QsSpan *whole,
           GError      **error)
{
  QsSpan line = qs_span_trim (*whole);
  gsize indent = (gsize) (line.text - whole->text);
  gsize bracket;

  /* A blank line does not end a block. */
  if (line.length == 0)
    {
      if (reader->entry != NULL)
        g_array_append_val (reader->lines, line);
      return TRUE;
    }
  if (line.text[0] == '#' || line.text[0] == ';')
    return TRUE;

  if (reader->entry != NULL && indent > reader->indent)
    {
      g_array_append_val (reader->lines, line);
      return TRUE;
    }

  reader->indent = indent;
  bracket = find_bracket (&line);
  return bracket > 0 ? read_section (reader, &line, bracket, error)
                     : read_entry (reader, &line, error);
}

static gboolean
read_lines (Reader     *reader,
            const char *text,
            gsize       length,
            GError    **error)
{
  const char *end = text + length;

  while (text < end)
    {
      const char *mark = text;

      while (mark < end && *mark != '\n' && *mark != '\r')
        mark++;

      reader->line++;
      if (!read_line (reader, &(QsSpan){ text, (gsize) (mark - text) }, error))
        return FALSE;

      text = mark + (end - mark >= 2 && mark[0] == '\r' && mark[1] == '\n' ? 2 : 1);
    }

  return finish_entry (reader, error);
}

/**
 * qs_ini_parse:
 * @text: (array length=length): what the file holds
 * @file: its name, for messages
 *
 * Returns: (transfer full): the sections; %NULL with %QS_PROFILE_ERROR_SYNTAX, whose message names
 *   the file and the line.
 */
QsIni *
qs_ini_parse (const char *text,
              gsize       length,
              const char *file,
              GError    **error)
{
  g_autoptr(QsIni) self = g_new0 (QsIni, 1);
  g_autoptr(GArray) lines = g_array_new (FALSE, FALSE, sizeof (QsSpan));
  Reader reader = { .ini = self, .lines = lines };

  g_atomic_ref_count_init (&self->ref_count);
  self->file = g_strdup (file);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) free_section);
  self->by_name = g_hash_table_new (g_str_hash, g_str_equal);
  self->defaults = make_section (DEFAULTS, 0);

  if (!g_utf8_validate_len (text, length, NULL))
    {
      g_set_error (error, QS_PROFILE_ERROR, QS_PROFILE_ERROR_SYNTAX,
                   _("%s is no text in UTF-8"), file);
      return NULL;
    }

  return read_lines (&reader, text, length, error) ? g_steal_pointer (&self) : NULL;
}

QsIni *
qs_ini_ref (QsIni *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_ini_unref (QsIni *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_hash_table_unref (self->by_name);
  g_ptr_array_unref (self->sections);
  free_section (self->defaults);
  g_free (self->file);
  g_free (self);
}

const char *
qs_ini_get_file (const QsIni *self)
{
  return self->file;
}

guint
qs_ini_get_n_sections (const QsIni *self)
{
  return self->sections->len;
}

/**
 * qs_ini_get_section:
 *
 * Returns: (transfer none): the section at @position, in the file's order.
 */
const QsIniSection *
qs_ini_get_section (const QsIni *self,
                    guint        position)
{
  g_return_val_if_fail (position < self->sections->len, NULL);

  return g_ptr_array_index (self->sections, position);
}

/**
 * qs_ini_section_get_name:
 *
 * Returns: what stands between the brackets, as it stands there.
 */
const char *
qs_ini_section_get_name (const QsIniSection *self)
{
  return self->name;
}

guint
qs_ini_section_get_line (const QsIniSection *self)
{
  return self->line;
}

/**
 * qs_ini_section_get_keys:
 *
 * Returns: the section's own keys, in the file's order; ends with %NULL.
 */
const char * const *
qs_ini_section_get_keys (const QsIniSection *self)
{
  return (const char * const *) self->keys->pdata;
}

static const Entry *
find_entry (const QsIniSection *self,
            const char         *key)
{
  const Entry *entry = g_hash_table_lookup (self->entries, key);

  if (entry == NULL && self->defaults != NULL)
    entry = g_hash_table_lookup (self->defaults->entries, key);

  return entry;
}

/**
 * qs_ini_section_get:
 * @key: in lower case
 *
 * Returns: (nullable): the value, of several lines with line ends between; %NULL when there is none
 *   or when it is a block.
 */
const char *
qs_ini_section_get (const QsIniSection *self,
                    const char         *key)
{
  const Entry *entry = find_entry (self, key);

  return entry != NULL ? qs_ini_value_get_text (entry->value) : NULL;
}

/**
 * qs_ini_section_get_nested_keys:
 *
 * Returns: (nullable): the keys of a block; %NULL when @key is none.
 */
const char * const *
qs_ini_section_get_nested_keys (const QsIniSection *self,
                                const char         *key)
{
  const Entry *entry = find_entry (self, key);

  return entry != NULL ? qs_ini_value_get_keys (entry->value) : NULL;
}

/**
 * qs_ini_section_get_nested:
 * @nested: a key of the block
 *
 * Returns: (nullable): its value.
 */
const char *
qs_ini_section_get_nested (const QsIniSection *self,
                           const char         *key,
                           const char         *nested)
{
  const Entry *entry = find_entry (self, key);

  return entry != NULL ? qs_ini_value_get_nested (entry->value, nested) : NULL;
}

/**
 * qs_ini_section_get_key_line:
 *
 * Returns: the line that @key is in; 0 when there is none.
 */
guint
qs_ini_section_get_key_line (const QsIniSection *self,
                             const char         *key)
{
  const Entry *entry = find_entry (self, key);

  return entry != NULL ? entry->line : 0;
}
