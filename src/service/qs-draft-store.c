#include "qs-draft-store.h"

#include <glib/gstdio.h>
#include <string.h>

#include "qs-json.h"

#define MAX_AGE (G_TIME_SPAN_DAY / 1000 * 30)

/* AWS takes requests of 30 KiB. */
#define MAX_SIZE (1024 * 1024)

struct _QsDraftStore
{
  GObject      parent_instance;

  char        *folder;
  QsClock     *clock;
  GThreadPool *pool;
};

G_DEFINE_FINAL_TYPE (QsDraftStore, qs_draft_store, G_TYPE_OBJECT)

typedef struct _QsDraftTask QsDraftTask;

/* Runs on the thread and settles the task's promise. */
typedef void (*QsDraftTaskFunc) (QsDraftTask *task);

struct _QsDraftTask
{
  QsDraftTaskFunc func;
  DexPromise     *promise;
  char           *folder;
  char           *prefix;   /* what the names of the account's files begin with */
  char           *path;     /* nullable: the whole account */
  char           *text;     /* nullable */
  gint64          now;
};

static void
run_task (gpointer data,
          gpointer user_data)
{
  QsDraftTask *task = data;

  task->func (task);
  dex_unref (task->promise);
  g_free (task->folder);
  g_free (task->prefix);
  g_free (task->path);
  g_free (task->text);
  g_free (task);
}

static void
reject (QsDraftTask *task,
        GError      *error)
{
  dex_promise_reject (task->promise, error);
}

static void
save (QsDraftTask *task)
{
  GError *error = NULL;

  g_mkdir_with_parents (task->folder, 0700);
  if (g_file_set_contents_full (task->path, task->text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                &error))
    dex_promise_resolve_boolean (task->promise, TRUE);
  else
    reject (task, error);
}

/* Unlinks what @is_doomed says of the folder's files. */
static void
sweep (QsDraftTask *task,
       gboolean ( *is_doomed ) (QsDraftTask *, const char *))
{
  g_autoptr(GDir) dir = g_dir_open (task->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json") && is_doomed (task, name))
      {
        g_autofree char *path = g_build_filename (task->folder, name, NULL);

        g_unlink (path);
      }
}

static gboolean
is_old (QsDraftTask *task,
        const char  *name)
{
  g_autofree char *path = g_build_filename (task->folder, name, NULL);
  GStatBuf status;

  return g_stat (path, &status) == 0 && task->now - (gint64) status.st_mtime * 1000 > MAX_AGE;
}

static gboolean
is_of_account (QsDraftTask *task,
               const char  *name)
{
  return g_str_has_prefix (name, task->prefix);
}

/* A file that is none of ours, or cut short, is no draft. */
static JsonNode *
read_draft (const char *path)
{
  g_autofree char *text = NULL;
  g_autoptr(JsonNode) draft = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length > MAX_SIZE)
    return NULL;

  draft = qs_json_parse (text, length, NULL);
  if (draft == NULL || !JSON_NODE_HOLDS_OBJECT (draft) ||
      qs_json_get_object (json_node_get_object (draft), "document") == NULL)
    return NULL;

  return g_steal_pointer (&draft);
}

static void
load (QsDraftTask *task)
{
  JsonNode *draft;

  sweep (task, is_old);
  if ((draft = read_draft (task->path)) != NULL)
    {
      dex_promise_resolve_boxed (task->promise, JSON_TYPE_NODE, draft);
      return;
    }

  g_unlink (task->path);
  reject (task, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no draft"));
}

static void
forget (QsDraftTask *task)
{
  if (task->path != NULL)
    g_unlink (task->path);
  else
    sweep (task, is_of_account);

  dex_promise_resolve_boolean (task->promise, TRUE);
}

/* Names of things may have any length and any sign; what they hash to is a good file name. */
static char *
make_prefix (const char *account_id)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, account_id, -1);

  return g_strndup (hash, 16);
}

static char *
make_path (QsDraftStore *self,
           const char   *prefix,
           const char   *name)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  g_autofree char *file = g_strdup_printf ("%s-%.32s.json", prefix, hash);

  return g_build_filename (self->folder, file, NULL);
}

