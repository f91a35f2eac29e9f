#include "qs-process-run.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-redact.h"
#include "qs-scope.h"

/* Credentials are a few kilobytes; what says more is not what was meant. */
#define MAX_OUTPUT (64 * 1024)
#define BLOCK_SIZE 4096

/* What a program needs to find its files, the desktop and the network, and nothing else: neither
 * credentials that Quayside was started with, nor what would change which code is loaded. */
static const char *environment[] = {
  "AWS_CA_BUNDLE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "BROWSER",
  "DBUS_SESSION_BUS_ADDRESS", "DISPLAY", "GNUPGHOME", "HOME", "HTTPS_PROXY", "HTTP_PROXY", "LANG",
  "LANGUAGE", "LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LOGNAME", "NO_PROXY", "PATH", "SHELL",
  "SSH_AUTH_SOCK", "SSL_CERT_DIR", "SSL_CERT_FILE", "TMPDIR", "TZ", "USER", "WAYLAND_DISPLAY",
  "XAUTHORITY", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_CURRENT_DESKTOP", "XDG_DATA_HOME",
  "XDG_RUNTIME_DIR", "XDG_SESSION_TYPE", "XDG_STATE_HOME", "http_proxy", "https_proxy", "no_proxy",
  NULL
};

/* What comes out of one end of the process. Its memory does not move as it fills, so that there is
 * one copy to be wiped. */
typedef struct
{
  GInputStream *stream;
  char         *data;
  gsize         length;
} QsCapture;

/* One process on its way. */
typedef struct
{
  char        *source;
  char       **argv;
  QsClock     *clock;
  gint64       timeout;
  GSubprocess *subprocess;
  QsCapture    output;
  QsCapture    complaint;
  gboolean     overflowed;
  gboolean     ended;
} QsProcessRun;

static void
free_capture (gpointer data)
{
  explicit_bzero (data, MAX_OUTPUT);
  g_free (data);
}

static void
clear_run (gpointer data)
{
  QsProcessRun *run = data;

  g_free (run->source);
  g_strfreev (run->argv);
  g_clear_object (&run->clock);
  g_clear_object (&run->subprocess);
  g_clear_pointer (&run->output.data, free_capture);
  g_clear_pointer (&run->complaint.data, free_capture);
}

static void
unref_run (gpointer data)
{
  g_rc_box_release_full (data, clear_run);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsProcessRun, unref_run)

static void
wipe_bytes (GBytes *bytes)
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);

  if (size > 0)
    explicit_bzero ((gpointer) data, size);
  g_bytes_unref (bytes);
}

/* Fills @capture up to the end of the stream; what is too much is read and dropped.
 * Returns: whether all of it was kept. */
static gboolean
drain (QsCapture *capture)
{
  gboolean whole = TRUE;

  for (;;)
    {
      GBytes *block = qs_await_boxed (dex_input_stream_read_bytes (capture->stream, BLOCK_SIZE,
                                                                   G_PRIORITY_DEFAULT), NULL);
      gsize size = block != NULL ? g_bytes_get_size (block) : 0;
      gsize kept = MIN (size, MAX_OUTPUT - 1 - capture->length);

      if (kept > 0)
        memcpy (capture->data + capture->length, g_bytes_get_data (block, NULL), kept);
      capture->length += kept;
      whole = whole && kept == size;
      g_clear_pointer (&block, wipe_bytes);
      if (size == 0)
        return whole;
    }
}

static DexFuture *
output_fiber (gpointer data)
{
  QsProcessRun *run = data;

  run->overflowed = !drain (&run->output);
  return dex_future_new_true ();
}

static DexFuture *
complaint_fiber (gpointer data)
{
  QsProcessRun *run = data;

  drain (&run->complaint);
  return dex_future_new_true ();
}

/* Whether it ended well is asked later. */
static DexFuture *
accept_any_end (DexFuture *future,
                gpointer   user_data)
{
  return dex_future_new_true ();
}

static void
lead_session (gpointer user_data)
{
  setsid ();
}

static char **
build_environment (void)
{
  GPtrArray *pairs = g_ptr_array_new ();

  for (guint i = 0; environment[i] != NULL; i++)
    if (g_getenv (environment[i]) != NULL)
      g_ptr_array_add (pairs, g_strconcat (environment[i], "=", g_getenv (environment[i]), NULL));
  g_ptr_array_add (pairs, NULL);

  return (char **) g_ptr_array_free (pairs, FALSE);
}

static gboolean
start (QsProcessRun *run,
       GError      **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GError) cause = NULL;
  g_auto(GStrv) variables = build_environment ();

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_environ (launcher, variables);

  /* What it starts in turn is to end with it. */
  g_subprocess_launcher_set_child_setup (launcher, lead_session, NULL, NULL);
  run->subprocess = g_subprocess_launcher_spawnv (launcher, (const char * const *) run->argv,
                                                  &cause);
  if (run->subprocess == NULL)
    {
      /* GLib's message has the program's name and the reason, and no argument. */
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
                   /* Translators: the command; the reason */
                   _("%s cannot be started: %s"), run->source, cause->message);
      return FALSE;
    }

  run->output.stream = g_subprocess_get_stdout_pipe (run->subprocess);
  run->complaint.stream = g_subprocess_get_stderr_pipe (run->subprocess);
  return TRUE;
}

