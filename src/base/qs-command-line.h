#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_COMMAND_LINE_ERROR (qs_command_line_error_quark ())

typedef enum
{
  QS_COMMAND_LINE_ERROR_UNBALANCED,
  QS_COMMAND_LINE_ERROR_JSON,
} QsCommandLineError;

/*
 * A command as one line of text and as the array of words that is sent. Words are split as a shell
 * splits them, by blanks, quotes and backslashes, and nothing else happens to them: no variable is
 * expanded, nothing is redirected, since no shell runs the command.
 */

GQuark      qs_command_line_error_quark (void);

char      **qs_command_line_split (const char *text,
                                   GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_command_line_join (const char * const *words) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_command_line_find_operator (const char *text) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_command_line_join_for_shell (const char * const *words) G_GNUC_WARN_UNUSED_RESULT;

char      **qs_command_line_parse_json (const char *text,
                                        GError    **error) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_command_line_print_json (const char * const *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
