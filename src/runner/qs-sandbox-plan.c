#include "qs-sandbox-plan.h"

#include <pwd.h>

#include "qs-runner.h"

G_DEFINE_BOXED_TYPE (QsSandboxHost, qs_sandbox_host, qs_sandbox_host_copy, qs_sandbox_host_free)

/* What programs in /usr need of /etc to find their users, libraries, words, time and settings. */
static const char * const etc_names[] = {
  "alternatives", "fonts", "group", "gtk-3.0", "java-17-openjdk", "java-21-openjdk", "ld.so.cache",
  "locale.alias", "localtime", "magic", "matplotlibrc", "mime.types", "nsswitch.conf", "passwd",
  "perl", "python3", "R", "services", "ssl/openssl.cnf", "timezone",
};

static const char * const root_names[] = { "bin", "sbin", "lib", "lib32", "lib64", "libx32" };

QsSandboxHost *
qs_sandbox_host_new (const char *bwrap,
                     const char *supervisor,
                     QsProcKind  proc)
{
  QsSandboxHost *self = g_new0 (QsSandboxHost, 1);

  self->bwrap = g_strdup (bwrap);
  self->supervisor = g_strdup (supervisor);
  self->proc = proc;
  return self;
}

QsSandboxHost *
qs_sandbox_host_copy (const QsSandboxHost *self)
{
  return qs_sandbox_host_new (self->bwrap, self->supervisor, self->proc);
}

void
qs_sandbox_host_free (QsSandboxHost *self)
{
  g_free (self->bwrap);
  g_free (self->supervisor);
  g_free (self);
}

/* /bin, /lib and their like are links into /usr on most systems and folders on others. */
static void
add_root (GStrvBuilder *arguments)
{
  g_strv_builder_add_many (arguments, "--ro-bind", "/usr", "/usr", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (root_names); i++)
    {
      g_autofree char *path = g_strconcat ("/", root_names[i], NULL);
      g_autofree char *target = g_file_read_link (path, NULL);

      if (target != NULL)
        g_strv_builder_add_many (arguments, "--symlink", target, path, NULL);
      else
        g_strv_builder_add_many (arguments, "--ro-bind-try", path, path, NULL);
    }
}

static void
add_etc (GStrvBuilder *arguments)
{
  for (guint i = 0; i < G_N_ELEMENTS (etc_names); i++)
    {
      g_autofree char *path = g_strconcat ("/etc/", etc_names[i], NULL);

      g_strv_builder_add_many (arguments, "--ro-bind-try", path, path, NULL);
    }
}

static void
add_base (GStrvBuilder *arguments,
          QsProcKind    proc)
{
  g_strv_builder_add_many (arguments, "--unshare-all", "--die-with-parent", "--new-session", NULL);
  add_root (arguments);
  if (proc == QS_PROC_FRESH)
    g_strv_builder_add_many (arguments, "--proc", "/proc", NULL);
  else if (proc == QS_PROC_BOUND)
    g_strv_builder_add_many (arguments, "--ro-bind", "/proc", "/proc", NULL);
  g_strv_builder_add_many (arguments, "--dev", "/dev", NULL);
}

/**
 * qs_sandbox_plan_base:
 *
 * Returns: (transfer full): bubblewrap's arguments for the barest sandbox that runs a command of
 *   this computer, to find out whether it can be made.
 */
char **
qs_sandbox_plan_base (QsProcKind proc)
{
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new ();

  add_base (arguments, proc);
  return g_strv_builder_end (arguments);
}

static void
add_memory_folder (GStrvBuilder *arguments,
                   const char   *path,
                   gint64        mebibytes)
{
  g_autofree char *size = g_strdup_printf ("%" G_GINT64_FORMAT, mebibytes * 1024 * 1024);

  g_strv_builder_add_many (arguments, "--perms", "1777", NULL);
  if (mebibytes > 0)
    g_strv_builder_add_many (arguments, "--size", size, NULL);
  g_strv_builder_add_many (arguments, "--tmpfs", path, NULL);
}

static gboolean
check_mount (const QsMount *mount,
             GError       **error)
{
  g_autofree char *canonical = g_canonicalize_filename (mount->container_path, "/");

  if (mount->container_path[0] == '/' && !g_str_equal (canonical, "/"))
    return TRUE;

  g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_CREATE,
               "CannotCreateContainerError: mountPoints: containerPath '%s' must be an absolute "
               "path other than /", mount->container_path);
  return FALSE;
}

static gboolean
add_mounts (GStrvBuilder *arguments,
            QsRunRequest *request,
            GError      **error)
{
  for (guint i = 0; i < request->mounts->len; i++)
    {
      const QsMount *mount = g_ptr_array_index (request->mounts, i);

      if (!check_mount (mount, error))
        return FALSE;
      g_strv_builder_add_many (arguments, mount->read_only ? "--ro-bind" : "--bind",
                               mount->host_path, mount->container_path, NULL);
    }

  return TRUE;
}

/* A user is "name", "uid" or "uid:gid". */
static gboolean
parse_user (const char *user,
            guint64    *uid,
            guint64    *gid,
            GError    **error)
{
  g_auto(GStrv) parts = g_strsplit (user, ":", 2);
  gboolean has_group = parts[0] != NULL && parts[1] != NULL;
  struct passwd record, *found = NULL;
  char buffer[4096];

  if (g_ascii_string_to_unsigned (user[0] != '\0' ? parts[0] : "", 10, 0, G_MAXINT32, uid, NULL) &&
      g_ascii_string_to_unsigned (has_group ? parts[1] : parts[0], 10, 0, G_MAXINT32, gid, NULL))
    return TRUE;

  if (!has_group && getpwnam_r (user, &record, buffer, sizeof buffer, &found) == 0 && found != NULL)
    {
      *uid = record.pw_uid;
      *gid = record.pw_gid;
      return TRUE;
    }

  g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_CREATE,
               "CannotCreateContainerError: user: '%s' is neither a user of this computer nor "
               "\"uid:gid\"", user);
  return FALSE;
}

