#include "qs-sandbox-run.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <glib-unix.h>
#include <glib/gstdio.h>

#include "qs-mount-sources.h"

#define START_PATIENCE_MS (60 * 1000)

static char *
build_path (QsRunRequest *request,
            const char   *name)
{
  return g_build_filename (request->folder, name, NULL);
}

static gboolean
has_file (QsRunRequest *request,
          const char   *name)
{
  g_autofree char *path = build_path (request, name);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The process that holds the lock: 0 when nobody does, -1 when it is not one of our namespace. */
static pid_t
find_holder (QsRunRequest *request)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  g_autofree char *path = build_path (request, "lock");
  g_autofd int fd = g_open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0);

  if (fd < 0 || fcntl (fd, F_GETLK, &whole) != 0 || whole.l_type == F_UNLCK)
    return 0;

  return whole.l_pid > 0 ? whole.l_pid : -1;
}

/* A process id is only as good as the lock: it counts when its owner still holds the lock after the
 * descriptor has been taken. */
static int
open_holder (QsRunRequest *request,
             pid_t         holder)
{
  g_autofd int pidfd = holder > 0 ? pidfd_open (holder, 0) : -1;

  return pidfd >= 0 && find_holder (request) == holder ? g_steal_fd (&pidfd) : -1;
}

/**
 * qs_sandbox_run_look:
 * @pidfd: (out) (optional): a descriptor of the supervisor that becomes readable when it ends, or
 *   -1 when there is none to be had
 *
 * Returns: the state of the run. A lost one has exited.
 */
QsRunState
qs_sandbox_run_look (QsRunRequest *request,
                     int          *pidfd)
{
  pid_t holder;

  if (pidfd != NULL)
    *pidfd = -1;
  if (has_file (request, "result"))
    return QS_RUN_STATE_EXITED;

  holder = find_holder (request);
  if (holder == 0)
    return has_file (request, "started") ? QS_RUN_STATE_EXITED : QS_RUN_STATE_ABSENT;

  if (pidfd != NULL)
    *pidfd = open_holder (request, holder);
  return QS_RUN_STATE_RUNNING;
}

static gboolean
reject_failure (const char *failure,
                const char *reason,
                GError    **error)
{
  if (g_strcmp0 (failure, "start") == 0)
    g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_START, "CannotStartContainerError: %s",
                 reason);
  else
    g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_CREATE, "CannotCreateContainerError: %s",
                 reason);

  return FALSE;
}

/**
 * qs_sandbox_run_read:
 *
 * Returns: (transfer full) (nullable): how the run ended; %NULL with CREATE or START when its
 *   command never ran, or LOST.
 */
QsRunResult *
qs_sandbox_run_read (QsRunRequest *request,
                     GError      **error)
{
  g_autoptr(GKeyFile) file = g_key_file_new ();
  g_autofree char *path = build_path (request, "result");
  g_autofree char *failure = NULL;
  g_autofree char *reason = NULL;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    {
      g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_LOST,
                   "The run was lost: this computer or its sandbox went down while it ran");
      return NULL;
    }

  failure = g_key_file_get_value (file, "result", "failure", NULL);
  reason = g_key_file_get_value (file, "result", "reason", NULL);
  if (failure != NULL && failure[0] != '\0')
    {
      reject_failure (failure, reason, error);
      return NULL;
    }

  return qs_run_result_new (g_key_file_get_integer (file, "result", "exit-code", NULL),
                            reason != NULL && reason[0] != '\0' ? reason : NULL,
                            g_key_file_get_int64 (file, "result", "started", NULL),
                            g_key_file_get_int64 (file, "result", "stopped", NULL));
}

static gboolean
write_plan (QsRunRequest        *request,
            const QsSandboxHost *host,
            GError             **error)
{
  g_autofree char *path = build_path (request, "plan");
  g_autoptr(GBytes) plan = NULL;
  g_autoptr(GError) problem = NULL;

  qs_mount_sources_make (request);
  plan = qs_sandbox_plan_new (host, request, error);
  if (plan == NULL)
    return FALSE;

  if (g_mkdir_with_parents (request->folder, 0700) == 0 &&
      g_file_set_contents_full (path, g_bytes_get_data (plan, NULL),
                                (gssize) g_bytes_get_size (plan), G_FILE_SET_CONTENTS_CONSISTENT,
                                0600, &problem))
    return TRUE;

  return reject_failure ("create", problem != NULL ? problem->message : g_strerror (errno), error);
}

static void
on_supervisor_exited_cb (GPid     pid,
                         int      status,
                         gpointer user_data)
{
}

/* Its end is seen by its result. Here it is only kept from staying behind as a zombie. */
static void
reap_later (pid_t pid)
{
  g_autoptr(GSource) source = g_child_watch_source_new (pid);

  g_source_set_callback (source, G_SOURCE_FUNC (on_supervisor_exited_cb), NULL, NULL);
  g_source_attach (source, NULL);
}

