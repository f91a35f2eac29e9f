#include "qs-supervisor.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/pidfd.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "qs-channels.h"
#include "qs-log-writer.h"
#include "qs-memory.h"
#include "qs-outcome.h"
#include "qs-plan.h"
#include "qs-sandbox.h"

#define SECOND INT64_C (1000000000)
#define LINE_PATIENCE SECOND
#define MEMORY_INTERVAL (SECOND / 2)
#define DRAIN_PATIENCE (5 * SECOND)
#define DEFAULT_GRACE 30
#define NEVER INT64_MAX

typedef struct
{
  QsPlan       plan;
  QsSandbox    sandbox;
  QsLogWriter *log;
  QsOutcome    outcome;
  int          signals;
  int          command;         /* a pidfd, -1 until there is a command */
  bool         is_sandbox_gone;
  bool         is_stopping;
  int64_t      kill_at;
  int64_t      measure_at;
  int64_t      drained_at;      /* when waiting for the streams' ends is given up */
  char         trouble[1024];   /* what bubblewrap says before there is a command */
  size_t       trouble_length;
} QsSupervisor;

static int64_t
get_time (clockid_t clock)
{
  struct timespec now;

  clock_gettime (clock, &now);
  return now.tv_sec * SECOND + now.tv_nsec;
}

static int64_t
min (int64_t a,
     int64_t b)
{
  return a < b ? a : b;
}

/* Says once, to whoever has started us and is still there, how the start went. */
static void
report (const QsOutcome *outcome)
{
  if (outcome->failure != NULL)
    dprintf (STDOUT_FILENO, "%s %s", outcome->failure, outcome->reason);
  else
    dprintf (STDOUT_FILENO, "running");
  close (STDOUT_FILENO);
}

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

static void
kill_command (QsSupervisor *self,
              int           number)
{
  if (self->command >= 0)
    pidfd_send_signal (self->command, number, NULL, 0);
  else if (number == SIGKILL && !self->is_sandbox_gone)
    kill (self->sandbox.pid, SIGKILL);
}

static void
stop (QsSupervisor *self,
      int           grace)
{
  self->is_stopping = true;
  self->kill_at = min (self->kill_at, get_time (CLOCK_MONOTONIC) + grace * SECOND);
  kill_command (self, SIGTERM);
}

/* From here on the sandbox is made and the sender is who will become the command. */
static void
on_inside (QsSupervisor *self,
           pid_t         sender)
{
  const char go = QS_STATUS_GO;

  self->command = pidfd_open (sender, 0);
  if (self->command < 0 || send (self->sandbox.status, &go, 1, MSG_NOSIGNAL) != 1)
    kill_command (self, SIGKILL);
}

static void
on_begun (QsSupervisor *self)
{
  close_fd (&self->sandbox.status);
  if (self->command < 0 || self->outcome.failure != NULL)
    return;

  self->outcome.started = get_time (CLOCK_REALTIME) / 1000000;
  if (self->plan.memory > 0)
    self->measure_at = get_time (CLOCK_MONOTONIC) + MEMORY_INTERVAL;
  report (&self->outcome);
  if (self->is_stopping)
    kill_command (self, SIGTERM);
}

