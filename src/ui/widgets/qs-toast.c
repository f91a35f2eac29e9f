#include "qs-toast.h"

void
qs_toast_show (GtkWidget  *widget,
               const char *text)
{
  qs_toast_show_with_action (widget, text, "", "");
}

void
qs_toast_show_with_action (GtkWidget  *widget,
                           const char *text,
                           const char *label,
                           const char *detailed_action)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (text != NULL && label != NULL && detailed_action != NULL);

  gtk_widget_activate_action (widget, "win.toast", "(sss)", text, label, detailed_action);
}
