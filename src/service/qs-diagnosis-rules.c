#include "qs-diagnosis-rules.h"

#include <glib/gi18n.h>
#include <string.h>

/* AWS Batch User Guide, "Jobs stuck in a RUNNABLE status"; matched by prefix, as advised there. */
static const QsDiagnosisRule waiting_rules[] = {
  { "CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY", 0,
    N_("No machine is free"),
    N_("AWS has no instance of the allowed types to give right now."),
    N_("Allow more instance types or more zones in the compute environment, or wait."),
    QS_SUBMIT_CHANGE_QUEUE },
  { "MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE", 0,
    N_("The job is larger than its compute environment"),
    N_("The job asks for more vCPUs than the maximum of every compute environment of its queue."),
    N_("Clone the job with fewer vCPUs, or raise the maximum of the compute environment."),
    QS_SUBMIT_CHANGE_QUEUE },
  { "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT - Nothing on this computer", 0,
    N_("Nothing here runs the image"),
    N_("No part of this computer that runs jobs takes the job's image."),
    N_("Check the name of the image.") },
  { "MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT", 0,
    N_("No machine is large enough"),
    N_("None of the machines that the job may use has the vCPUs, memory or GPUs it asks for. The "
       "memory a job can use is a little less than what a machine has."),
    N_("Clone the job with less memory or fewer vCPUs, or let its compute environment use larger "
       "machines."),
    QS_SUBMIT_CHANGE_QUEUE },
  { "MISCONFIGURATION:SERVICE_ROLE_PERMISSIONS", 0,
    N_("The service role may not start machines"),
    N_("The compute environment's service role lacks a permission that AWS Batch needs."),
    N_("Repair the role, or let AWS Batch use its own service-linked role."),
    QS_SUBMIT_CHANGE_QUEUE },
  { "MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED", 0,
    N_("The machines cannot be started as configured"),
    N_("EC2 refuses the combination of image, instance type and launch template."),
    N_("Check the compute environment's image and launch template."),
    QS_SUBMIT_CHANGE_QUEUE },
  { "ACTION_REQUIRED", 0,
    N_("The compute environment is not valid"),
    N_("A compute environment of the job's queue is invalid, so it starts no machines."),
    N_("Open the compute environment: its status says what to repair."),
    QS_SUBMIT_CHANGE_QUEUE },
  { "UNDETERMINED", 0,
    N_("The job is blocked"),
    N_("AWS Batch cannot tell what keeps the job from starting."),
    N_("Check that the compute environment is enabled and valid, and that its instances can reach "
       "the internet."),
    QS_SUBMIT_CHANGE_QUEUE },
};

/*
 * What the runners of this computer say until a job can start. They say it in the person's
 * language, so a rule goes by what no translation changes: a name that is typed or installed.
 */
static const QsDiagnosisRule runner_rules[] = {
  { "systemctl start docker", 0,
    N_("The container engine is not running"),
    N_("The job's image runs in a container. The program that makes containers is installed, but "
       "has not been started."),
    N_("Start it: sudo systemctl start docker. The job then starts by itself.") },
  { "usermod -aG docker", 0,
    N_("You may not use the container engine"),
    N_("The job's image runs in a container. Docker lets only members of its group make one."),
    N_("Add yourself to the group docker as said below, then log in again. The job then starts by "
       "itself.") },
  { "DOCKER_HOST", 0,
    N_("Containers are set to run elsewhere"),
    N_("The variable DOCKER_HOST names a container engine that is not on this computer."),
    N_("Start Quayside without it, or with the path of a socket in it.") },
  { "docker.io", 0,
    N_("Jobs with an image need a container engine"),
    N_("The job's image runs in a container, which Docker or Podman makes. Neither answers on this "
       "computer."),
    N_("Install Docker (package docker.io) or Podman and start it. The job then starts by "
       "itself.") },
  { "bubblewrap", 0,
    N_("The sandbox is not installed"),
    N_("Commands of this computer run in a sandbox, which the program bubblewrap makes."),
    N_("Install the package bubblewrap. The job then starts by itself.") },
  { "quayside-supervisor", 0,
    N_("Quayside is not installed whole"),
    N_("The program that looks after jobs in their sandbox is missing."),
    N_("Install Quayside again.") },
  { "sudo sysctl", 0,
    N_("This computer does not allow sandboxes"),
    N_("Commands of this computer never run without a sandbox, and its kernel allows none."),
    N_("An administrator can allow them as said below. The job then starts by itself.") },
};

