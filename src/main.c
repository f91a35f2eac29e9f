#include <libdex.h>

int
main (int   argc,
      char *argv[])
{
  dex_init ();
  return 0;
}
