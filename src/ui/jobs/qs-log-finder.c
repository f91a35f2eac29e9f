#include "qs-log-finder.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-log-buffer.h"
#include "qs-log-match.h"
#include "qs-log-search.h"
#include "qs-scope.h"

struct _QsLogFinder
{
  QsRecord       parent_instance;

  GtkTextBuffer *buffer;
  QsLogStream   *stream;
  QsScope       *scope;      /* of the search that is under way */

  char          *text;
  gboolean       whole;
  QsLogSearch   *search;     /* through the whole log, or NULL */
  GArray        *lines;      /* of guint: what was found in what is loaded */
  int            index;      /* of the match gone to, -1 for none */
  gint64         pending;    /* the line to show once its page is loaded, -1 for none */
};

G_DEFINE_FINAL_TYPE (QsLogFinder, qs_log_finder, QS_TYPE_RECORD)

enum
{
  SUMMARY,
  BUSY,
  FOUND,
};

static const QsRecordField fields[] = {
  [SUMMARY] = { "summary", G_TYPE_STRING },
  [BUSY] = { "busy", G_TYPE_BOOLEAN },
  [FOUND] = { "found", G_TYPE_BOOLEAN },
};

static guint show_signal;

static guint
count_matches (QsLogFinder *self)
{
  if (self->search != NULL)
    return MIN (qs_log_search_get_n_matches (self->search), QS_LOG_SEARCH_MAX_PLACES);

  return self->lines != NULL ? self->lines->len : 0;
}

static char *
describe (QsLogFinder *self)
{
  guint n_matches = count_matches (self);

  if (self->text == NULL)
    return g_strdup ("");
  if (n_matches == 0)
    return g_strdup (qs_record_get_bool (QS_RECORD (self), BUSY) ? _("Searching…")
                                                                 : _("Nothing found"));
  if (self->index >= 0)
    /* Translators: which of the lines that were found, and how many there are */
    return g_strdup_printf (_("%d of %u"), self->index + 1, n_matches);

  return g_strdup_printf (ngettext ("%u line", "%u lines", n_matches), n_matches);
}

static void
update (QsLogFinder *self)
{
  g_autofree char *summary = describe (self);

  qs_record_set_string (QS_RECORD (self), SUMMARY, summary);
  qs_record_set_bool (QS_RECORD (self), FOUND, count_matches (self) > 0);
}

static void
set_busy (QsLogFinder *self,
          gboolean     busy)
{
  qs_record_set_bool (QS_RECORD (self), BUSY, busy);
  update (self);
}

static void
show_line (QsLogFinder *self,
           guint        line)
{
  if (qs_log_buffer_select (self->buffer, line, self->text))
    g_signal_emit (self, show_signal, 0, line);
}

static void
show_place (QsLogFinder *self)
{
  const char *token;
  guint line;

  if (!qs_log_search_get_place (self->search, self->index, &token, &line))
    return;

  self->pending = line;
  qs_log_stream_jump_to (self->stream, token);
}

static void
on_stream_spliced_cb (QsLogFinder *self,
                      guint        line,
                      guint        n_removed,
                      const char  *added)
{
  gint64 pending = self->pending;

  if (pending < 0 || *added == '\0')
    return;

  self->pending = -1;
  show_line (self, pending);
}

static void
on_search_notify_cb (QsLogFinder *self)
{
  update (self);
}

/* The first match from the cursor on, so that a search goes on where one reads. */
static int
find_nearest (QsLogFinder *self)
{
  GtkTextIter cursor;
  guint line;

  gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor,
                                    gtk_text_buffer_get_insert (self->buffer));
  line = gtk_text_iter_get_line (&cursor);

  for (guint i = 0; i < self->lines->len; i++)
    if (g_array_index (self->lines, guint, i) >= line)
      return i;

  return -1;
}

typedef struct
{
  GWeakRef   finder;
  QsScope   *scope;
  DexFuture *future;
} QsFind;

static void
free_find (gpointer data)
{
  QsFind *find = data;

  g_weak_ref_clear (&find->finder);
  qs_scope_unref (find->scope);
  dex_clear (&find->future);
  g_free (find);
}

static DexFuture *
loaded_fiber (gpointer data)
{
  QsFind *find = data;
  g_autoptr(GArray) lines =
    qs_await_boxed (qs_scope_guard (find->scope, dex_ref (find->future)), NULL);
  g_autoptr(QsLogFinder) self = g_weak_ref_get (&find->finder);

  if (self == NULL || qs_scope_is_cancelled (find->scope) || lines == NULL)
    return dex_future_new_true ();

  g_clear_pointer (&self->lines, g_array_unref);
  self->lines = g_steal_pointer (&lines);
  if (self->index >= (int) self->lines->len)
    self->index = -1;
  set_busy (self, FALSE);
  return dex_future_new_true ();
}

