#include "qs-prompt-relay.h"

#include <glib/gi18n.h>

#include "qs-account-settings.h"
#include "qs-command-line.h"
#include "qs-engine-error.h"

struct _QsPromptRelay
{
  GObject     parent_instance;

  QsPrompter *prompter;   /* weak */
  GHashTable *allowed;    /* "ID COMMAND", what has been agreed to since the start */
};

enum
{
  COMMAND_ALLOWED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A command that waits for its answer. */
typedef struct
{
  QsPromptRelay *relay;
  char          *account;
  char          *command;
} QsCommandQuestion;

static void prompter_iface_init (QsPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsPromptRelay, qs_prompt_relay, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_PROMPTER, prompter_iface_init))

static DexFuture *
refuse (void)
{
  return dex_future_new_reject (QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED, "%s",
                                _("These credentials need an answer from you, and there is no "
                                  "window to ask in"));
}

static DexFuture *
qs_prompt_relay_ask_code (QsPrompter        *prompter,
                          QsAccountSettings *settings,
                          const char        *mfa_serial)
{
  QsPromptRelay *self = QS_PROMPT_RELAY (prompter);

  return self->prompter != NULL ? qs_prompter_ask_code (self->prompter, settings, mfa_serial)
                                : refuse ();
}

static void
free_question (gpointer data)
{
  QsCommandQuestion *question = data;

  g_object_unref (question->relay);
  g_free (question->account);
  g_free (question->command);
  g_free (question);
}

static char *
make_key (QsCommandQuestion *question)
{
  return g_strconcat (question->account, " ", question->command, NULL);
}

/* The account may not be kept yet: then it is told again when it asks again. */
static DexFuture *
allow (QsCommandQuestion *question)
{
  g_hash_table_add (question->relay->allowed, make_key (question));
  g_signal_emit (question->relay, signals[COMMAND_ALLOWED], 0, question->account,
                 question->command);
  return dex_future_new_true ();
}

static DexFuture *
note_answer (DexFuture *future,
             gpointer   user_data)
{
  const GValue *value = dex_future_get_value (future, NULL);

  return g_value_get_boolean (value) ? allow (user_data) : dex_ref (future);
}

static DexFuture *
qs_prompt_relay_confirm_command (QsPrompter         *prompter,
                                 QsAccountSettings  *settings,
                                 const char * const *argv)
{
  QsPromptRelay *self = QS_PROMPT_RELAY (prompter);
  QsCommandQuestion *question = g_new0 (QsCommandQuestion, 1);
  g_autofree char *key = NULL;
  DexFuture *answer;

  question->relay = g_object_ref (self);
  question->account = g_strdup (qs_account_settings_get (settings, QS_ACCOUNT_ID));
  question->command = qs_command_line_join (argv);
  key = make_key (question);
  if (g_hash_table_contains (self->allowed, key))
    {
      answer = allow (question);
      free_question (question);
      return answer;
    }

  answer = self->prompter != NULL ? qs_prompter_confirm_command (self->prompter, settings, argv)
                                  : refuse ();
  return dex_future_then (answer, note_answer, question, free_question);
}

static void
prompter_iface_init (QsPrompterInterface *iface)
{
  iface->ask_code = qs_prompt_relay_ask_code;
  iface->confirm_command = qs_prompt_relay_confirm_command;
}

static void
qs_prompt_relay_finalize (GObject *object)
{
  g_clear_weak_pointer (&QS_PROMPT_RELAY (object)->prompter);
  g_hash_table_unref (QS_PROMPT_RELAY (object)->allowed);

  G_OBJECT_CLASS (qs_prompt_relay_parent_class)->finalize (object);
}

static void
qs_prompt_relay_class_init (QsPromptRelayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_prompt_relay_finalize;

  signals[COMMAND_ALLOWED] = g_signal_new ("command-allowed", QS_TYPE_PROMPT_RELAY,
                                           G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                           G_TYPE_STRING, G_TYPE_STRING);
}

static void
qs_prompt_relay_init (QsPromptRelay *self)
{
  self->allowed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

QsPromptRelay *
qs_prompt_relay_new (void)
{
  return g_object_new (QS_TYPE_PROMPT_RELAY, NULL);
}

void
qs_prompt_relay_set_prompter (QsPromptRelay *self,
                              QsPrompter    *prompter)
{
  g_return_if_fail (QS_IS_PROMPT_RELAY (self));

  g_set_weak_pointer (&self->prompter, prompter);
}
