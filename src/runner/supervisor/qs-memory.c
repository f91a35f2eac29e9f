#include "qs-memory.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_PROCESSES 8192

typedef struct
{
  pid_t pid;
  pid_t parent;
} QsProcess;

/* Processes of a tree, those still to be visited at the end. */
typedef struct
{
  pid_t  pids[MAX_PROCESSES];
  size_t length;
} QsTree;

static ssize_t
read_file (const char *path,
           char       *text,
           size_t      size)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC);
  ssize_t got = fd >= 0 ? read (fd, text, size - 1) : -1;

  if (fd >= 0)
    close (fd);
  text[got > 0 ? got : 0] = '\0';
  return got;
}

static int64_t
find_kilobytes (const char *status,
                const char *name)
{
  const char *line = strstr (status, name);

  return line != NULL ? strtoll (line + strlen (name), NULL, 10) : 0;
}

/* What belongs to the process alone, plus, in @shared, the largest share of shared memory. */
static int64_t
measure (pid_t    pid,
         int64_t *shared)
{
  char path[64], text[4096];
  int64_t here;

  snprintf (path, sizeof path, "/proc/%d/status", (int) pid);
  if (read_file (path, text, sizeof text) <= 0)
    return 0;

  here = find_kilobytes (text, "\nRssShmem:");
  if (here > *shared)
    *shared = here;
  return find_kilobytes (text, "\nRssAnon:");
}

static void
add (QsTree *tree,
     pid_t   pid)
{
  if (tree->length < MAX_PROCESSES)
    tree->pids[tree->length++] = pid;
}

/* Returns false on kernels that do not list a task's children. */
static bool
add_children (QsTree *tree,
              pid_t   pid)
{
  char path[64], text[16 * 1024];
  struct dirent *entry;
  bool listed = false;
  DIR *tasks;

  snprintf (path, sizeof path, "/proc/%d/task", (int) pid);
  tasks = opendir (path);
  while (tasks != NULL && (entry = readdir (tasks)) != NULL)
    {
      char *at = text, *end;

      snprintf (path, sizeof path, "/proc/%d/task/%.20s/children", (int) pid, entry->d_name);
      if (entry->d_name[0] == '.' || read_file (path, text, sizeof text) < 0)
        continue;

      listed = true;
      for (long child; (child = strtol (at, &end, 10)) > 0; at = end)
        add (tree, (pid_t) child);
    }
  if (tasks != NULL)
    closedir (tasks);

  return listed;
}

static pid_t
read_parent (const char *pid)
{
  char path[64], text[512];
  const char *name_end;
  int parent = 0;

  snprintf (path, sizeof path, "/proc/%.20s/stat", pid);
  if (read_file (path, text, sizeof text) > 0 && (name_end = strrchr (text, ')')) != NULL &&
      sscanf (name_end + 1, " %*c %d", &parent) != 1)
    return 0;

  return parent;
}

static size_t
list_processes (QsProcess *processes)
{
  DIR *folder = opendir ("/proc");
  struct dirent *entry;
  size_t count = 0;

  while (folder != NULL && count < MAX_PROCESSES && (entry = readdir (folder)) != NULL)
    if (entry->d_name[0] > '0' && entry->d_name[0] <= '9')
      processes[count++] = (QsProcess) { atoi (entry->d_name), read_parent (entry->d_name) }
  ;
  if (folder != NULL)
    closedir (folder);

  return count;
}

static void
add_by_parents (QsTree *tree)
{
  static QsProcess processes[MAX_PROCESSES];
  size_t count = list_processes (processes);

  for (size_t visited = 0; visited < tree->length; visited++)
    for (size_t i = 0; i < count; i++)
      if (processes[i].parent == tree->pids[visited])
        add (tree, processes[i].pid);
}

/* Bytes of memory that @root and its descendants hold: what is no file's and nobody else's. */
int64_t
qs_memory_of_tree (pid_t root)
{
  static QsTree tree;
  int64_t total = 0, shared = 0;

  tree.length = 0;
  add (&tree, root);
  if (!add_children (&tree, root))
    add_by_parents (&tree);
  else
    for (size_t visited = 1; visited < tree.length; visited++)
      add_children (&tree, tree.pids[visited]);

  for (size_t i = 0; i < tree.length; i++)
    total += measure (tree.pids[i], &shared);

  return (total + shared) * 1024;
}