static DexFuture *
whole_fiber (gpointer data)
{
  QsFind *find = data;
  g_autoptr(QsLogFinder) self = NULL;

  qs_await (qs_scope_guard (find->scope, dex_ref (find->future)), NULL);
  self = g_weak_ref_get (&find->finder);
  if (self != NULL && !qs_scope_is_cancelled (find->scope))
    set_busy (self, FALSE);

  return dex_future_new_true ();
}

static void
run (QsLogFinder *self,
     DexFiberFunc fiber,
     DexFuture   *future)
{
  QsFind *find = g_new0 (QsFind, 1);

  g_weak_ref_init (&find->finder, self);
  find->scope = qs_scope_ref (self->scope);
  find->future = future;
  qs_scope_spawn (self->scope, fiber, find, free_find);
}

static void
forget (QsLogFinder *self)
{
  if (self->scope != NULL)
    qs_scope_cancel (self->scope);
  g_clear_pointer (&self->scope, qs_scope_unref);
  if (self->search != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->search, self);
      qs_log_search_cancel (self->search);
    }
  g_clear_object (&self->search);
  self->pending = -1;
}

static void
begin (QsLogFinder *self)
{
  forget (self);
  self->scope = qs_scope_new ();
  if (self->text == NULL || self->stream == NULL)
    {
      g_clear_pointer (&self->lines, g_array_unref);
      set_busy (self, FALSE);
      return;
    }

  set_busy (self, TRUE);
  if (!self->whole)
    {
      run (self, loaded_fiber, qs_log_match_lines (qs_log_buffer_dup_text (self->buffer),
                                                   self->text));
      return;
    }

  self->search = qs_log_search_new (qs_log_stream_get_engine (self->stream),
                                    qs_log_stream_get_name (self->stream), self->text);
  g_signal_connect_swapped (self->search, "notify", G_CALLBACK (on_search_notify_cb), self);
  run (self, whole_fiber, qs_log_search_run (self->search));
}

static void
qs_log_finder_dispose (GObject *object)
{
  QsLogFinder *self = QS_LOG_FINDER (object);

  forget (self);
  qs_log_finder_set_stream (self, NULL);

  G_OBJECT_CLASS (qs_log_finder_parent_class)->dispose (object);
}

static void
qs_log_finder_finalize (GObject *object)
{
  QsLogFinder *self = QS_LOG_FINDER (object);

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->buffer);
  g_free (self->text);

  G_OBJECT_CLASS (qs_log_finder_parent_class)->finalize (object);
}

static void
qs_log_finder_class_init (QsLogFinderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_log_finder_dispose;
  object_class->finalize = qs_log_finder_finalize;
  qs_record_class_install (QS_RECORD_CLASS (klass), fields, G_N_ELEMENTS (fields));

  show_signal = g_signal_new ("show", QS_TYPE_LOG_FINDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
qs_log_finder_init (QsLogFinder *self)
{
  self->index = -1;
  self->pending = -1;
}

QsLogFinder *
qs_log_finder_new (GtkTextBuffer *buffer)
{
  QsLogFinder *self = g_object_new (QS_TYPE_LOG_FINDER, NULL);

  self->buffer = g_object_ref (buffer);
  return self;
}

/* Another log: what was found in the one before is forgotten, what was looked for is not. */
void
qs_log_finder_set_stream (QsLogFinder *self,
                          QsLogStream *stream)
{
  if (self->stream == stream)
    return;

  if (self->stream != NULL)
    g_signal_handlers_disconnect_by_data (self->stream, self);
  g_set_object (&self->stream, stream);
  if (stream == NULL)
    return;

  g_signal_connect_object (stream, "spliced", G_CALLBACK (on_stream_spliced_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  self->index = -1;
  begin (self);
}

/* Looks for @text; NULL or nothing ends the search. */
void
qs_log_finder_search (QsLogFinder *self,
                      const char  *text,
                      gboolean     whole)
{
  g_set_str (&self->text, text != NULL && *text != '\0' ? text : NULL);
  self->whole = whole;
  self->index = -1;
  begin (self);
}

/* Lines have come or gone: a search in what is loaded is made again. */
void
qs_log_finder_refresh (QsLogFinder *self)
{
  if (self->text != NULL && !self->whole)
    begin (self);
}

/* Goes to the next match, or by -1 to the one before; around the ends. */
void
qs_log_finder_step (QsLogFinder *self,
                    int          direction)
{
  int n_matches = count_matches (self);

  if (n_matches == 0)
    return;

  if (self->index < 0 && self->search == NULL)
    self->index = direction > 0 ? MAX (find_nearest (self), 0) : n_matches - 1;
  else if (self->index < 0)
    self->index = direction > 0 ? 0 : n_matches - 1;
  else
    self->index = (self->index + direction + n_matches) % n_matches;

  if (self->search != NULL)
    show_place (self);
  else
    show_line (self, g_array_index (self->lines, guint, self->index));
  update (self);
}
