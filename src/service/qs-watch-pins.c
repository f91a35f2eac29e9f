#include "qs-watch-pins.h"

struct _QsWatchPins
{
  GHashTable *pins;       /* id → how often it is pinned */
  GHashTable *children;   /* parent's id → QsWatchChildren */
};

/**
 * qs_watch_pins_new:
 *
 * Returns: (transfer full): nothing to look at.
 */
QsWatchPins *
qs_watch_pins_new (void)
{
  QsWatchPins *self = g_new0 (QsWatchPins, 1);

  self->pins = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->children = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  return self;
}

void
qs_watch_pins_free (QsWatchPins *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_unref (self->pins);
  g_hash_table_unref (self->children);
  g_free (self);
}

/* Returns: whether @id had no pin before. */
gboolean
qs_watch_pins_pin (QsWatchPins *self,
                   const char  *id)
{
  guint n_pins = GPOINTER_TO_UINT (g_hash_table_lookup (self->pins, id));

  g_hash_table_insert (self->pins, g_strdup (id), GUINT_TO_POINTER (n_pins + 1));
  return n_pins == 0;
}

void
qs_watch_pins_unpin (QsWatchPins *self,
                     const char  *id)
{
  guint n_pins = GPOINTER_TO_UINT (g_hash_table_lookup (self->pins, id));

  g_return_if_fail (n_pins > 0);

  if (n_pins == 1)
    g_hash_table_remove (self->pins, id);
  else
    g_hash_table_insert (self->pins, g_strdup (id), GUINT_TO_POINTER (n_pins - 1));
}

/* Returns: (transfer full): the list of an array's children, watched while somebody holds it. */
QsJobList *
qs_watch_pins_open_children (QsWatchPins *self,
                             const char  *parent_id)
{
  QsWatchChildren *children = g_hash_table_lookup (self->children, parent_id);

  if (children == NULL)
    {
      children = qs_watch_children_new (parent_id);
      g_hash_table_insert (self->children, g_strdup (parent_id), children);
    }

  return qs_watch_children_open (children);
}

/**
 * qs_watch_pins_apply:
 *
 * Has @round look at all that is pinned, and drops what nobody holds any more.
 */
void
qs_watch_pins_apply (QsWatchPins  *self,
                     QsWatchRound *round)
{
  GHashTableIter iter;
  gpointer id;
  gpointer children;

  g_hash_table_iter_init (&iter, self->pins);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    qs_watch_round_look_at (round, id);

  g_hash_table_iter_init (&iter, self->children);
  while (g_hash_table_iter_next (&iter, NULL, &children))
    if (qs_watch_children_is_open (children))
      qs_watch_round_add_children (round, children);
    else
      g_hash_table_iter_remove (&iter);
}
