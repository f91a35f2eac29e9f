#include "qs-prompt-relay.h"

#include <glib/gi18n.h>

#include "qs-engine-error.h"

struct _QsPromptRelay
{
  GObject     parent_instance;

  QsPrompter *prompter;   /* weak */
};

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

static DexFuture *
qs_prompt_relay_confirm_command (QsPrompter         *prompter,
                                 QsAccountSettings  *settings,
                                 const char * const *argv)
{
  QsPromptRelay *self = QS_PROMPT_RELAY (prompter);

  return self->prompter != NULL ? qs_prompter_confirm_command (self->prompter, settings, argv)
                                : refuse ();
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

  G_OBJECT_CLASS (qs_prompt_relay_parent_class)->finalize (object);
}

static void
qs_prompt_relay_class_init (QsPromptRelayClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_prompt_relay_finalize;
}

static void
qs_prompt_relay_init (QsPromptRelay *self)
{
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