static gboolean
add_user (GStrvBuilder *arguments,
          const char   *user,
          GError      **error)
{
  g_autofree char *uid = NULL;
  g_autofree char *gid = NULL;
  guint64 user_id, group_id;

  if (user == NULL || user[0] == '\0')
    return TRUE;
  if (!parse_user (user, &user_id, &group_id, error))
    return FALSE;

  uid = g_strdup_printf ("%" G_GUINT64_FORMAT, user_id);
  gid = g_strdup_printf ("%" G_GUINT64_FORMAT, group_id);
  g_strv_builder_add_many (arguments, "--unshare-user", "--uid", uid, "--gid", gid, NULL);
  return TRUE;
}

static char **
build_arguments (const QsSandboxHost *host,
                 QsRunRequest        *request,
                 GError             **error)
{
  g_autoptr(GStrvBuilder) arguments = g_strv_builder_new ();

  add_base (arguments, host->proc);
  add_etc (arguments);
  add_memory_folder (arguments, "/dev/shm", request->shared_memory);
  add_memory_folder (arguments, "/tmp", request->memory);
  g_strv_builder_add_many (arguments, "--symlink", "/tmp", "/var/tmp", "--ro-bind",
                           host->supervisor, "/run/quayside-supervisor", NULL);
  if (!add_user (arguments, request->user, error) || !add_mounts (arguments, request, error))
    return NULL;

  g_strv_builder_add_many (arguments, "--remount-ro", "/", NULL);
  return g_strv_builder_end (arguments);
}

static void
put (GByteArray *plan,
     const char *key,
     const char *value)
{
  g_byte_array_append (plan, (const guint8 *) key, strlen (key) + 1);
  g_byte_array_append (plan, (const guint8 *) value, strlen (value) + 1);
}

static void
put_all (GByteArray         *plan,
         const char         *key,
         const char * const *values)
{
  for (guint i = 0; values != NULL && values[i] != NULL; i++)
    put (plan, key, values[i]);
}

/* The job's own variables, and before them what a command cannot do without. */
static void
put_variables (GByteArray   *plan,
               QsRunRequest *request)
{
  const char *defaults[] = { "PATH", "HOME", "LANG" };
  const char *values[] = { "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin", "/tmp",
                           "C.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (defaults); i++)
    if (request->environment == NULL ||
        g_environ_getenv (request->environment, defaults[i]) == NULL)
      {
        g_autofree char *variable = g_strconcat (defaults[i], "=", values[i], NULL);

        put (plan, "variable", variable);
      }
  put_all (plan, "variable", (const char * const *) request->environment);
}

static void
put_limits (GByteArray   *plan,
            QsRunRequest *request)
{
  g_autofree char *memory = g_strdup_printf ("%" G_GINT64_FORMAT, request->memory * 1024 * 1024);

  put (plan, "memory", memory);
  for (guint i = 0; i < request->ulimits->len; i++)
    {
      const QsUlimit *ulimit = g_ptr_array_index (request->ulimits, i);
      g_autofree char *text = g_strdup_printf ("%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT,
                                               ulimit->name, ulimit->soft, ulimit->hard);

      put (plan, "limit", text);
    }
}

static const char *
find_work_folder (QsRunRequest *request)
{
  for (guint i = 0; i < request->mounts->len; i++)
    {
      const QsMount *mount = g_ptr_array_index (request->mounts, i);

      if (g_file_test (mount->host_path, G_FILE_TEST_IS_DIR))
        return mount->container_path;
    }

  return "/tmp";
}

static gboolean
check_request (QsRunRequest *request,
               GError      **error)
{
  const char *fault = NULL;

  if (request->command == NULL || request->command[0] == NULL)
    fault = "command: this image has no command of its own: give one";
  else if (request->privileged)
    fault = "privileged: commands of this computer run in a sandbox and cannot be privileged";

  if (fault != NULL)
    g_set_error (error, QS_RUNNER_ERROR, QS_RUNNER_ERROR_CREATE, "CannotCreateContainerError: %s",
                 fault);
  return fault == NULL;
}

/**
 * qs_sandbox_plan_new:
 *
 * Lays down what a run in a sandbox is to be: this computer's /usr and what belongs to it, all
 * read-only; an empty /tmp and /dev/shm in memory; no network; the job's mounts and nothing else of
 * this computer. Blocks, as it looks at folders; for a worker.
 *
 * Returns: (transfer full) (nullable): the plan that the supervisor reads, see
 *   supervisor/qs-plan.h; %NULL with %QS_RUNNER_ERROR_CREATE when @request asks for what cannot be.
 */
GBytes *
qs_sandbox_plan_new (const QsSandboxHost *host,
                     QsRunRequest        *request,
                     GError             **error)
{
  g_autoptr(GByteArray) plan = g_byte_array_new ();
  g_auto(GStrv) arguments = NULL;

  if (!check_request (request, error) ||
      (arguments = build_arguments (host, request, error)) == NULL)
    return NULL;

  put (plan, "bwrap", host->bwrap);
  put_all (plan, "sandbox", (const char * const *) arguments);
  put (plan, "log", request->log_path);
  put (plan, "folder", find_work_folder (request));
  put_limits (plan, request);
  put_all (plan, "argument", (const char * const *) request->command);
  put_variables (plan, request);
  return g_byte_array_free_to_bytes (g_steal_pointer (&plan));
}
