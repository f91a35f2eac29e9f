#include "qs-resource-words.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"

static const struct
{
  const char *value;
  const char *words;
  const char *icon_name;
} known[] = {
  { "VALID", N_("Valid"), "object-select-symbolic" },
  { "ACTIVE", N_("Active"), "object-select-symbolic" },
  { "INACTIVE", N_("Inactive"), "media-playback-pause-symbolic" },
  { "INVALID", N_("Invalid"), "dialog-error-symbolic" },
  { "CREATING", N_("Being created"), "content-loading-symbolic" },
  { "UPDATING", N_("Being updated"), "content-loading-symbolic" },
  { "DELETING", N_("Being deleted"), "content-loading-symbolic" },
  { "DELETED", N_("Deleted"), "user-trash-symbolic" },
  { "ENABLED", N_("enabled"), NULL },
  { "DISABLED", N_("disabled"), "media-playback-pause-symbolic" },
};

static char *
dup_words (const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].value, value) == 0)
      return g_strdup (_(known[i].words));

  return qs_display_text (value, -1);
}

static const char *
find_icon (const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (g_strcmp0 (known[i].value, value) == 0)
      return known[i].icon_name;

  return "dialog-question-symbolic";
}

static char *
resource_icon (gpointer    object,
               const char *state,
               const char *status)
{
  /* What is switched off is not amiss, unless something is. */
  if (g_strcmp0 (state, "DISABLED") == 0 && g_strcmp0 (status, "INVALID") != 0)
    return g_strdup (find_icon (state));

  return g_strdup (find_icon (status));
}

static char *
resource_words (gpointer    object,
                const char *state,
                const char *status)
{
  return qs_resource_words_status (state != NULL ? state : "", status != NULL ? status : "");
}

void
qs_resource_words_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, resource_icon);
  gtk_widget_class_bind_template_callback (widget_class, resource_words);
}

/* "Valid, enabled": how it is, and what people have set. */
char *
qs_resource_words_status (const char *state,
                          const char *status)
{
  g_autofree char *is = dup_words (status);
  g_autofree char *set = dup_words (state);

  if (*state == '\0')
    return g_steal_pointer (&is);
  if (*status == '\0')
    return g_steal_pointer (&set);

  return g_strdup_printf (C_("status and state", "%s, %s"), is, set);
}

/* maxvCpus → Max vCPUs, jobRoleArn → Job role ARN: the API's own names, as words. */
char *
qs_resource_words_member (const char *member)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (const char *at = member; *at != '\0'; at++)
    {
      if (at != member && g_ascii_isupper (*at) && g_ascii_islower (at[-1]))
        g_string_append_c (words, ' ');
      g_string_append_c (words, g_ascii_tolower (*at));
    }

  g_string_replace (words, "v cpus", " vCPUs", 0);
  g_string_replace (words, "vcpus", "vCPUs", 0);
  g_string_replace (words, "  ", " ", 0);
  if (g_str_has_suffix (words->str, " arn"))
    g_string_overwrite (words, words->len - 3, "ARN");
  words->str[0] = g_ascii_toupper (words->str[0]);
  return g_string_free (g_steal_pointer (&words), FALSE);
}