/* Takes @text. */
static DexFuture *
run (QsDraftStore   *self,
     QsDraftTaskFunc func,
     const char     *account_id,
     const char     *name,
     char           *text)
{
  QsDraftTask *task = g_new0 (QsDraftTask, 1);
  DexFuture *future;

  task->func = func;
  task->promise = dex_promise_new ();
  task->folder = g_strdup (self->folder);
  task->prefix = make_prefix (account_id);
  task->path = name != NULL ? make_path (self, task->prefix, name) : NULL;
  task->text = text;
  task->now = qs_clock_now (self->clock);
  future = dex_ref (DEX_FUTURE (task->promise));
  g_thread_pool_push (self->pool, task, NULL);
  return future;
}

static void
qs_draft_store_finalize (GObject *object)
{
  QsDraftStore *self = QS_DRAFT_STORE (object);

  g_thread_pool_free (self->pool, FALSE, TRUE);
  g_clear_object (&self->clock);
  g_free (self->folder);

  G_OBJECT_CLASS (qs_draft_store_parent_class)->finalize (object);
}

static void
qs_draft_store_class_init (QsDraftStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_draft_store_finalize;
}

static void
qs_draft_store_init (QsDraftStore *self)
{
  self->pool = g_thread_pool_new (run_task, NULL, 1, FALSE, NULL);
}

/**
 * qs_draft_store_new:
 * @folder: made when the first draft is kept
 *
 * Returns: (transfer full): a store.
 */
QsDraftStore *
qs_draft_store_new (const char *folder,
                    QsClock    *clock)
{
  QsDraftStore *self;

  g_return_val_if_fail (folder != NULL && QS_IS_CLOCK (clock), NULL);

  self = g_object_new (QS_TYPE_DRAFT_STORE, NULL);
  self->folder = g_strdup (folder);
  self->clock = g_object_ref (clock);
  return self;
}

/**
 * qs_draft_store_load:
 * @name: what the form is and edits
 *
 * Forgets drafts that are too old besides.
 *
 * Returns: (transfer full): a future of a #JsonNode: {"savedAt": milliseconds, "document": …};
 *   rejected with %G_IO_ERROR_NOT_FOUND when there is none.
 */
DexFuture *
qs_draft_store_load (QsDraftStore *self,
                     const char   *account_id,
                     const char   *name)
{
  g_return_val_if_fail (QS_IS_DRAFT_STORE (self) && account_id != NULL && name != NULL, NULL);

  return run (self, load, account_id, name, NULL);
}

/**
 * qs_draft_store_save:
 * @document: an object
 *
 * Keeps @document in place of what was kept before.
 *
 * Returns: (transfer full): a future of success.
 */
DexFuture *
qs_draft_store_save (QsDraftStore *self,
                     const char   *account_id,
                     const char   *name,
                     JsonNode     *document)
{
  g_autoptr(JsonNode) draft = NULL;
  JsonObject *object;

  g_return_val_if_fail (QS_IS_DRAFT_STORE (self) && account_id != NULL && name != NULL, NULL);
  g_return_val_if_fail (document != NULL && JSON_NODE_HOLDS_OBJECT (document), NULL);

  object = json_object_new ();
  json_object_set_int_member (object, "savedAt", qs_clock_now (self->clock));
  json_object_set_member (object, "document", qs_json_copy (document));
  draft = qs_json_take (object);
  return run (self, save, account_id, name, qs_json_print (draft, FALSE));
}

/**
 * qs_draft_store_forget:
 * @name: (nullable): what the form is and edits; %NULL for everything of the account
 *
 * Returns: (transfer full): a future of success.
 */
DexFuture *
qs_draft_store_forget (QsDraftStore *self,
                       const char   *account_id,
                       const char   *name)
{
  g_return_val_if_fail (QS_IS_DRAFT_STORE (self) && account_id != NULL, NULL);

  return run (self, forget, account_id, name, NULL);
}
