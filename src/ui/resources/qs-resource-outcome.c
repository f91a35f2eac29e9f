#include "qs-resource-outcome.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-resource-follower.h"
#include "qs-toast.h"

typedef struct
{
  GWeakRef            window;
  QsResourceFollower *follower;
} QsResourceOutcome;

static void
free_outcome (gpointer data)
{
  QsResourceOutcome *self = data;

  qs_resource_follower_stop (self->follower);
  g_object_unref (self->follower);
  g_weak_ref_clear (&self->window);
  g_free (self);
}

/* Resources are VALID or INVALID, definitions ACTIVE. Whatever is not wrong needs no reason. */
static char *
describe (QsResource *resource)
{
  const char *name = qs_resource_get_title (resource);
  const char *reason = qs_resource_get_reason (resource);

  if (!g_str_equal (qs_resource_get_status (resource), "INVALID"))
    return g_strdup_printf (_("“%s” is ready"), name);
  if (reason == NULL || *reason == '\0')
    return g_strdup_printf (_("“%s” is invalid"), name);

  return g_strdup_printf (_("“%s” is invalid: %s"), name, reason);
}

static DexFuture *
outcome_fiber (gpointer data)
{
  QsResourceOutcome *self = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GtkWidget) window = NULL;
  g_autofree char *text = NULL;
  QsResource *resource;

  qs_await (qs_resource_follower_await (self->follower, QS_RESOURCE_SETTLED), &error);
  window = g_weak_ref_get (&self->window);
  resource = qs_resource_follower_get_resource (self->follower);
  if (window == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return dex_future_new_true ();

  if (error != NULL)
    {
      qs_toast_show_error (window, error);
    }
  else if (resource != NULL)
    {
      text = describe (resource);
      qs_toast_show (window, text);
    }

  return dex_future_new_true ();
}

void
qs_resource_outcome_tell (GtkWidget     *window,
                          QsAccount     *account,
                          QsResourceKind kind,
                          const char    *arn)
{
  QsResourceOutcome *self;

  g_return_if_fail (GTK_IS_WIDGET (window));
  g_return_if_fail (qs_account_get_engine (account) != NULL);

  self = g_new0 (QsResourceOutcome, 1);
  g_weak_ref_init (&self->window, window);
  self->follower = qs_resource_follower_new (qs_account_get_engine (account),
                                             qs_account_get_clock (account), kind, arn);
  g_signal_connect_object (window, "destroy", G_CALLBACK (qs_resource_follower_stop),
                           self->follower, G_CONNECT_SWAPPED);
  dex_future_disown (qs_fiber_start (outcome_fiber, self, free_outcome));
}
