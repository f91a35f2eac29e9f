#include "qs-choices.h"

G_DEFINE_INTERFACE (QsChoices, qs_choices, G_TYPE_LIST_MODEL)

static void
qs_choices_default_init (QsChoicesInterface *iface)
{
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  g_object_interface_install_property (
    iface, g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags));
  g_object_interface_install_property (
    iface, g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags));
  g_object_interface_install_property (
    iface, g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags));
}

gboolean
qs_choices_get_busy (QsChoices *self)
{
  gboolean busy = FALSE;

  g_return_val_if_fail (QS_IS_CHOICES (self), FALSE);

  g_object_get (self, "busy", &busy, NULL);
  return busy;
}

gboolean
qs_choices_get_loaded (QsChoices *self)
{
  gboolean loaded = FALSE;

  g_return_val_if_fail (QS_IS_CHOICES (self), FALSE);

  g_object_get (self, "loaded", &loaded, NULL);
  return loaded;
}

/* Returns: (transfer full) (nullable): why the last question failed. */
GError *
qs_choices_dup_error (QsChoices *self)
{
  GError *error = NULL;

  g_return_val_if_fail (QS_IS_CHOICES (self), NULL);

  g_object_get (self, "error", &error, NULL);
  return error;
}

/* Returns: (transfer full) (nullable): the choice that gives a request @value. */
QsChoice *
qs_choices_find (QsChoices  *self,
                 const char *value)
{
  guint n_items;

  g_return_val_if_fail (QS_IS_CHOICES (self), NULL);

  n_items = g_list_model_get_n_items (G_LIST_MODEL (self));
  for (guint i = 0; value != NULL && i < n_items; i++)
    {
      g_autoptr(QsChoice) choice = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_strcmp0 (qs_choice_get_value (choice), value) == 0)
        return g_steal_pointer (&choice);
    }

  return NULL;
}

/* Asks the account anew. While it is being asked, this does nothing. */
void
qs_choices_refresh (QsChoices *self)
{
  g_return_if_fail (QS_IS_CHOICES (self));

  QS_CHOICES_GET_IFACE (self)->refresh (self);
}

/* Asks the account if nobody has yet. What failed is not asked again before somebody wants it. */
void
qs_choices_ensure (QsChoices *self)
{
  g_autoptr(GError) error = NULL;

  g_return_if_fail (QS_IS_CHOICES (self));

  error = qs_choices_dup_error (self);
  if (error == NULL && !qs_choices_get_loaded (self))
    qs_choices_refresh (self);
}

/* Tells of the one stretch in which two states of the list differ; the list is in the new one. */
void
qs_choices_tell_change (QsChoices *self,
                        GPtrArray *before,
                        GPtrArray *now)
{
  guint shorter = MIN (before->len, now->len);
  guint start = 0;
  guint end = 0;

  while (start < shorter && before->pdata[start] == now->pdata[start])
    start++;
  while (end < shorter - start &&
         before->pdata[before->len - 1 - end] == now->pdata[now->len - 1 - end])
    end++;

  if (before->len - start - end > 0 || now->len - start - end > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start,
                                before->len - start - end, now->len - start - end);
}
