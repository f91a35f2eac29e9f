#include "qs-sandbox-probe.h"

#include <gio/gio.h>
#include <glib/gi18n.h>

#include "qs-runner.h"
#include "qs-worker.h"
#include "quayside-config.h"

typedef struct
{
  const char *file;
  const char *value;     /* which refuses */
  const char *setting;   /* which allows */
} QsKernelSetting;

static const QsKernelSetting kernel_settings[] = {
  { "/proc/sys/kernel/unprivileged_userns_clone", "0", "kernel.unprivileged_userns_clone=1" },
  { "/proc/sys/kernel/apparmor_restrict_unprivileged_userns", "1",
    "kernel.apparmor_restrict_unprivileged_userns=0" },
  { "/proc/sys/user/max_user_namespaces", "0", "user.max_user_namespaces=10000" },
};

static char *
find_supervisor (void)
{
  const char *path = g_getenv ("QUAYSIDE_SUPERVISOR");

  if (path == NULL || path[0] == '\0')
    path = QS_LIBEXEC_DIR "/quayside-supervisor";

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup (path) : NULL;
}

static const char *
find_refusing_setting (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (kernel_settings); i++)
    {
      g_autofree char *value = NULL;

      if (g_file_get_contents (kernel_settings[i].file, &value, NULL, NULL) &&
          g_str_equal (g_strstrip (value), kernel_settings[i].value))
        return kernel_settings[i].setting;
    }

  return NULL;
}

/* Returns: whether a sandbox with such a /proc can be made; else what bubblewrap said. */
static gboolean
try_sandbox (const char *bwrap,
             QsProcKind  proc,
             char      **complaint)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) base = qs_sandbox_plan_base (proc);
  g_auto(GStrv) arguments = NULL;
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *text = NULL;

  g_strv_builder_add (builder, bwrap);
  g_strv_builder_addv (builder, (const char **) base);
  g_strv_builder_add (builder, "/usr/bin/true");
  arguments = g_strv_builder_end (builder);
  process = g_subprocess_newv ((const char * const *) arguments,
                               G_SUBPROCESS_FLAGS_STDERR_PIPE | G_SUBPROCESS_FLAGS_STDOUT_SILENCE,
                               &error);
  if (process != NULL &&
      g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &text, &error) &&
      g_subprocess_get_successful (process))
    return TRUE;

  g_set_str (complaint, error != NULL ? error->message : text);
  return FALSE;
}

static GError *
refusal_new (const char *complaint)
{
  const char *setting = find_refusing_setting ();
  g_autofree char *line = g_strdup (complaint != NULL ? complaint : "");

  line[strcspn (line, "\n")] = '\0';
  if (setting != NULL)
    return g_error_new (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                        _("This computer's kernel does not allow sandboxes (%s). An administrator "
                          "can allow them: sudo sysctl %s"), line, setting);

  return g_error_new (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
                      _("This computer does not allow sandboxes (%s). Commands of this computer "
                        "never run without one; use a container image instead."), line);
}

static GError *
missing_new (const char *bwrap)
{
  const char *text =
    bwrap == NULL
    ? _("Commands of this computer run in a sandbox that bubblewrap makes. Install it (package "
        "bubblewrap); this job starts by itself once it is there.")
    : _("Quayside is not installed whole: its program quayside-supervisor is missing. Install "
        "Quayside again.");

  return g_error_new_literal (QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE, text);
}

static void
probe (gpointer    data,
       DexPromise *promise)
{
  g_autofree char *bwrap = g_find_program_in_path ("bwrap");
  g_autofree char *supervisor = find_supervisor ();
  g_autofree char *complaint = NULL;

  if (bwrap == NULL || supervisor == NULL)
    {
      dex_promise_reject (promise, missing_new (bwrap));
      return;
    }

  for (QsProcKind proc = QS_PROC_FRESH; proc <= QS_PROC_NONE; proc++)
    if (try_sandbox (bwrap, proc, &complaint))
      {
        dex_promise_resolve_boxed (promise, QS_TYPE_SANDBOX_HOST,
                                   qs_sandbox_host_new (bwrap, supervisor, proc));
        return;
      }

  dex_promise_reject (promise, refusal_new (complaint));
}

/**
 * qs_sandbox_probe:
 *
 * Finds out, by making one, how sandboxes can be made on this computer.
 *
 * Returns: (transfer full): a future of the #QsSandboxHost; rejected with
 *   %QS_RUNNER_ERROR_UNAVAILABLE and what to install or to change.
 */
DexFuture *
qs_sandbox_probe (void)
{
  return qs_worker_run (probe, NULL, NULL);
}
