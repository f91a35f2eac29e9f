#include "qs-toast.h"

#include "qs-error-text.h"

void
qs_toast_show (GtkWidget  *widget,
               const char *text)
{
  qs_toast_show_with_action (widget, text, "", "");
}

void
qs_toast_show_error (GtkWidget    *widget,
                     const GError *error)
{
  g_autofree char *text = NULL;

  g_return_if_fail (error != NULL);

  text = qs_error_text_dup (error);
  qs_toast_show (widget, text);
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
