#include "qs-form.h"

#include <adwaita.h>

#include "qs-field-row.h"

G_DEFINE_INTERFACE (QsForm, qs_form, GTK_TYPE_WIDGET)

static void
qs_form_default_init (QsFormInterface *iface)
{
}

/* The first row in the order of reading that has a fault and can be seen. */
static GtkWidget *
find_fault (GtkWidget *widget)
{
  if (!gtk_widget_get_visible (widget))
    return NULL;
  if (QS_IS_FIELD_ROW (widget) && qs_field_row_has_fault (QS_FIELD_ROW (widget)))
    return widget;

  for (GtkWidget *child = gtk_widget_get_first_child (widget);
       child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_fault (child);

      if (found != NULL)
        return found;
    }

  return NULL;
}

/* What is folded away cannot take the focus. */
static void
unfold (GtkWidget *widget)
{
  GtkWidget *row = widget;

  while ((row = gtk_widget_get_parent (row)) != NULL)
    if (ADW_IS_EXPANDER_ROW (row))
      adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
}

QsRequest *
qs_form_get_request (QsForm *self)
{
  g_return_val_if_fail (QS_IS_FORM (self), NULL);

  return QS_FORM_GET_IFACE (self)->get_request (self);
}

/* Returns: (nullable): the account that the request is for; %NULL when it is for none. */
QsEngine *
qs_form_get_engine (QsForm *self)
{
  QsFormInterface *iface;

  g_return_val_if_fail (QS_IS_FORM (self), NULL);

  iface = QS_FORM_GET_IFACE (self);
  return iface->get_engine != NULL ? iface->get_engine (self) : NULL;
}

/* Returns: whether a row had a fault and has the focus now. */
gboolean
qs_form_focus_first_fault (QsForm *self)
{
  GtkWidget *row;

  g_return_val_if_fail (QS_IS_FORM (self), FALSE);

  if ((row = find_fault (GTK_WIDGET (self))) == NULL)
    return FALSE;

  unfold (row);
  return gtk_widget_grab_focus (row);
}
