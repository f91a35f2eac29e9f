#include "qs-account-words.h"

#include <glib/gi18n.h>

#include "qs-account.h"

static char *
account_icon (gpointer      object,
              QsAccountKind kind)
{
  return g_strdup (kind == QS_ACCOUNT_KIND_LOCAL ? "computer-symbolic" : "qs-cloud-symbolic");
}

static char *
account_state (gpointer       object,
               QsAccountState state,
               gboolean       login_needed)
{
  if (login_needed)
    return g_strdup (_("Login needed"));

  switch (state)
    {
    case QS_ACCOUNT_STATE_OPENING:
      return g_strdup (_("Opening"));
    case QS_ACCOUNT_STATE_WAITING:
      return g_strdup (_("Waiting"));
    case QS_ACCOUNT_STATE_FAILED:
      return g_strdup (_("Not working"));
    case QS_ACCOUNT_STATE_CLOSED:
    case QS_ACCOUNT_STATE_READY:
    default:
      return g_strdup ("");
    }
}

static char *
account_state_icon (gpointer       object,
                    QsAccountState state,
                    gboolean       login_needed)
{
  if (login_needed)
    return g_strdup ("dialog-password-symbolic");
  if (state == QS_ACCOUNT_STATE_FAILED)
    return g_strdup ("dialog-warning-symbolic");

  return g_strdup (state == QS_ACCOUNT_STATE_WAITING ? "network-offline-symbolic"
                                                     : "content-loading-symbolic");
}

/**
 * qs_account_words_bind:
 *
 * For class_init, after the template was set: makes the closures known to it.
 */
void
qs_account_words_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, account_icon);
  gtk_widget_class_bind_template_callback (widget_class, account_state);
  gtk_widget_class_bind_template_callback (widget_class, account_state_icon);
}
