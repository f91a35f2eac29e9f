#include "qs-log-search.h"

#include "qs-await.h"
#include "qs-log-chunk.h"
#include "qs-log-match.h"
#include "qs-scope.h"

struct _QsLogSearch
{
  QsRecord  parent_instance;

  QsEngine *engine;
  char     *stream;
  char     *text;
  QsScope  *scope;
  GArray   *places;    /* of QsLogPlace */
};

G_DEFINE_FINAL_TYPE (QsLogSearch, qs_log_search, QS_TYPE_RECORD)

enum
{
  N_MATCHES,
  N_BYTES,
  RUNNING,
};

static const QsRecordField fields[] = {
  [N_MATCHES] = { "n-matches", G_TYPE_INT64 },
  [N_BYTES] = { "n-bytes", G_TYPE_INT64 },
  [RUNNING] = { "running", G_TYPE_BOOLEAN },
};

typedef struct
{
  char *token;    /* by which the page was asked for; NULL is the first */
  guint line;
} QsLogPlace;

static void
clear_place (gpointer data)
{
  g_free (((QsLogPlace *) data)->token);
}

static DexFuture *
match (QsLogSearch *self,
       QsLogChunk  *chunk)
{
  return qs_scope_guard (self->scope,
                         qs_log_match_lines (g_strndup (chunk->text, chunk->length), self->text));
}

static void
add_places (QsLogSearch *self,
            QsLogChunk  *chunk,
            GArray      *lines)
{
  QsRecord *record = QS_RECORD (self);

  for (guint i = 0; i < lines->len && self->places->len < QS_LOG_SEARCH_MAX_PLACES; i++)
    {
      QsLogPlace place = { g_strdup (chunk->asked), g_array_index (lines, guint, i) };

      g_array_append_val (self->places, place);
    }

  qs_record_set_int (record, N_MATCHES, qs_record_get_int (record, N_MATCHES) + lines->len);
  qs_record_set_int (record, N_BYTES, qs_record_get_int (record, N_BYTES) + chunk->length);
}

static gboolean
search_pages (QsLogSearch *self,
              GError     **error)
{
  g_autofree char *token = NULL;

  for (;;)
    {
      g_autoptr(GArray) lines = NULL;
      g_autoptr(QsLogChunk) chunk =
        qs_await_boxed (qs_scope_guard (self->scope,
                                        qs_log_chunk_fetch (self->engine, self->stream, token,
                                                            TRUE, QS_LOG_CHUNK_DISPLAY)), error);

      if (chunk == NULL ||
          (lines = qs_await_boxed (match (self, chunk), error)) == NULL)
        return FALSE;

      add_places (self, chunk, lines);
      if (qs_log_chunk_is_end (chunk) || chunk->forward == NULL)
        return TRUE;

      g_set_str (&token, chunk->forward);
    }
}

static DexFuture *
search_fiber (gpointer data)
{
  QsLogSearch *self = data;
  g_autoptr(GError) error = NULL;
  gboolean found;

  qs_record_set_bool (QS_RECORD (self), RUNNING, TRUE);
  found = search_pages (self, &error);
  qs_record_set_bool (QS_RECORD (self), RUNNING, FALSE);

  return found ? dex_future_new_true () : dex_future_new_for_error (g_steal_pointer (&error));
}

static void
qs_log_search_finalize (GObject *object)
{
  QsLogSearch *self = QS_LOG_SEARCH (object);

  qs_scope_unref (self->scope);
  g_array_unref (self->places);
  g_clear_object (&self->engine);
  g_free (self->stream);
  g_free (self->text);

  G_OBJECT_CLASS (qs_log_search_parent_class)->finalize (object);
}

static void
qs_log_search_class_init (QsLogSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_log_search_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));
}

static void
qs_log_search_init (QsLogSearch *self)
{
  self->scope = qs_scope_new ();
  self->places = g_array_new (FALSE, FALSE, sizeof (QsLogPlace));
  g_array_set_clear_func (self->places, clear_place);
}

/**
 * qs_log_search_new:
 * @stream: the log stream's name
 * @text: what to look for; not empty
 *
 * Returns: (transfer full): a search that has not begun.
 */
QsLogSearch *
qs_log_search_new (QsEngine   *engine,
                   const char *stream,
                   const char *text)
{
  QsLogSearch *self;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);
  g_return_val_if_fail (stream != NULL, NULL);
  g_return_val_if_fail (text != NULL && *text != '\0', NULL);

  self = g_object_new (QS_TYPE_LOG_SEARCH, NULL);
  self->engine = g_object_ref (engine);
  self->stream = g_strdup (stream);
  self->text = g_strdup (text);
  return self;
}

/**
 * qs_log_search_run:
 *
 * Searches, once, to the end that the log has then. The search stays alive until it is done.
 *
 * Returns: (transfer full): a future of %TRUE; rejected with #QsEngineError or
 *   %G_IO_ERROR_CANCELLED.
 */
DexFuture *
qs_log_search_run (QsLogSearch *self)
{
  g_return_val_if_fail (QS_IS_LOG_SEARCH (self), NULL);

  return qs_scope_run (self->scope, search_fiber, g_object_ref (self), g_object_unref);
}

void
qs_log_search_cancel (QsLogSearch *self)
{
  g_return_if_fail (QS_IS_LOG_SEARCH (self));

  qs_scope_cancel (self->scope);
}

const char *
qs_log_search_get_text (QsLogSearch *self)
{
  g_return_val_if_fail (QS_IS_LOG_SEARCH (self), NULL);

  return self->text;
}

gint64
qs_log_search_get_n_matches (QsLogSearch *self)
{
  g_return_val_if_fail (QS_IS_LOG_SEARCH (self), 0);

  return qs_record_get_int (QS_RECORD (self), N_MATCHES);
}

/**
 * qs_log_search_get_place:
 * @token: (out) (nullable) (transfer none): what qs_log_stream_jump_to() takes
 * @line: (out): the line from there, counted from 0
 *
 * Returns: %FALSE when there is no match @index, or it was only counted.
 */
gboolean
qs_log_search_get_place (QsLogSearch *self,
                         guint        index,
                         const char **token,
                         guint       *line)
{
  g_return_val_if_fail (QS_IS_LOG_SEARCH (self), FALSE);

  if (index >= self->places->len)
    return FALSE;

  *token = g_array_index (self->places, QsLogPlace, index).token;
  *line = g_array_index (self->places, QsLogPlace, index).line;
  return TRUE;
}
