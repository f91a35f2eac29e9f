#include "qs-job-closures.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-format.h"
#include "qs-job-monitor.h"
#include "qs-named-value.h"

static char *
get_page (gpointer       object,
          QsJobMonitor  *monitor,
          QsMonitorState state)
{
  static const char * const pages[] = {
    [QS_MONITOR_STATE_LOADING] = "loading",
    [QS_MONITOR_STATE_READY] = "job",
    [QS_MONITOR_STATE_MISSING] = "missing",
    [QS_MONITOR_STATE_FAILED] = "failed",
  };

  return g_strdup (monitor != NULL ? pages[state] : "loading");
}

static char *
get_title (gpointer    object,
           const char *name)
{
  return name != NULL ? qs_display_text (name, -1) : g_strdup (_("Job"));
}

static gboolean
is_live (gpointer    object,
         QsJobStatus status)
{
  return !qs_job_status_is_final (status);
}

static gboolean
can_cancel (gpointer    object,
            QsJobStatus status)
{
  return status < QS_JOB_STATUS_STARTING;
}

static gboolean
is_positive (gpointer object,
             guint    number)
{
  return number > 0;
}

static gboolean
is_array (gpointer object,
          gint64   size)
{
  return size > 0;
}

static gboolean
is_no_array (gpointer object,
             gint64   size)
{
  return size == 0;
}

/* One argument a line, as JSON has it: where one ends and what is in it is beyond doubt. */
static char *
format_command (gpointer    object,
                GListModel *command,
                guint       n_items)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr(QsNamedValue) argument = g_list_model_get_item (command, i);
      g_autofree char *shown = qs_display_text (qs_named_value_get_value (argument), -1);
      g_autoptr(JsonNode) node = json_node_init_string (json_node_alloc (), shown);
      g_autofree char *quoted = json_to_string (node, FALSE);

      g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", quoted);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
format_memory (gpointer    object,
               const char *memory)
{
  return memory != NULL ? qs_format_mebibytes (g_ascii_strtoll (memory, NULL, 10)) : g_strdup ("");
}

/* Such as "Waited 12 s · ran 3 min 5 s". */
static char *
summarise (gpointer    object,
           QsJobStatus status,
           gint64      created_at,
           gint64      started_at,
           gint64      stopped_at,
           gint64      now)
{
  gboolean ended = qs_job_status_is_final (status);
  gint64 end = stopped_at > 0 || ended ? stopped_at : now;
  g_autofree char *waited = qs_format_span (created_at, started_at > 0 ? started_at : end);
  g_autofree char *ran = qs_format_span (started_at, end);

  /* A job may have ended at a time that nobody tells. */
  if (created_at == 0 || (ended && stopped_at == 0 && started_at == 0))
    return g_strdup ("");
  if (started_at == 0)
    /* Translators: a duration */
    return g_strdup_printf (stopped_at > 0 ? _("Waited %s") : _("Waiting for %s"), waited);
  if (ended && stopped_at == 0)
    return g_strdup_printf (_("Waited %s"), waited);
  if (stopped_at == 0)
    return g_strdup_printf (_("Waited %s · running for %s"), waited, ran);

  return g_strdup_printf (_("Waited %s · ran %s"), waited, ran);
}

void
qs_job_closures_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, get_page);
  gtk_widget_class_bind_template_callback (widget_class, get_title);
  gtk_widget_class_bind_template_callback (widget_class, is_live);
  gtk_widget_class_bind_template_callback (widget_class, can_cancel);
  gtk_widget_class_bind_template_callback (widget_class, is_positive);
  gtk_widget_class_bind_template_callback (widget_class, is_array);
  gtk_widget_class_bind_template_callback (widget_class, is_no_array);
  gtk_widget_class_bind_template_callback (widget_class, format_command);
  gtk_widget_class_bind_template_callback (widget_class, format_memory);
  gtk_widget_class_bind_template_callback (widget_class, summarise);
}
