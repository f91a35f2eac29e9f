#include "qs-sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include "qs-channels.h"

/* The other ends, which bubblewrap gets. */
typedef struct
{
  int output;
  int errors;
  int status;
  int arguments;
} QsSandboxEnds;

/* The arguments travel in memory, so that no other user of this computer sees them in its list of
 * processes. */
static int
write_arguments (const QsPlan *plan)
{
  int fd = memfd_create ("arguments", MFD_CLOEXEC);

  for (const char **argument = plan->sandbox; fd >= 0 && *argument != NULL; argument++)
    {
      size_t size = strlen (*argument) + 1;

      if (write (fd, *argument, size) != (ssize_t) size)
        {
          close (fd);
          return -1;
        }
    }

  if (fd >= 0)
    lseek (fd, 0, SEEK_SET);
  return fd;
}

static bool
make_ends (QsSandbox     *self,
           QsSandboxEnds *ends,
           const QsPlan  *plan)
{
  const int on = 1;
  int output[2], errors[2], status[2];

  if (pipe2 (output, O_CLOEXEC) != 0 || pipe2 (errors, O_CLOEXEC) != 0 ||
      socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, status) != 0)
    return false;

  /* The kernel tells with each message who sent it, as a process of our own namespace. */
  setsockopt (status[0], SOL_SOCKET, SO_PASSCRED, &on, sizeof on);
  fcntl (output[0], F_SETFL, O_NONBLOCK);
  fcntl (errors[0], F_SETFL, O_NONBLOCK);
  fcntl (status[0], F_SETFL, O_NONBLOCK);

  self->output = output[0];
  self->errors = errors[0];
  self->status = status[0];
  ends->output = output[1];
  ends->errors = errors[1];
  ends->status = status[1];
  ends->arguments = write_arguments (plan);
  return ends->arguments >= 0;
}

static int
spawn (QsSandbox           *self,
       const QsSandboxEnds *ends,
       const QsPlan        *plan,
       int                  plan_fd)
{
  char *arguments[] = { (char *) "bwrap", (char *) "--args", (char *) "5",
                        (char *) "/run/quayside-supervisor", (char *) QS_LAUNCH_ARGUMENT, NULL };
  char *environment[] = { NULL };
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  sigset_t none;
  int code;

  sigemptyset (&none);
  posix_spawnattr_init (&attributes);
  posix_spawnattr_setsigmask (&attributes, &none);
  posix_spawnattr_setflags (&attributes, POSIX_SPAWN_SETSIGMASK);

  posix_spawn_file_actions_init (&actions);
  posix_spawn_file_actions_addopen (&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2 (&actions, ends->output, 1);
  posix_spawn_file_actions_adddup2 (&actions, ends->errors, 2);
  posix_spawn_file_actions_adddup2 (&actions, plan_fd, QS_PLAN_FD);
  posix_spawn_file_actions_adddup2 (&actions, ends->status, QS_STATUS_FD);
  posix_spawn_file_actions_adddup2 (&actions, ends->arguments, QS_ARGUMENTS_FD);

  code = posix_spawn (&self->pid, plan->bwrap, &actions, &attributes, arguments, environment);
  posix_spawn_file_actions_destroy (&actions);
  posix_spawnattr_destroy (&attributes);
  return code;
}

/* Starts bubblewrap with an empty environment: what the job's holds must not act outside the
 * sandbox. Answers false with errno. */
bool
qs_sandbox_start (QsSandbox    *self,
                  const QsPlan *plan,
                  int           plan_fd)
{
  QsSandboxEnds ends;

  if (!make_ends (self, &ends, plan))
    return false;

  errno = spawn (self, &ends, plan, plan_fd);
  if (errno != 0)
    return false;

  close (ends.output);
  close (ends.errors);
  close (ends.status);
  close (ends.arguments);
  return true;
}