static void
on_status (QsSupervisor *self)
{
  union
  {
    struct cmsghdr header;
    char           room[CMSG_SPACE (sizeof (struct ucred))];
  } control;
  char text[1024];
  struct iovec vector = { text, sizeof text - 1 };
  struct msghdr message = { .msg_iov = &vector, .msg_iovlen = 1, .msg_control = &control,
                            .msg_controllen = sizeof control };
  ssize_t got = recvmsg (self->sandbox.status, &message, MSG_CMSG_CLOEXEC);
  struct cmsghdr *header = got > 0 ? CMSG_FIRSTHDR (&message) : NULL;
  struct ucred sender = { 0 };

  if (got < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (got <= 0)
    {
      on_begun (self);
      return;
    }

  text[got] = '\0';
  if (header != NULL && header->cmsg_type == SCM_CREDENTIALS)
    memcpy (&sender, CMSG_DATA (header), sizeof sender);

  if (text[0] == QS_STATUS_INSIDE && self->command < 0)
    {
      on_inside (self, sender.pid);
    }
  else if (text[0] == QS_STATUS_FAILED)
    {
      self->outcome.failure = "start";
      qs_outcome_set_reason (&self->outcome, "%s", text + 1);
    }
}

/* Until there is a command it is bubblewrap that speaks. */
static void
keep_trouble (QsSupervisor *self,
              const char   *bytes,
              size_t        length)
{
  size_t room = sizeof self->trouble - 1 - self->trouble_length;
  size_t taken = length < room ? length : room;

  memcpy (self->trouble + self->trouble_length, bytes, taken);
  self->trouble_length += taken;
}

static void
on_stream (QsSupervisor *self,
           int          *fd,
           QsLogSource   source)
{
  static char bytes[64 * 1024];
  ssize_t got = read (*fd, bytes, sizeof bytes);

  if (got < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (got <= 0)
    {
      close_fd (fd);
      return;
    }

  if (self->command < 0)
    keep_trouble (self, bytes, (size_t) got);
  else
    qs_log_writer_append (self->log, source, bytes, (size_t) got, get_time (CLOCK_REALTIME));
  qs_log_writer_flush (self->log);
}

static void
on_sandbox_ended (QsSupervisor *self,
                  int           status)
{
  self->is_sandbox_gone = true;
  self->kill_at = self->measure_at = NEVER;
  self->drained_at = get_time (CLOCK_MONOTONIC) + DRAIN_PATIENCE;
  self->outcome.stopped = get_time (CLOCK_REALTIME) / 1000000;
  self->outcome.exit_code = WIFEXITED (status) ? WEXITSTATUS (status) : 128 + WTERMSIG (status);
}

static void
on_signal (QsSupervisor *self)
{
  struct signalfd_siginfo info;
  int status;

  if (read (self->signals, &info, sizeof info) != sizeof info)
    return;

  if (info.ssi_signo == SIGTERM)
    stop (self, info.ssi_code == SI_QUEUE ? info.ssi_int : DEFAULT_GRACE);
  else if (waitpid (self->sandbox.pid, &status, WNOHANG) == self->sandbox.pid)
    on_sandbox_ended (self, status);
}

static void
on_time (QsSupervisor *self)
{
  int64_t now = get_time (CLOCK_MONOTONIC);

  if (now >= self->measure_at)
    {
      self->measure_at = now + MEMORY_INTERVAL;
      if (qs_memory_of_tree (self->sandbox.pid) > self->plan.memory)
        {
          qs_outcome_set_reason (&self->outcome,
                                 "OutOfMemoryError: Container killed due to memory usage");
          kill_command (self, SIGKILL);
        }
    }

  if (now >= self->kill_at)
    {
      self->kill_at = NEVER;
      kill_command (self, SIGKILL);
    }

  if (qs_log_writer_oldest (self->log) != 0)
    {
      qs_log_writer_cut (self->log, get_time (CLOCK_REALTIME) - LINE_PATIENCE);
      qs_log_writer_flush (self->log);
    }
}

static int
get_timeout (QsSupervisor *self)
{
  int64_t next = min (min (self->kill_at, self->measure_at), self->drained_at);
  int64_t now = get_time (CLOCK_MONOTONIC);

  if (qs_log_writer_oldest (self->log) != 0)
    next = min (next, now + LINE_PATIENCE);
  if (next == NEVER)
    return -1;

  return next <= now ? 0 : (int) min ((next - now) / 1000000 + 1, 60 * 1000);
}

/* The status comes first: what is in the streams may depend on it. */
static void
watch (QsSupervisor *self)
{
  while (!self->is_sandbox_gone || self->sandbox.output >= 0 || self->sandbox.errors >= 0)
    {
      struct pollfd fds[] = {
        { self->sandbox.status, POLLIN },
        { self->sandbox.output, POLLIN },
        { self->sandbox.errors, POLLIN },
        { self->signals, POLLIN },
      };

      if (poll (fds, 4, get_timeout (self)) > 0)
        {
          if (fds[0].revents != 0)
            on_status (self);
          if (fds[1].revents != 0)
            on_stream (self, &self->sandbox.output, QS_LOG_OUTPUT);
          if (fds[2].revents != 0)
            on_stream (self, &self->sandbox.errors, QS_LOG_ERROR);
          if (fds[3].revents != 0)
            on_signal (self);
        }

      on_time (self);
      if (get_time (CLOCK_MONOTONIC) >= self->drained_at)
        break;
    }
}

/* Runs are started once: by whoever holds the lock, and only when nobody has marked the start. The
 * lock belongs to the process, is not inherited, and tells others our process id. */
static bool
claim (void)
{
  struct flock whole = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
  int lock = open ("lock", O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  int mark = -1;

  if (lock >= 0 && fcntl (lock, F_SETLK, &whole) == 0)
    mark = open ("started", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (mark >= 0)
    close (mark);

  return mark >= 0;
}

static int
open_signals (void)
{
  sigset_t set;

  signal (SIGPIPE, SIG_IGN);
  signal (SIGHUP, SIG_IGN);
  signal (SIGINT, SIG_IGN);
  sigemptyset (&set);
  sigaddset (&set, SIGTERM);
  sigaddset (&set, SIGCHLD);
  sigprocmask (SIG_SETMASK, &set, NULL);
  return signalfd (-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

static bool
start (QsSupervisor *self)
{
  int plan = open ("plan", O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  bool readable = plan >= 0 && qs_plan_read (&self->plan, plan);

  unlink ("plan");
  self->outcome.failure = "create";
  if (!readable)
    qs_outcome_set_reason (&self->outcome, "the plan of the run cannot be read");
  else if ((self->log = qs_log_writer_open (self->plan.log)) == NULL)
    qs_outcome_set_reason (&self->outcome, "%s: %s", self->plan.log, strerror (errno));
  else if (!qs_sandbox_start (&self->sandbox, &self->plan, plan))
    qs_outcome_set_reason (&self->outcome, "%s: %s", self->plan.bwrap, strerror (errno));
  else
    self->outcome.failure = NULL;

  close_fd (&plan);
  return self->outcome.failure == NULL;
}

static void
finish (QsSupervisor *self)
{
  int code = qs_log_writer_close (self->log);

  if (self->command < 0 && self->outcome.failure == NULL)
    {
      self->outcome.failure = "create";
      qs_outcome_set_reason (&self->outcome, "%s", self->trouble_length > 0 ? self->trouble
                             : "the sandbox ended before the command began");
    }
  if (code != 0)
    qs_outcome_set_reason (&self->outcome, "The log is not complete: %s", strerror (code));
}

/* Sees one run through, from the plan in @folder to the result beside it. */
int
qs_supervise (const char *folder)
{
  static QsSupervisor self = { .command = -1, .kill_at = NEVER, .measure_at = NEVER,
                               .drained_at = NEVER };

  bool written;

  self.signals = open_signals ();
  if (chdir (folder) != 0 || !claim ())
    {
      dprintf (STDOUT_FILENO, "claimed");
      return 1;
    }

  setsid ();
  if (start (&self))
    {
      watch (&self);
      finish (&self);
    }

  written = qs_outcome_write (&self.outcome);
  if (self.outcome.failure != NULL)
    report (&self.outcome);

  return written ? 0 : 1;
}
