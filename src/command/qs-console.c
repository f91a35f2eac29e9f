#include "qs-console.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct _QsConsole
{
  GObject                  parent_instance;

  GApplicationCommandLine *command_line;   /* NULL: this program's own streams */
};

G_DEFINE_FINAL_TYPE (QsConsole, qs_console, G_TYPE_OBJECT)

/* Whoever read us has gone: end as a program does that nobody has told to ignore SIGPIPE. */
static void
write_text (FILE       *stream,
            const char *text)
{
  const char *charset;
  g_autofree char *converted = NULL;

  if (!g_get_console_charset (&charset))
    converted = g_convert_with_fallback (text, -1, charset, "UTF-8", "?", NULL, NULL, NULL);

  fputs (converted != NULL ? converted : text, stream);
  if (fflush (stream) != 0 && errno == EPIPE)
    _exit (128 + SIGPIPE);
}

static void
qs_console_finalize (GObject *object)
{
  g_clear_object (&QS_CONSOLE (object)->command_line);

  G_OBJECT_CLASS (qs_console_parent_class)->finalize (object);
}

static void
qs_console_class_init (QsConsoleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_console_finalize;
}

static void
qs_console_init (QsConsole *self)
{
}

/**
 * qs_console_new:
 *
 * Returns: (transfer full): the streams of this program.
 */
QsConsole *
qs_console_new (void)
{
  return g_object_new (QS_TYPE_CONSOLE, NULL);
}

/**
 * qs_console_new_for_command_line:
 *
 * Returns: (transfer full): the streams of the program that sent @command_line.
 */
QsConsole *
qs_console_new_for_command_line (GApplicationCommandLine *command_line)
{
  QsConsole *self;

  g_return_val_if_fail (G_IS_APPLICATION_COMMAND_LINE (command_line), NULL);

  self = g_object_new (QS_TYPE_CONSOLE, NULL);
  self->command_line = g_object_ref (command_line);
  return self;
}

/**
 * qs_console_print:
 *
 * Writes to the standard output. What others wrote has to be made fit by the caller.
 */
void
qs_console_print (QsConsole  *self,
                  const char *format,
                  ...)
{
  g_autofree char *text = NULL;
  va_list values;

  g_return_if_fail (QS_IS_CONSOLE (self));

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);

  if (self->command_line != NULL)
    g_application_command_line_print_literal (self->command_line, text);
  else
    write_text (stdout, text);
}

/**
 * qs_console_print_error:
 *
 * Writes a line to the standard error, behind the program's name as tools do.
 */
void
qs_console_print_error (QsConsole  *self,
                        const char *format,
                        ...)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  va_list values;

  g_return_if_fail (QS_IS_CONSOLE (self));

  va_start (values, format);
  text = g_strdup_vprintf (format, values);
  va_end (values);
  line = g_strdup_printf ("quayside: %s\n", text);

  if (self->command_line != NULL)
    g_application_command_line_printerr_literal (self->command_line, line);
  else
    write_text (stderr, line);
}

/**
 * qs_console_get_columns:
 *
 * Returns: the width of the terminal, or 0 when the output is no terminal and needs no fitting.
 */
guint
qs_console_get_columns (QsConsole *self)
{
  struct winsize size = { 0 };
  const char *columns;

  g_return_val_if_fail (QS_IS_CONSOLE (self), 0);

  /* A shell that exports it knows better than we do, and knows it for a terminal far away too. */
  columns = self->command_line != NULL
            ? g_application_command_line_getenv (self->command_line, "COLUMNS")
            : g_getenv ("COLUMNS");
  if (columns != NULL && g_ascii_strtoull (columns, NULL, 10) > 0)
    return (guint) MIN (g_ascii_strtoull (columns, NULL, 10), 1000);

  if (self->command_line != NULL || !isatty (STDOUT_FILENO))
    return 0;

  return ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}
