#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define QS_TYPE_CONSOLE (qs_console_get_type ())
G_DECLARE_FINAL_TYPE (QsConsole,
                      qs_console,
                      QS,
                      CONSOLE,
                      GObject)

/**
 * QsConsole:
 *
 * Where a command writes: this program's own terminal, or that of the `quayside` which asked a
 * running window to do the work. Text is UTF-8 and goes out line by line as it is written.
 *
 * Threading: main thread only.
 */
QsConsole *qs_console_new (void) G_GNUC_WARN_UNUSED_RESULT;
QsConsole *qs_console_new_for_command_line (GApplicationCommandLine *command_line)
G_GNUC_WARN_UNUSED_RESULT;

void       qs_console_print (QsConsole  *self,
                             const char *format,
                             ...) G_GNUC_PRINTF (2, 3);
void       qs_console_print_error (QsConsole  *self,
                                   const char *format,
                                   ...) G_GNUC_PRINTF (2, 3);

guint      qs_console_get_columns (QsConsole *self);

G_END_DECLS