/* Starts the supervisor in a session of its own, so that it lives on without us. Returns our end of
 * its standard output. */
static int
spawn_supervisor (QsRunRequest        *request,
                  const QsSandboxHost *host,
                  GError             **error)
{
  char *arguments[] = { (char *) "quayside-supervisor", request->folder, NULL };
  char *environment[] = { NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t mask;
  int report[2];
  pid_t pid;
  int code;

  if (!g_unix_open_pipe (report, O_CLOEXEC, error))
    return -1;

  /* A signal to stop waits until the supervisor listens. */
  sigemptyset (&mask);
  sigaddset (&mask, SIGTERM);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &mask);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSID);
  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, report[1], 1);
  posix_spawn_file_actions_addopen (&actions, 2, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addclosefrom_np (&actions, 3);
  code = posix_spawn (&pid, host->supervisor, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  close (report[1]);

  if (code == 0)
    {
      reap_later (pid);
      return report[0];
    }

  close (report[0]);
  reject_failure ("create", g_strerror (code), error);
  return -1;
}

/* Returns: (transfer full): what the supervisor said, to the end of its output. */
static char *
read_report (int fd)
{
  g_autoptr(GString) text = g_string_new (NULL);
  struct pollfd ready = { fd, POLLIN };
  char bytes[1024];
  gssize got;

  while (poll (&ready, 1, START_PATIENCE_MS) > 0 && (got = read (fd, bytes, sizeof bytes)) > 0)
    g_string_append_len (text, bytes, got);

  return g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
check_report (QsRunRequest *request,
              const char   *text,
              GError      **error)
{
  g_autoptr(QsRunResult) result = NULL;

  if (g_str_equal (text, "running"))
    return TRUE;
  if (g_str_has_prefix (text, "start "))
    return reject_failure ("start", text + strlen ("start "), error);
  if (g_str_has_prefix (text, "create "))
    return reject_failure ("create", text + strlen ("create "), error);

  /* Another supervisor has it, or this one died before it could speak. */
  if (qs_sandbox_run_look (request, NULL) == QS_RUN_STATE_RUNNING)
    return TRUE;

  result = qs_sandbox_run_read (request, error);
  return result != NULL;
}

/**
 * qs_sandbox_run_start:
 *
 * Starts the run unless it has been started before.
 *
 * Returns: %TRUE when it runs, or has run; %FALSE with #QsRunnerError.
 */
gboolean
qs_sandbox_run_start (QsRunRequest        *request,
                      const QsSandboxHost *host,
                      GError             **error)
{
  QsRunState state = qs_sandbox_run_look (request, NULL);
  g_autoptr(QsRunResult) result = NULL;
  g_autofree char *text = NULL;
  g_autofd int report = -1;

  if (state == QS_RUN_STATE_RUNNING)
    return TRUE;
  if (state == QS_RUN_STATE_EXITED)
    {
      result = qs_sandbox_run_read (request, error);
      return result != NULL;
    }

  if (!write_plan (request, host, error) ||
      (report = spawn_supervisor (request, host, error)) < 0)
    return FALSE;

  text = read_report (report);
  return check_report (request, text, error);
}

/**
 * qs_sandbox_run_stop:
 * @grace: seconds between SIGTERM and SIGKILL
 *
 * Returns: %TRUE when the run has been told, or does not run.
 */
gboolean
qs_sandbox_run_stop (QsRunRequest *request,
                     guint         grace,
                     GError      **error)
{
  siginfo_t info = { .si_signo = SIGTERM, .si_code = SI_QUEUE };
  g_autofd int pidfd = -1;

  if (qs_sandbox_run_look (request, &pidfd) != QS_RUN_STATE_RUNNING)
    return TRUE;

  info.si_pid = getpid ();
  info.si_uid = getuid ();
  info.si_value.sival_int = (int) MIN (grace, G_MAXINT);
  if (pidfd >= 0 && (pidfd_send_signal (pidfd, SIGTERM, &info, 0) == 0 || errno == ESRCH))
    return TRUE;

  g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_UNAVAILABLE,
               "The run cannot be told to stop: %s",
               pidfd >= 0 ? g_strerror (errno) : "its process is not one of ours");
  return FALSE;
}

/**
 * qs_sandbox_run_remove:
 *
 * Removes the folder of a run that does not run.
 */
gboolean
qs_sandbox_run_remove (QsRunRequest *request,
                       GError      **error)
{
  const char *names[] = { "plan", "result.new", "result", "started", "lock" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = build_path (request, names[i]);

      g_unlink (path);
    }

  /* What else lies there, the log perhaps, stays. */
  if (g_rmdir (request->folder) == 0 || errno == ENOENT || errno == ENOTEMPTY)
    return TRUE;

  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", request->folder,
               g_strerror (errno));
  return FALSE;
}
