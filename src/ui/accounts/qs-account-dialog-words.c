#include "qs-account-dialog-words.h"

#include <glib/gi18n.h>

#include "qs-account-draft.h"
#include "qs-display-text.h"

static gboolean
is_idle (gpointer object,
         gboolean busy)
{
  return !busy;
}

static char *
choose_title (gpointer object,
              gboolean editing)
{
  return g_strdup (editing ? _("Edit Account") : _("Connect an AWS Account"));
}

static char *
choose_fields_title (gpointer        object,
                     QsAccountSource source,
                     gboolean        editing)
{
  if (editing)
    return g_strdup (_("Edit Account"));

  switch (source)
    {
    case QS_ACCOUNT_PROFILE:
      return g_strdup (_("Profile"));
    case QS_ACCOUNT_ASSUME_ROLE:
      return g_strdup (_("Assume a Role"));
    case QS_ACCOUNT_IDENTITY_CENTER:
      return g_strdup (_("Company Login"));
    case QS_ACCOUNT_ACCESS_KEY:
    default:
      return g_strdup (_("Access Key"));
    }
}

/* While AWS is being asked the button ends that. */
static char *
choose_connect_label (gpointer object,
                      gboolean busy,
                      gboolean editing)
{
  if (busy)
    return g_strdup (_("_Cancel"));

  return g_strdup (editing ? _("_Save") : _("_Connect"));
}

static char *
choose_log_in_label (gpointer object,
                     gboolean busy)
{
  return g_strdup (busy ? _("_Cancel") : _("_Log In"));
}

static char *
describe_rest (gpointer    object,
               const char *missing,
               guint       n_faults,
               gboolean    busy)
{
  if (busy)
    return g_strdup (_("Asking AWS who you are…"));
  if (missing != NULL)
    /* Translators: %s lists what is to be entered, such as "access key ID, region". */
    return g_strdup_printf (_("Still needed: %s"), missing);

  return g_strdup (n_faults > 0 ? _("Something above needs to be corrected") : NULL);
}

static char *
greet (gpointer    object,
       const char *user)
{
  g_autofree char *shown = user != NULL ? qs_display_text (user, -1) : NULL;

  if (shown == NULL)
    return g_strdup (_("Saved"));

  /* Translators: %s is the name of a user or a role at AWS. */
  return g_strdup_printf (_("You Are %s"), shown);
}

/* For a label that reads markup. */
static char *
describe_identity (gpointer    object,
                   const char *account,
                   const char *name,
                   const char *region)
{
  g_autofree char *shown_name = qs_display_text (name != NULL ? name : "", -1);
  g_autofree char *shown_region = qs_display_text (region != NULL ? region : "", -1);
  g_autofree char *shown_account = NULL;

  if (account == NULL)
    return g_markup_printf_escaped (_("“%s” will be asked as soon as it is used."), shown_name);

  shown_account = qs_display_text (account, -1);
  /* Translators: in account NUMBER, saved as NAME, in REGION */
  return g_markup_printf_escaped (_("In account %s. Saved as “%s” in %s."), shown_account,
                                  shown_name, shown_region);
}

/**
 * qs_account_dialog_words_bind:
 *
 * For class_init, after the template was set: makes the closures known to it.
 */
void
qs_account_dialog_words_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, is_idle);
  gtk_widget_class_bind_template_callback (widget_class, choose_title);
  gtk_widget_class_bind_template_callback (widget_class, choose_fields_title);
  gtk_widget_class_bind_template_callback (widget_class, choose_connect_label);
  gtk_widget_class_bind_template_callback (widget_class, choose_log_in_label);
  gtk_widget_class_bind_template_callback (widget_class, describe_rest);
  gtk_widget_class_bind_template_callback (widget_class, greet);
  gtk_widget_class_bind_template_callback (widget_class, describe_identity);
}
