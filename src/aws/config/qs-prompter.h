#pragma once

#include <libdex.h>

#include "qs-account-settings.h"

G_BEGIN_DECLS

#define QS_TYPE_PROMPTER (qs_prompter_get_type ())
G_DECLARE_INTERFACE (QsPrompter,
                     qs_prompter,
                     QS,
                     PROMPTER,
                     GObject)

/**
 * QsPrompter:
 *
 * Asks the person at the screen what only they can answer while credentials are being had. The
 * window implements it; without one, calls that need an answer fail and say so.
 *
 * A question that is dismissed rejects its future with %G_IO_ERROR_CANCELLED.
 *
 * Threading: main thread.
 */
struct _QsPrompterInterface
{
  GTypeInterface parent_iface;

  DexFuture     *(*ask_code)        (QsPrompter        *self,
                                     QsAccountSettings *settings,
                                     const char        *mfa_serial);
  DexFuture     *(*confirm_command) (QsPrompter         *self,
                                     QsAccountSettings  *settings,
                                     const char * const *argv);
};

DexFuture *qs_prompter_ask_code (QsPrompter        *self,
                                 QsAccountSettings *settings,
                                 const char        *mfa_serial) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *qs_prompter_confirm_command (QsPrompter         *self,
                                        QsAccountSettings  *settings,
                                        const char * const *argv) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
