#include "qs-launch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "qs-channels.h"
#include "qs-plan.h"

typedef struct
{
  const char *name;
  int         resource;
} QsLimitName;

static const QsLimitName limit_names[] = {
  { "core", RLIMIT_CORE },
  { "cpu", RLIMIT_CPU },
  { "data", RLIMIT_DATA },
  { "fsize", RLIMIT_FSIZE },
  { "locks", RLIMIT_LOCKS },
  { "memlock", RLIMIT_MEMLOCK },
  { "msgqueue", RLIMIT_MSGQUEUE },
  { "nice", RLIMIT_NICE },
  { "nofile", RLIMIT_NOFILE },
  { "nproc", RLIMIT_NPROC },
  { "rss", RLIMIT_RSS },
  { "rtprio", RLIMIT_RTPRIO },
  { "rttime", RLIMIT_RTTIME },
  { "sigpending", RLIMIT_SIGPENDING },
  { "stack", RLIMIT_STACK },
};

static int __attribute__((format (printf, 1, 2)))
refuse (const char *format,
        ...)
{
  char text[1024] = { QS_STATUS_FAILED };
  va_list values;
  int length;

  va_start (values, format);
  length = vsnprintf (text + 1, sizeof text - 1, format, values);
  va_end (values);

  if (length >= (int) sizeof text - 1)
    length = (int) sizeof text - 2;
  /* Nobody hears it when the supervisor is gone, and then the sandbox is going too. */
  return write (QS_STATUS_FD, text, (size_t) length + 1) < 0 ? 126 : 127;
}

static const QsLimitName *
find_limit (const char *name)
{
  for (size_t i = 0; i < sizeof limit_names / sizeof *limit_names; i++)
    if (strcmp (limit_names[i].name, name) == 0)
      return &limit_names[i];

  return NULL;
}

static bool
apply_limit (const char *text)
{
  char name[32];
  long long soft, hard;
  const QsLimitName *limit;
  struct rlimit values;

  if (sscanf (text, "%31s %lld %lld", name, &soft, &hard) != 3 ||
      (limit = find_limit (name)) == NULL)
    {
      refuse ("ulimits: no limit is called '%.40s'", text);
      return false;
    }

  values.rlim_cur = soft < 0 ? RLIM_INFINITY : (rlim_t) soft;
  values.rlim_max = hard < 0 ? RLIM_INFINITY : (rlim_t) hard;
  if (setrlimit (limit->resource, &values) == 0)
    return true;

  refuse ("ulimits: %s cannot be set to %lld (hard limit %lld): %s", name, soft, hard,
          strerror (errno));
  return false;
}

static bool
wait_for_go (void)
{
  const char inside = QS_STATUS_INSIDE;
  char answer;

  return write (QS_STATUS_FD, &inside, 1) == 1 && read (QS_STATUS_FD, &answer, 1) == 1 &&
         answer == QS_STATUS_GO;
}

/* In the words of a container engine. */
static int
refuse_command (const char *name)
{
  if (errno == ENOENT && strchr (name, '/') == NULL)
    return refuse ("exec: \"%s\": executable file not found in $PATH", name);

  return refuse ("exec: \"%s\": %s", name, strerror (errno));
}

/* The command's first steps, inside the sandbox: its limits, its folder, its environment. Becomes
 * the command, or says over the status socket why not. */
int
qs_launch (void)
{
  QsPlan plan = { 0 };

  if (!wait_for_go ())
    return 126;
  if (!qs_plan_read (&plan, QS_PLAN_FD))
    return refuse ("the plan of the run cannot be read");

  /* The command is to inherit its three streams and nothing else. */
  fcntl (QS_PLAN_FD, F_SETFD, FD_CLOEXEC);
  fcntl (QS_STATUS_FD, F_SETFD, FD_CLOEXEC);

  if (chdir (plan.folder) != 0)
    return refuse ("%s: %s", plan.folder, strerror (errno));

  for (const char **limit = plan.limits; *limit != NULL; limit++)
    if (!apply_limit (*limit))
      return 126;

  environ = (char **) plan.variables;
  execvp (plan.arguments[0], (char **) plan.arguments);
  return refuse_command (plan.arguments[0]);
}
