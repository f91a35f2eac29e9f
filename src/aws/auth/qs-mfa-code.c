#include "qs-mfa-code.h"

#include <glib/gi18n.h>
#include <string.h>

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-secret.h"

#define N_DIGITS 6

/* Digits as apps show them: "123 456". */
static char *
dup_digits (const char *typed)
{
  char *digits = g_strdup (typed);
  size_t length = 0;

  for (const char *at = typed; *at != '\0'; at++)
    if (!g_ascii_isspace (*at))
      digits[length++] = *at;
  digits[length] = '\0';

  return digits;
}

static char *
ask (QsAuthContext *context,
     const char    *mfa_serial,
     GError       **error)
{
  g_autoptr(GError) cause = NULL;
  g_auto(QsSecretText) typed = NULL;
  g_auto(QsSecretText) digits = NULL;

  if (context->prompter == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                   /* Translators: an account's name; the device's name */
                   _("“%s” needs a code from the MFA device %s, and there is nobody to ask for it: "
                     "open the account in the window"),
                   qs_auth_context_get_name (context), mfa_serial);
      return NULL;
    }

  typed = qs_await_string (qs_prompter_ask_code (context->prompter, context->settings, mfa_serial),
                           &cause);
  if (typed == NULL && qs_scope_is_cancelled (context->scope))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }
  if (typed == NULL)
    {
      g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
                   /* Translators: an account's name; the device's name */
                   _("“%s” needs a code from the MFA device %s: log in and enter it"),
                   qs_auth_context_get_name (context), mfa_serial);
      return NULL;
    }

  digits = dup_digits (typed);
  if (strlen (digits) == N_DIGITS && strspn (digits, G_CSET_DIGITS) == N_DIGITS)
    return g_steal_pointer (&digits);

  g_set_error (error, QS_ENGINE_ERROR, QS_ENGINE_ERROR_EXPIRED,
               /* Translators: the device's name */
               _("What was entered is no code: the MFA device %s shows six digits"), mfa_serial);
  return NULL;
}

/**
 * qs_mfa_code_ask:
 * @input: of AssumeRole or GetSessionToken; gets SerialNumber and TokenCode
 *
 * Asks for the code that an MFA device shows now. Waits for as long as the person takes.
 *
 * Returns: %FALSE with %QS_ENGINE_ERROR_EXPIRED when there is no code, so that nobody is asked
 *   again before they want to be.
 */
gboolean
qs_mfa_code_ask (QsAuthContext *context,
                 const char    *mfa_serial,
                 JsonObject    *input,
                 GError       **error)
{
  g_auto(QsSecretText) code = ask (context, mfa_serial, error);

  if (code == NULL)
    return FALSE;

  json_object_set_string_member (input, "SerialNumber", mfa_serial);
  json_object_set_string_member (input, "TokenCode", code);
  return TRUE;
}

/**
 * qs_mfa_code_mark_used:
 * @error: why the call failed that the code was for; changed
 *
 * A code is good for one call. Whatever the reason was, the next call needs another code, and a
 * person should not find a prompt after each retry of each call: they log in when they want to.
 */
void
qs_mfa_code_mark_used (QsAuthContext *context,
                       const char    *mfa_serial,
                       GError        *error)
{
  g_autofree char *message = NULL;

  if (error->domain != QS_ENGINE_ERROR || qs_scope_is_cancelled (context->scope))
    return;

  /* Translators: the device's name; what went wrong */
  message = g_strdup_printf (_("A code of the MFA device %s was used, but: %s. Log in and enter "
                               "another one"), mfa_serial, error->message);
  error->code = QS_ENGINE_ERROR_EXPIRED;
  g_set_str (&error->message, message);
}
