#pragma once

#include "qs-prompter.h"

G_BEGIN_DECLS

#define QS_TYPE_PROMPT_RELAY (qs_prompt_relay_get_type ())
G_DECLARE_FINAL_TYPE (QsPromptRelay,
                      qs_prompt_relay,
                      QS,
                      PROMPT_RELAY,
                      GObject)

/**
 * QsPromptRelay:
 *
 * Passes questions on to whoever can ask the person just then: windows come and go, and accounts
 * are there before the first of them. While there is none, questions fail and say so.
 *
 * The signal "command-allowed" (account's id, command as qs_command_line_join() writes it) says
 * that the person lets an account run a command, so that it can be kept with the account. Who has
 * agreed is not asked about the same command again.
 *
 * Threading: main thread only. Ownership: knows who asks weakly.
 */
QsPromptRelay *qs_prompt_relay_new (void) G_GNUC_WARN_UNUSED_RESULT;

void           qs_prompt_relay_set_prompter (QsPromptRelay *self,
                                             QsPrompter    *prompter);

G_END_DECLS
