#include "qs-pull-progress.h"

#include <glib/gi18n.h>

#include "qs-json.h"

#define LINE_MAX_LENGTH (1024 * 1024)
#define MAX_LAYERS 4096

typedef struct
{
  gint64   current;
  gint64   total;
  gboolean is_here;
} QsLayer;

struct _QsPullProgress
{
  char       *image;
  GString    *line;      /* what has come of the next one */
  GHashTable *layers;    /* id → QsLayer */
};

G_DEFINE_QUARK (qs-pull-error-quark, qs_pull_error)

/**
 * qs_pull_progress_new:
 * @image: its name, for the text
 *
 * Returns: (transfer full): nothing pulled yet.
 */
QsPullProgress *
qs_pull_progress_new (const char *image)
{
  QsPullProgress *self = g_new0 (QsPullProgress, 1);

  self->image = g_strdup (image);
  self->line = g_string_new (NULL);
  self->layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return self;
}

void
qs_pull_progress_free (QsPullProgress *self)
{
  g_free (self->image);
  g_string_free (self->line, TRUE);
  g_hash_table_unref (self->layers);
  g_free (self);
}

static QsLayer *
ensure_layer (QsPullProgress *self,
              const char     *id)
{
  QsLayer *layer = g_hash_table_lookup (self->layers, id);

  if (layer == NULL && g_hash_table_size (self->layers) < MAX_LAYERS)
    {
      layer = g_new0 (QsLayer, 1);
      g_hash_table_insert (self->layers, g_strdup (id), layer);
    }

  return layer;
}

static void
take_layer (QsPullProgress *self,
            JsonObject     *message)
{
  const char *id = qs_json_get_string (message, "id", NULL);
  const char *status = qs_json_get_string (message, "status", "");
  JsonObject *detail = qs_json_get_object (message, "progressDetail");
  QsLayer *layer = id != NULL ? ensure_layer (self, id) : NULL;

  if (layer == NULL)
    return;

  if (g_str_equal (status, "Downloading"))
    {
      layer->current = CLAMP (qs_json_get_int (detail, "current", 0), 0, G_MAXINT64 / MAX_LAYERS);
      layer->total = CLAMP (qs_json_get_int (detail, "total", 0), 0, G_MAXINT64 / MAX_LAYERS);
    }
  else if (g_str_equal (status, "Download complete") || g_str_equal (status, "Pull complete"))
    {
      layer->is_here = TRUE;
    }
}

static gboolean
take_line (QsPullProgress *self,
           GError        **error)
{
  g_autoptr(JsonNode) node = NULL;
  JsonObject *message;
  const char *problem;

  g_strstrip (self->line->str);
  if (self->line->str[0] == '\0')
    return TRUE;

  node = qs_json_parse (self->line->str, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    {
      g_set_error (error, QS_PULL_ERROR, QS_PULL_ERROR_INVALID,
                   "The container engine's progress cannot be read: %.80s", self->line->str);
      return FALSE;
    }

  message = json_node_get_object (node);
  problem = qs_json_get_string (message, "error", NULL);
  if (problem != NULL)
    {
      g_set_error_literal (error, QS_PULL_ERROR, QS_PULL_ERROR_REFUSED, problem);
      return FALSE;
    }

  take_layer (self, message);
  return TRUE;
}

/**
 * qs_pull_progress_feed:
 *
 * Takes the next @length bytes, cut anywhere.
 *
 * Returns: %FALSE with #QsPullError when the pull has failed.
 */
gboolean
qs_pull_progress_feed (QsPullProgress *self,
                       const char     *bytes,
                       gsize           length,
                       GError        **error)
{
  for (gsize i = 0; i < length; i++)
    {
      if (bytes[i] != '\n')
        {
          g_string_append_c (self->line, bytes[i]);
          if (self->line->len > LINE_MAX_LENGTH)
            {
              g_set_error (error, QS_PULL_ERROR, QS_PULL_ERROR_INVALID,
                           "The container engine's progress has a line over %d bytes",
                           LINE_MAX_LENGTH);
              return FALSE;
            }
          continue;
        }

      if (!take_line (self, error))
        return FALSE;
      g_string_truncate (self->line, 0);
    }

  return TRUE;
}

/**
 * qs_pull_progress_dup_text:
 *
 * Returns: (transfer full): one sentence with a figure, such as "Pulling busybox: 43% (1.2 MB of
 *   2.8 MB)".
 */
char *
qs_pull_progress_dup_text (QsPullProgress *self)
{
  GHashTableIter iter;
  gpointer value;
  gint64 current = 0;
  gint64 total = 0;
  g_autofree char *here = NULL;
  g_autofree char *all = NULL;

  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const QsLayer *layer = value;

      current += layer->is_here ? layer->total : MIN (layer->current, layer->total);
      total += layer->total;
    }

  if (total == 0)
    return g_strdup_printf (_("Pulling %s"), self->image);

  here = g_format_size ((guint64) current);
  all = g_format_size ((guint64) total);
  /* Translators: an image's name, a percentage, bytes that are here, bytes in all. */
  return g_strdup_printf (_("Pulling %s: %d%% (%s of %s)"), self->image,
                          (int) (100.0 * (double) current / (double) total), here, all);
}
