#include "qs-process-provider.h"

#include <glib/gi18n.h>

#include "qs-await.h"
#include "qs-command-line.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-process-output.h"
#include "qs-process-run.h"

/* Long enough for a person to touch a security key or to log in in a browser. */
#define TIMEOUT_MS (5 * 60 * 1000)

struct _QsProcessProvider
{
  QsAuthProvider parent_instance;

  char          *profile;
  char          *command;
  gboolean       allowed;   /* the person has agreed since Quayside started */
};

G_DEFINE_FINAL_TYPE (QsProcessProvider, qs_process_provider, QS_TYPE_AUTH_PROVIDER)

/* As a shell splits words; botocore's shlex.split() keeps a backslash before $ and ` in double
 * quotes, where this does not. What will run is what the person is shown. */
static char **
split (QsProcessProvider *self,
       GError           **error)
{
  g_autoptr(GError) cause = NULL;
  g_auto(GStrv) argv = qs_command_line_split (self->command, &cause);

  if (argv != NULL && argv[0] != NULL)
    return g_steal_pointer (&argv);

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_INVALID,
               /* Translators: a profile's name; the reason */
               _("The credential_process of the profile “%s” is no command: %s"), self->profile,
               cause != NULL ? cause->message : _("it is empty"));
  return NULL;
}

/* What the person has agreed to is kept as qs_command_line_join() writes it: these very words. */
static gboolean
is_allowed (QsProcessProvider  *self,
            QsAuthContext      *context,
            const char * const *argv)
{
  g_autofree char *command = qs_command_line_join (argv);
  JsonNode *settings = qs_account_settings_get_document (context->settings);
  g_auto(GStrv) commands = qs_json_dup_strv (json_node_get_object (settings), "allowedCommands");

  return self->allowed ||
         (commands != NULL && g_strv_contains ((const char * const *) commands, command));
}

static gboolean
ask (QsProcessProvider  *self,
     QsAuthContext      *context,
     const char * const *argv,
     GError            **error)
{
  g_autoptr(GError) cause = NULL;

  if (context->prompter != NULL)
    {
      DexFuture *answer = qs_prompter_confirm_command (context->prompter, context->settings, argv);

      self->allowed = qs_await_boolean (answer, &cause);
      if (self->allowed)
        return TRUE;
      if (qs_scope_is_cancelled (context->scope))
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
    }

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
               /* Translators: a profile's name; an account's name */
               _("The profile “%s” gets its credentials from a command, which “%s” has not been "
                 "allowed to run: log in and look at the command"), self->profile,
               qs_auth_context_get_name (context));
  return FALSE;
}

static QsCredentials *
qs_process_provider_fetch (QsAuthProvider *provider,
                           GError        **error)
{
  QsProcessProvider *self = QS_PROCESS_PROVIDER (provider);
  QsAuthContext *context = qs_auth_provider_get_context (provider);
  g_auto(GStrv) argv = split (self, error);
  g_autofree char *source = NULL;
  g_autofree char *program = NULL;
  g_autoptr(GBytes) output = NULL;
  const char *text;
  gsize length;

  if (argv == NULL ||
      (!is_allowed (self, context, (const char * const *) argv) &&
       !ask (self, context, (const char * const *) argv, error)))
    return NULL;

  program = g_path_get_basename (argv[0]);
  /* Translators: a program; a profile's name. The beginning of a sentence. */
  source = g_strdup_printf (_("The command “%s” of the profile “%s”"), program, self->profile);
  output = qs_process_run (source, (const char * const *) argv, context->clock, TIMEOUT_MS, error);
  if (output == NULL)
    return NULL;

  text = g_bytes_get_data (output, &length);
  return qs_process_output_parse (source, length > 0 ? text : "", length, error);
}

static void
qs_process_provider_finalize (GObject *object)
{
  QsProcessProvider *self = QS_PROCESS_PROVIDER (object);

  g_free (self->profile);
  g_free (self->command);

  G_OBJECT_CLASS (qs_process_provider_parent_class)->finalize (object);
}

static void
qs_process_provider_class_init (QsProcessProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_process_provider_finalize;
  QS_AUTH_PROVIDER_CLASS (klass)->fetch = qs_process_provider_fetch;
}

static void
qs_process_provider_init (QsProcessProvider *self)
{
}

/**
 * qs_process_provider_new:
 * @profile: whose command it is
 * @command: as the profile has it: words split as by a shell, which does not run
 *
 * Returns: (transfer full): a provider that runs the command each time it is asked.
 */
QsCredentialsProvider *
qs_process_provider_new (QsAuthContext *context,
                         const char    *profile,
                         const char    *command)
{
  QsProcessProvider *self;

  g_return_val_if_fail (context != NULL, NULL);
  g_return_val_if_fail (profile != NULL && command != NULL, NULL);

  self = qs_auth_provider_new (QS_TYPE_PROCESS_PROVIDER, context);
  self->profile = g_strdup (profile);
  self->command = g_strdup (command);
  return QS_CREDENTIALS_PROVIDER (self);
}
