#include "qs-draft-keeper.h"

#include "qs-await.h"
#include "qs-json.h"
#include "qs-scope.h"

/* How long something entered may stand unwritten, in milliseconds. */
#define DELAY 300

struct _QsDraftKeeper
{
  GObject       parent_instance;

  QsDraft      *draft;
  QsDraftStore *store;
  QsScope      *scope;
  char         *account_id;
  char         *name;
  gint64        back_from;
  guint         timer;
  gboolean      kept;       /* there is a file */
  gboolean      over;       /* sent or discarded */
};

G_DEFINE_FINAL_TYPE (QsDraftKeeper, qs_draft_keeper, G_TYPE_OBJECT)

enum
{
  PROP_BACK_FROM = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static QsDocument *
get_document (QsDraftKeeper *self)
{
  return qs_draft_get_document (self->draft);
}

static void
set_back_from (QsDraftKeeper *self,
               gint64         time)
{
  if (self->back_from == time)
    return;

  self->back_from = time;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BACK_FROM]);
}

static void
forget (QsDraftKeeper *self)
{
  if (self->kept)
    dex_future_disown (qs_draft_store_forget (self->store, self->account_id, self->name));
  self->kept = FALSE;
}

/* A form as it began says nothing that anybody has entered. */
static void
write_down (QsDraftKeeper *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (!qs_document_get_can_undo (get_document (self)))
    {
      forget (self);
      set_back_from (self, 0);
      return;
    }

  self->kept = TRUE;
  dex_future_disown (qs_draft_store_save (self->store, self->account_id, self->name,
                                          qs_document_get_root (get_document (self))));
}

static gboolean
on_timer_cb (gpointer user_data)
{
  QsDraftKeeper *self = user_data;

  self->timer = 0;
  write_down (self);
  return G_SOURCE_REMOVE;
}

static void
on_document_changed_cb (QsDraftKeeper *self)
{
  if (!self->over && self->timer == 0)
    self->timer = g_timeout_add (DELAY, on_timer_cb, self);
}

static void
end (QsDraftKeeper *self)
{
  self->over = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  forget (self);
}

/* What somebody has entered meanwhile is newer. */
static void
put_back (QsDraftKeeper *self,
          JsonObject    *kept)
{
  g_autofree char *text = NULL;

  if (qs_document_get_can_undo (get_document (self)))
    return;

  text = qs_json_print (json_object_get_member (kept, "document"), FALSE);
  if (!qs_document_replace (get_document (self), text, FALSE, NULL) ||
      !qs_document_get_can_undo (get_document (self)))
    return;

  /* It stands as it was written down. */
  g_clear_handle_id (&self->timer, g_source_remove);
  set_back_from (self, qs_json_get_int (kept, "savedAt", 0));
}

static DexFuture *
load_fiber (gpointer data)
{
  QsDraftKeeper *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(JsonNode) kept =
    qs_await_boxed (qs_draft_store_load (self->store, self->account_id, self->name), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return dex_future_new_true ();

  if (kept != NULL && !self->over)
    {
      self->kept = TRUE;
      put_back (self, json_node_get_object (kept));
    }

  return dex_future_new_true ();
}

/* A draft that asks what it begins with would overwrite what is put back. */
static void
on_busy_cb (QsDraftKeeper *self)
{
  if (qs_draft_get_busy (self->draft))
    return;

  g_signal_handlers_disconnect_by_func (self->draft, on_busy_cb, self);
  qs_scope_spawn (self->scope, load_fiber, g_object_ref (self), g_object_unref);
}

static void
qs_draft_keeper_dispose (GObject *object)
{
  QsDraftKeeper *self = QS_DRAFT_KEEPER (object);

  qs_scope_cancel (self->scope);
  if (self->timer != 0)
    write_down (self);
  g_clear_object (&self->store);
  g_clear_object (&self->draft);

  G_OBJECT_CLASS (qs_draft_keeper_parent_class)->dispose (object);
}

static void
qs_draft_keeper_finalize (GObject *object)
{
  QsDraftKeeper *self = QS_DRAFT_KEEPER (object);

  qs_scope_unref (self->scope);
  g_free (self->account_id);
  g_free (self->name);

  G_OBJECT_CLASS (qs_draft_keeper_parent_class)->finalize (object);
}

static void
qs_draft_keeper_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  g_value_set_int64 (value, QS_DRAFT_KEEPER (object)->back_from);
}

static void
qs_draft_keeper_class_init (QsDraftKeeperClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = qs_draft_keeper_dispose;
  object_class->finalize = qs_draft_keeper_finalize;
  object_class->get_property = qs_draft_keeper_get_property;

  properties[PROP_BACK_FROM] =
    g_param_spec_int64 ("back-from", NULL, NULL, 0, G_MAXINT64, 0,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
qs_draft_keeper_init (QsDraftKeeper *self)
{
  self->scope = qs_scope_new ();
}

/**
 * qs_draft_keeper_new:
 * @account: has a store of drafts
 * @subject: (nullable): what is edited or cloned, such as an ARN; %NULL for something new
 *
 * Returns: (transfer full): what keeps @draft from now on.
 */
QsDraftKeeper *
qs_draft_keeper_new (QsDraft    *draft,
                     QsAccount  *account,
                     const char *subject)
{
  QsDraftKeeper *self;

  g_return_val_if_fail (QS_IS_DRAFT (draft) && QS_IS_ACCOUNT (account), NULL);
  g_return_val_if_fail (qs_account_get_drafts (account) != NULL, NULL);

  self = g_object_new (QS_TYPE_DRAFT_KEEPER, NULL);
  self->draft = g_object_ref (draft);
  self->store = g_object_ref (qs_account_get_drafts (account));
  self->account_id = g_strdup (qs_account_get_id (account));
  self->name = g_strjoin ("\n", qs_request_get_operation (qs_draft_get_request (draft)), subject,
                          NULL);
  g_signal_connect_object (get_document (self), "changed", G_CALLBACK (on_document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "sent", G_CALLBACK (end), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (draft, "notify::busy", G_CALLBACK (on_busy_cb), self,
                           G_CONNECT_SWAPPED);
  on_busy_cb (self);
  return self;
}

gint64
qs_draft_keeper_get_back_from (QsDraftKeeper *self)
{
  g_return_val_if_fail (QS_IS_DRAFT_KEEPER (self), 0);

  return self->back_from;
}

/* Takes back everything that was entered, now and when the draft was kept. It can be done again. */
void
qs_draft_keeper_start_over (QsDraftKeeper *self)
{
  g_return_if_fail (QS_IS_DRAFT_KEEPER (self));

  while (qs_document_get_can_undo (get_document (self)))
    qs_document_undo (get_document (self));
  write_down (self);
}

/* Somebody has thrown the draft away. */
void
qs_draft_keeper_discard (QsDraftKeeper *self)
{
  g_return_if_fail (QS_IS_DRAFT_KEEPER (self));

  end (self);
}