static void
kill_session (QsProcessRun *run)
{
  const char *identifier = g_subprocess_get_identifier (run->subprocess);

  if (identifier != NULL)
    kill (-(pid_t) g_ascii_strtoll (identifier, NULL, 10), SIGKILL);
  g_subprocess_force_exit (run->subprocess);
}

/* Waits until the process and its output have ended, or the time is over. */
static gboolean
wait_for_end (QsProcessRun *run,
              GError      **error)
{
  g_autoptr(QsScope) scope = qs_scope_new ();
  g_autoptr(DexFuture) end = NULL;

  end = dex_future_all (qs_scope_run (scope, output_fiber, g_rc_box_acquire (run), unref_run),
                        qs_scope_run (scope, complaint_fiber, g_rc_box_acquire (run), unref_run),
                        dex_future_finally (dex_subprocess_wait_check (run->subprocess),
                                            accept_any_end, NULL, NULL),
                        NULL);
  if (!qs_await (dex_future_first (dex_ref (end), qs_clock_wait (run->clock, run->timeout), NULL),
                 error))
    {
      kill_session (run);
      return FALSE;
    }

  if (!dex_future_is_pending (end))
    return TRUE;

  kill_session (run);
  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
               /* Translators: the command; a number of seconds */
               _("%s was ended because it gave no credentials within %d seconds"), run->source,
               (int) (run->timeout / 1000));
  return FALSE;
}

static GError *
explain_failure (QsProcessRun *run)
{
  g_autofree char *complaint = NULL;
  g_autofree char *outcome = NULL;

  if (g_subprocess_get_if_exited (run->subprocess))
    outcome = g_strdup_printf (_("status %d"), g_subprocess_get_exit_status (run->subprocess));
  else
    outcome = g_strdup_printf (_("signal %d"), g_subprocess_get_term_sig (run->subprocess));

  run->complaint.data[run->complaint.length] = '\0';
  complaint = qs_redact (run->complaint.data);
  if (*complaint == '\0')
    return g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                        /* Translators: the command; "status 1" or "signal 9" */
                        _("%s ended with %s and said nothing: run it in a terminal to see what it "
                          "needs"), run->source, outcome);

  return g_error_new (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                      /* Translators: the command; "status 1" or "signal 9"; what it said */
                      _("%s ended with %s and said: %s"), run->source, outcome, complaint);
}

static QsProcessRun *
new_run (const char         *source,
         const char * const *argv,
         QsClock            *clock,
         gint64              timeout)
{
  QsProcessRun *run = g_rc_box_new0 (QsProcessRun);

  run->source = g_strdup (source);
  run->argv = g_strdupv ((char **) argv);
  run->clock = g_object_ref (clock);
  run->timeout = timeout;
  run->output.data = g_malloc0 (MAX_OUTPUT);
  run->complaint.data = g_malloc0 (MAX_OUTPUT);
  return run;
}

/**
 * qs_process_run:
 * @source: what is run, as the beginning of a sentence
 * @argv: the program, looked for in PATH, and its arguments
 * @timeout: ms that it may take
 *
 * Runs a program that writes credentials, without a shell, without input, in a session of its own
 * and with few variables in its environment. Waits, so it is for fibers; when the fiber's scope is
 * cancelled the program and what it has started are killed.
 *
 * Returns: (transfer full) (nullable): what it wrote to its standard output, wiped when the last
 *   reference goes; %NULL with #QsEngineError: %QS_ENGINE_ERROR_INVALID when it cannot be started,
 *   %QS_ENGINE_ERROR_EXPIRED when it failed, with what it wrote to its standard error, of which
 *   nothing that may be a secret is left.
 */
GBytes *
qs_process_run (const char         *source,
                const char * const *argv,
                QsClock            *clock,
                gint64              timeout,
                GError            **error)
{
  g_autoptr(QsProcessRun) run = NULL;
  char *output;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);
  g_return_val_if_fail (QS_IS_CLOCK (clock), NULL);

  run = new_run (source, argv, clock, timeout);
  if (!start (run, error) || !wait_for_end (run, error))
    return NULL;

  if (!g_subprocess_get_successful (run->subprocess))
    {
      g_propagate_error (error, explain_failure (run));
      return NULL;
    }
  if (run->overflowed)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID_REPLY,
                   /* Translators: the command */
                   _("%s writes more than credentials can be"), run->source);
      return NULL;
    }

  output = g_steal_pointer (&run->output.data);
  return g_bytes_new_with_free_func (output, run->output.length, free_capture, output);
}
