#include "qs-prompter.h"

G_DEFINE_INTERFACE (QsPrompter, qs_prompter, G_TYPE_OBJECT)

static void
qs_prompter_default_init (QsPrompterInterface *iface)
{
}

/**
 * qs_prompter_ask_code:
 * @settings: the account that needs the code
 * @mfa_serial: the device that shows it: an ARN, or a serial number
 *
 * Returns: (transfer full): a future of the six digits, a string.
 */
DexFuture *
qs_prompter_ask_code (QsPrompter        *self,
                      QsAccountSettings *settings,
                      const char        *mfa_serial)
{
  g_return_val_if_fail (QS_IS_PROMPTER (self), NULL);
  g_return_val_if_fail (mfa_serial != NULL, NULL);

  return QS_PROMPTER_GET_IFACE (self)->ask_code (self, settings, mfa_serial);
}

/**
 * qs_prompter_confirm_command:
 * @argv: the program that a profile names as its credential_process, with its arguments
 *
 * A profile is a file that others may have written: nothing it names runs unseen.
 *
 * Returns: (transfer full): a future of a boolean: whether the command may run.
 */
DexFuture *
qs_prompter_confirm_command (QsPrompter         *self,
                             QsAccountSettings  *settings,
                             const char * const *argv)
{
  g_return_val_if_fail (QS_IS_PROMPTER (self), NULL);
  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);

  return QS_PROMPTER_GET_IFACE (self)->confirm_command (self, settings, argv);
}
