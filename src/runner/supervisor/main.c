/* quayside-supervisor FOLDER: sees one run in a sandbox through to its end, whatever becomes of the
 * Quayside that started it. It is started once a job, so it uses no library but C's own. */

#include <fcntl.h>
#include <stdio.h>
#include <string.h>

#include "qs-channels.h"
#include "qs-launch.h"
#include "qs-supervisor.h"

int
main (int   argc,
      char *argv[])
{
  int fd;

  if (argc == 2 && strcmp (argv[1], QS_LAUNCH_ARGUMENT) == 0)
    return qs_launch ();

  if (argc != 2)
    {
      fprintf (stderr, "Usage: quayside-supervisor FOLDER\nQuayside starts this by itself.\n");
      return 2;
    }

  /* Leaves the low descriptors to what bubblewrap is given. */
  do
    fd = open ("/dev/null", O_RDWR | O_CLOEXEC);
  while (fd >= 0 && fd < QS_FIRST_FREE_FD);

  return qs_supervise (argv[1]);
}
