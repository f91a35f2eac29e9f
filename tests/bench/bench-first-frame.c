/*
 * bench-first-frame SETTLE COMMAND...: starts a program and prints when its first window was on the
 * screen and painted, in ms from the start, the CPU time it had used by then, and its memory in MiB
 * SETTLE ms later; then kills it. It watches the X server's root window by events, without a window
 * manager.
 */

#include <X11/Xutil.h>
#include <X11/extensions/Xdamage.h>
#include <glib.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Smaller windows are no program's main window. */
#define LEAST_SIZE   150
#define LEAST_DAMAGE 10000
#define LONGEST      (30 * G_USEC_PER_SEC)

typedef struct
{
  Display *display;
  int      damage_event;
  Window   window;    /* the first of size to be mapped */
  gint64   began;
  double   mapped;
  double   painted;
  double   cpu;       /* of the program, up to then */
} QsFirstFrame;

static int
ignore_error (Display     *display,
              XErrorEvent *error)
{
  return 0;
}

static double
since (QsFirstFrame *self)
{
  return (g_get_monotonic_time () - self->began) / 1000.0;
}

/* The server paints new windows black: the program has when some of it is not. */
static gboolean
is_painted (QsFirstFrame *self)
{
  XWindowAttributes size;
  XImage *image;
  guint n_painted = 0;

  if (!XGetWindowAttributes (self->display, self->window, &size))
    return FALSE;

  image = XGetImage (self->display, self->window, 0, 0, size.width, size.height, AllPlanes,
                     ZPixmap);
  if (image == NULL)
    return FALSE;

  for (int y = 0; y < size.height; y += 4)
    for (int x = 0; x < size.width; x += 4)
      n_painted += (XGetPixel (image, x, y) & 0xffffff) != 0;
  XDestroyImage (image);
  return n_painted > 0 && n_painted * 50 * 16 >= (guint) size.width * size.height;
}

static void
accept_map (QsFirstFrame *self,
            Window        window)
{
  XWindowAttributes size;

  if (self->window != None || !XGetWindowAttributes (self->display, window, &size) ||
      size.width < LEAST_SIZE || size.height < LEAST_SIZE)
    return;

  self->window = window;
  self->mapped = since (self);
}

static void
accept_event (QsFirstFrame *self,
              XEvent       *event)
{
  const XDamageNotifyEvent *damage = (const XDamageNotifyEvent *) (gpointer) event;

  if (event->type == CreateNotify)
    XDamageCreate (self->display, event->xcreatewindow.window, XDamageReportRawRectangles);
  else if (event->type == MapNotify)
    accept_map (self, event->xmap.window);
  else if (event->type == self->damage_event + XDamageNotify && self->window != None &&
           damage->drawable == self->window && self->painted == 0 &&
           damage->area.width * damage->area.height >= LEAST_DAMAGE && is_painted (self))
    self->painted = since (self);
}

/* Of all its living threads, in ms. */
static double
read_cpu (pid_t program)
{
  g_autofree char *folder = g_strdup_printf ("/proc/%d/task", program);
  g_autoptr(GDir) threads = g_dir_open (folder, 0, NULL);
  const char *thread;
  double total = 0;

  while (threads != NULL && (thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, thread, "schedstat", NULL);
      g_autofree char *text = NULL;

      if (g_file_get_contents (path, &text, NULL, NULL))
        total += g_ascii_strtod (text, NULL) / 1e6;
    }

  return total;
}

/* Lets events pass until the window is painted, or for as long as told when @until is not 0. */
static gboolean
watch (QsFirstFrame *self,
       pid_t         program,
       gint64        until)
{
  struct pollfd source = { ConnectionNumber (self->display), POLLIN, 0 };

  while (until != 0 ? g_get_monotonic_time () < until : self->painted == 0)
    {
      XEvent event;

      if (waitpid (program, NULL, WNOHANG) == program ||
          g_get_monotonic_time () - self->began > LONGEST)
        return FALSE;

      XFlush (self->display);
      if (XPending (self->display) == 0 && poll (&source, 1, 50) <= 0)
        continue;
      while (XPending (self->display) > 0)
        {
          XNextEvent (self->display, &event);
          accept_event (self, &event);
        }
      if (self->painted > 0 && self->cpu == 0)
        self->cpu = read_cpu (program);
    }

  return TRUE;
}

static double
read_mib (const char *rollup,
          const char *field)
{
  const char *found = strstr (rollup, field);

  return found != NULL ? g_ascii_strtod (found + strlen (field), NULL) / 1024 : 0;
}

static void
print_memory (pid_t program)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/smaps_rollup", program);
  g_autofree char *rollup = NULL;

  if (!g_file_get_contents (path, &rollup, NULL, NULL))
    return;

  printf ("pss %.1f\n", read_mib (rollup, "\nPss:"));
  printf ("private %.1f\n",
          read_mib (rollup, "Private_Clean:") + read_mib (rollup, "Private_Dirty:"));
}

static pid_t
start (char *argv[])
{
  pid_t program = fork ();

  if (program == 0)
    {
      setpgid (0, 0);
      execvp (argv[0], argv);
      _exit (127);
    }

  return program;
}

int
main (int   argc,
      char *argv[])
{
  QsFirstFrame self = { NULL };
  int error_base;
  pid_t program;
  gboolean done;

  if (argc < 3 || (self.display = XOpenDisplay (NULL)) == NULL ||
      !XDamageQueryExtension (self.display, &self.damage_event, &error_base))
    {
      g_printerr ("Usage: bench-first-frame SETTLE COMMAND..., with an X server that has DAMAGE\n");
      return 2;
    }

  XSetErrorHandler (ignore_error);
  XSelectInput (self.display, DefaultRootWindow (self.display), SubstructureNotifyMask);
  XSync (self.display, False);
  self.began = g_get_monotonic_time ();
  program = start (argv + 2);
  done = watch (&self, program, 0) &&
         watch (&self, program, g_get_monotonic_time () + atoi (argv[1]) * 1000L);
  if (done)
    {
      printf ("mapped %.1f\nframe %.1f\ncpu %.1f\n", self.mapped, self.painted, self.cpu);
      print_memory (program);
      kill (-program, SIGKILL);
      waitpid (program, NULL, 0);
    }

  XCloseDisplay (self.display);
  return done ? 0 : 1;
}