/* The errors of the Amazon ECS agent, and what AWS Batch and the local engine say themselves. */
static const QsDiagnosisRule failure_rules[] = {
  { "OutOfMemoryError", 0,
    N_("Out of memory"),
    N_("The job used more memory than it had asked for, and was stopped."),
    N_("Clone the job and give it more memory."),
    QS_SUBMIT_CHANGE_MEMORY },
  { "CannotPullContainerError", 0,
    N_("The image could not be fetched"),
    N_("The container image does not exist, is not public, or its registry cannot be reached."),
    N_("Check the name and the tag of the image, and the network.") },
  { "CannotStartContainerError", 0,
    N_("The container could not be started"),
    N_("The image was found, but its command could not be run."),
    N_("Check that the command exists in the image and that the mounted folders exist.") },
  { "CannotCreateContainerError", 0,
    N_("The container could not be made"),
    N_("The container engine refuses the container as it is described."),
    N_("Check the mounts, the user and the limits of the job definition.") },
  { "DockerTimeoutError", 0,
    N_("The container engine did not answer"),
    N_("The machine was too busy to start the container in time."),
    N_("Clone the job to try again, or allow it several attempts.") },
  { "ResourceInitializationError", 0,
    N_("The container could not be prepared"),
    N_("A secret, a volume or the log could not be set up."),
    N_("Check the job role's permissions and the volumes.") },
  { "Job attempt duration exceeded timeout", 0,
    N_("Out of time"),
    N_("The job ran longer than its time limit and was stopped."),
    N_("Clone the job with a longer time limit, or with more vCPUs.") },
  { "Dependent Job failed", 0,
    N_("A job it waited for has failed"),
    N_("The job depends on another job, which did not succeed. It was never started."),
    N_("Look at the other job first.") },
  { "Array Child Job failed", 0,
    N_("Jobs of the array have failed"),
    N_("At least one job of the array did not succeed."),
    N_("Look at the jobs of the array that have failed.") },
  { "Host EC2", 0,
    N_("The machine was taken away"),
    N_("The instance ended while the job ran on it, as happens to Spot instances."),
    N_("Clone the job with several attempts, or use a queue with on-demand instances."),
    QS_SUBMIT_CHANGE_QUEUE },
};

/* Bash Reference Manual, "Exit Status": 126 and 127, and 128 + n for signal n. */
static const QsDiagnosisRule exit_rules[] = {
  { NULL, 126,
    N_("The command cannot be run"),
    N_("The command was found, but it is not a program that may be run."),
    N_("Check the command: its file must be executable and made for this kind of processor.") },
  { NULL, 127,
    N_("The command was not found"),
    N_("There is no such command in the image."),
    N_("Check the spelling of the command, and that the image contains it.") },
  { NULL, 134,
    N_("The program gave up"),
    N_("The program noticed a fault in itself and stopped."),
    N_("The end of its log may say why.") },
  { NULL, 137,
    N_("The job was killed"),
    N_("The program was stopped from outside: most often because memory ran out, or because the "
       "job was terminated."),
    N_("If nobody stopped the job, clone it and give it more memory."),
    QS_SUBMIT_CHANGE_MEMORY },
  { NULL, 139,
    N_("The program crashed"),
    N_("The program used memory that was not its own, and was stopped."),
    N_("This is a fault in the program or in what it was given: see the end of its log.") },
  { NULL, 143,
    N_("The job was asked to stop"),
    N_("The program was told to end before it was done."),
    NULL },
};

/* A container engine may say "Task failed to start: CannotPullContainerError: …". */
static gboolean
matches (const QsDiagnosisRule *rule,
         const char            *reason)
{
  const char *found = reason != NULL ? strstr (reason, rule->pattern) : NULL;

  return found != NULL && (found == reason || !g_ascii_isalnum (found[-1]));
}

const QsDiagnosisRule *
qs_diagnosis_find_waiting_rule (const char *status_reason)
{
  for (guint i = 0; i < G_N_ELEMENTS (waiting_rules); i++)
    if (status_reason != NULL && g_str_has_prefix (status_reason, waiting_rules[i].pattern))
      return &waiting_rules[i];

  for (guint i = 0; i < G_N_ELEMENTS (runner_rules); i++)
    if (status_reason != NULL && strstr (status_reason, runner_rules[i].pattern) != NULL)
      return &runner_rules[i];

  return NULL;
}

const QsDiagnosisRule *
qs_diagnosis_find_failure_rule (const char *status_reason,
                                const char *container_reason,
                                gint64      exit_code)
{
  for (guint i = 0; i < G_N_ELEMENTS (failure_rules); i++)
    if (matches (&failure_rules[i], container_reason) || matches (&failure_rules[i], status_reason))
      return &failure_rules[i];

  for (guint i = 0; i < G_N_ELEMENTS (exit_rules); i++)
    if (exit_rules[i].exit_code == exit_code)
      return &exit_rules[i];

  return NULL;
}
