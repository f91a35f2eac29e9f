#include "qs-error-text.h"

#include <string.h>

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-engine-error.h"
#include "qs-engine.h"
#include "qs-keyring-state.h"

/* What can be the matter, as far as it changes what a person is told to do. */
typedef enum
{
  CAUSE_OWN_WORDS,       /* Quayside's own message says it all */
  CAUSE_LOGIN_NEEDED,
  CAUSE_UNKNOWN_KEY,
  CAUSE_WRONG_SECRET,
  CAUSE_WRONG_CLOCK,
  CAUSE_SESSION_ENDED,
  CAUSE_WRONG_CODE,
  CAUSE_ROLE_REFUSED,
  CAUSE_LOGIN_REFUSED,
  CAUSE_NOT_ACTIVATED,
  CAUSE_DENIED,
  CAUSE_INVALID,
  CAUSE_NOT_FOUND,
  CAUSE_THROTTLED,
  CAUSE_UNREACHABLE,
  CAUSE_SERVER,
  CAUSE_INVALID_REPLY,
  CAUSE_NO_SECRET,
  CAUSE_KEYRING_LOCKED,
  CAUSE_KEYRING_UNREADABLE,
  CAUSE_KEYRING_FAILED,
  N_CAUSES
} Cause;

typedef struct
{
  const char *title;
  const char *text;
} Words;

static const Words words[N_CAUSES] = {
  [CAUSE_OWN_WORDS] = { N_("Something Went Wrong"), NULL },
  [CAUSE_LOGIN_NEEDED] = { N_("Login Needed"), NULL },
  [CAUSE_UNKNOWN_KEY] = {
    N_("Access Key Not Known"),
    N_("AWS does not know this access key. Compare the access key ID with what you were given; the "
       "key may also have been deactivated or deleted, or belong to a region that is not enabled.")
  },
  [CAUSE_WRONG_SECRET] = {
    N_("Wrong Secret"),
    N_("The secret access key does not belong to this access key ID. Paste it again, whole and "
       "without spaces around it.")
  },
  [CAUSE_WRONG_CLOCK] = {
    N_("Clock Is Wrong"),
    N_("The clock of this computer is too far from AWS’s, so AWS refuses what it signs. Set date "
       "and time in the system’s settings, best by itself from the network.")
  },
  [CAUSE_SESSION_ENDED] = {
    N_("Login Has Ended"),
    N_("This login was for a limited time, which is over. Log in again, or paste the new keys that "
       "you were given.")
  },
  [CAUSE_WRONG_CODE] = {
    N_("Code Not Accepted"),
    N_("The code from your device was not accepted. A code works once and for half a minute: wait "
       "for the next one.")
  },
  [CAUSE_ROLE_REFUSED] = {
    N_("Role Refused"),
    N_("You may not take this role. Check its ARN and the external ID; it may also ask for a code "
       "from an MFA device. Otherwise ask whoever runs the account to let you take it.")
  },
  [CAUSE_LOGIN_REFUSED] = {
    N_("Login Not Allowed"),
    N_("The login page did not let Quayside in, or the request was turned down there. Try again, "
       "or ask whoever runs the login page.")
  },
  [CAUSE_NOT_ACTIVATED] = {
    N_("Not Activated"),
    N_("This account cannot use the service in this region yet. Its owner has to finish signing up "
       "or to enable the region; it can take some hours until it works.")
  },
  [CAUSE_DENIED] = { N_("Permission Missing"), NULL },
  [CAUSE_INVALID] = { N_("Not Accepted"), NULL },
  [CAUSE_NOT_FOUND] = { N_("Not Found"), NULL },
  [CAUSE_THROTTLED] = {
    N_("Too Many Requests"),
    N_("AWS asks to slow down: too much was asked of this account at once, perhaps by others. Try "
       "again in a minute.")
  },
  [CAUSE_UNREACHABLE] = {
    N_("Not Reachable"),
    N_("AWS cannot be reached. Check the network, a VPN or proxy, and the endpoint if the account "
       "has one of its own.")
  },
  [CAUSE_SERVER] = {
    N_("AWS Failed"),
    N_("Something went wrong at AWS, not here. Try again in a few minutes.")
  },
  [CAUSE_INVALID_REPLY] = {
    N_("Answer Not Understood"),
    N_("What answered does not speak like AWS. A login page of the network, a proxy or a wrong "
       "endpoint may be in between.")
  },
  [CAUSE_NO_SECRET] = {
    N_("Secret Is Missing"),
    N_("The keyring has no secret for this account. Edit the account and enter it again, or log "
       "in.")
  },
  [CAUSE_KEYRING_LOCKED] = {
    N_("Keyring Is Locked"),
    N_("The keyring, where the secret of this account is kept, is locked. Unlock it to go on.")
  },
  [CAUSE_KEYRING_UNREADABLE] = {
    N_("Keyring Is Unreadable"),
    N_("The keyring, where the secret of this account is kept, cannot be decrypted. It is left as "
       "it is. Enter the secret again, or log in again.")
  },
  [CAUSE_KEYRING_FAILED] = { N_("Keyring Failed"), NULL },
};

/* AWS's codes that mean more than the code of our error domain says; services differ in how they
 * call the same thing. */
static const struct
{
  const char *code;
  Cause       cause;
} codes[] = {
  { "InvalidClientTokenId", CAUSE_UNKNOWN_KEY },
  { "UnrecognizedClientException", CAUSE_UNKNOWN_KEY },
  { "InvalidAccessKeyId", CAUSE_UNKNOWN_KEY },
  { "AuthFailure", CAUSE_UNKNOWN_KEY },
  { "SignatureDoesNotMatch", CAUSE_WRONG_SECRET },
  { "InvalidSignatureException", CAUSE_WRONG_SECRET },
  { "IncompleteSignature", CAUSE_WRONG_SECRET },
  { "RequestTimeTooSkewed", CAUSE_WRONG_CLOCK },
  { "RequestExpired", CAUSE_WRONG_CLOCK },
  { "RequestInTheFuture", CAUSE_WRONG_CLOCK },
  { "ExpiredToken", CAUSE_SESSION_ENDED },
  { "ExpiredTokenException", CAUSE_SESSION_ENDED },
  { "UnauthorizedException", CAUSE_SESSION_ENDED },
  { "OptInRequired", CAUSE_NOT_ACTIVATED },
  { "SubscriptionRequiredException", CAUSE_NOT_ACTIVATED },
  { "RegionDisabledException", CAUSE_NOT_ACTIVATED },
};

/* Signatures that are refused for their time have the code of a wrong secret. */
static const char * const clock_words[] = {
  "Signature expired", "Signature not yet current", "signature not yet valid",
};

static gboolean
mentions (const GError       *error,
          const char * const *parts,
          gsize               n_parts)
{
  for (gsize i = 0; i < n_parts; i++)
    if (strstr (error->message, parts[i]) != NULL)
      return TRUE;

  return FALSE;
}

static Cause
find_code (const GError *error,
           const char   *code)
{
  for (gsize i = 0; code != NULL && i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (codes[i].code, code))
      {
        if (codes[i].cause == CAUSE_WRONG_SECRET &&
            mentions (error, clock_words, G_N_ELEMENTS (clock_words)))
          return CAUSE_WRONG_CLOCK;
        return codes[i].cause;
      }

  return CAUSE_OWN_WORDS;
}

static Cause
find_denial (const GError         *error,
             const QsErrorDetails *details)
{
  if (strstr (error->message, "MultiFactorAuthentication failed") != NULL)
    return CAUSE_WRONG_CODE;
  if (g_strcmp0 (details->operation, "AssumeRole") == 0)
    return CAUSE_ROLE_REFUSED;
  if (g_strcmp0 (details->service, "sso-oidc") == 0)
    return CAUSE_LOGIN_REFUSED;

  return CAUSE_DENIED;
}

/* Only what AWS was asked for has details; everything else is in our own words. */
static Cause
find_engine_cause (const GError *error)
{
  const QsErrorDetails *details = qs_engine_error_get_details (error);
  Cause cause;

  if (details->service == NULL)
    return error->code == QS_ENGINE_ERROR_EXPIRED ? CAUSE_LOGIN_NEEDED : CAUSE_OWN_WORDS;
  if ((cause = find_code (error, details->code)) != CAUSE_OWN_WORDS)
    return cause;

  switch ((QsEngineError) error->code)
    {
    case QS_ENGINE_ERROR_INVALID:
      return CAUSE_INVALID;
    case QS_ENGINE_ERROR_NOT_FOUND:
      return CAUSE_NOT_FOUND;
    case QS_ENGINE_ERROR_DENIED:
      return find_denial (error, details);
    case QS_ENGINE_ERROR_EXPIRED:
      return CAUSE_SESSION_ENDED;
    case QS_ENGINE_ERROR_THROTTLED:
      return CAUSE_THROTTLED;
    case QS_ENGINE_ERROR_UNAVAILABLE:
      return details->status >= 500 ? CAUSE_SERVER : CAUSE_UNREACHABLE;
    case QS_ENGINE_ERROR_SERVER:
      return CAUSE_SERVER;
    case QS_ENGINE_ERROR_INVALID_REPLY:
      return CAUSE_INVALID_REPLY;
    default:
      return CAUSE_OWN_WORDS;
    }
}

static Cause
find_keyring_cause (const GError *error)
{
  switch ((QsKeyringError) error->code)
    {
    case QS_KEYRING_ERROR_NOT_FOUND:
      return CAUSE_NO_SECRET;
    case QS_KEYRING_ERROR_LOCKED:
    case QS_KEYRING_ERROR_DISMISSED:
      return CAUSE_KEYRING_LOCKED;
    case QS_KEYRING_ERROR_UNREADABLE:
      return CAUSE_KEYRING_UNREADABLE;
    case QS_KEYRING_ERROR_FAILED:
    default:
      return CAUSE_KEYRING_FAILED;
    }
}

static Cause
find_cause (const GError *error)
{
  if (error->domain == QS_ENGINE_ERROR)
    return find_engine_cause (error);
  if (error->domain == QS_KEYRING_ERROR)
    return find_keyring_cause (error);

  return CAUSE_OWN_WORDS;
}

/* AWS calls the permission by its name, as a rule; where it does not, the operation is the next
 * best, since most permissions are called like it. */
static char *
dup_action (const QsErrorDetails *details)
{
  g_autofree char *operation = NULL;

  if (details->action != NULL)
    return qs_display_text (details->action, -1);
  if (details->operation == NULL)
    return NULL;

  operation = g_strdup_printf ("%s:%s", details->service, details->operation);
  return qs_display_text (operation, -1);
}

/* Who can do something about it stands only in AWS's own sentence; see "Troubleshoot access denied
 * error messages" in the guide of AWS IAM. */
static char *
explain_denial (const GError *error)
{
  g_autofree char *action = dup_action (qs_engine_error_get_details (error));
  const char *said = error->message;

  if (action == NULL)
    return g_strdup (_("You may not do this with this account. Ask whoever runs it."));
  if (strstr (said, "service control policy") != NULL ||
      strstr (said, "resource control policy") != NULL)
    return g_strdup_printf (_("Your organization forbids %s, whatever this account allows. Ask "
                              "whoever runs the organization, or try another region."), action);
  if (strstr (said, "permissions boundary") != NULL)
    return g_strdup_printf (_("The permissions boundary of this user or role leaves out %s. Ask "
                              "whoever runs the account to add it there."), action);
  if (strstr (said, "session policy") != NULL)
    return g_strdup_printf (_("This login was made for less than %s. Log in with another role, or "
                              "ask whoever runs the account."), action);
  if (strstr (said, "explicit deny") != NULL)
    return g_strdup_printf (_("A policy of this account forbids %s. Ask whoever runs the account "
                              "to change it."), action);

  return g_strdup_printf (_("The permission %s is missing. Ask whoever runs the account to grant "
                            "it to you."), action);
}

/**
 * qs_error_text_dup_title:
 * @error: (nullable): what went wrong
 *
 * Returns: (transfer full): what happened in a few words, for a heading or a banner; "" for %NULL.
 */
char *
qs_error_text_dup_title (const GError *error)
{
  return g_strdup (error != NULL ? _(words[find_cause (error)].title) : "");
}

/**
 * qs_error_text_dup:
 * @error: (nullable): what went wrong
 *
 * Returns: (transfer full): what happened and what to do, in plain sentences; "" for %NULL.
 */
char *
qs_error_text_dup (const GError *error)
{
  Cause cause;

  if (error == NULL)
    return g_strdup ("");

  cause = find_cause (error);
  if (cause == CAUSE_DENIED)
    return explain_denial (error);
  if (words[cause].text != NULL)
    return g_strdup (_(words[cause].text));

  return qs_display_text (error->message, -1);
}

static void
append_fact (GString    *facts,
             const char *name,
             const char *value)
{
  g_autofree char *shown = NULL;

  if (value == NULL || *value == '\0')
    return;

  shown = qs_display_text (value, -1);
  if (facts->len > 0)
    g_string_append_c (facts, '\n');
  g_string_append_printf (facts, "%s: %s", name, shown);
}

/**
 * qs_error_text_dup_details:
 * @error: (nullable): what went wrong
 *
 * Returns: (transfer full): what AWS said, a fact a line; "" where the text already says all.
 */
char *
qs_error_text_dup_details (const GError *error)
{
  const QsErrorDetails *details = error != NULL ? qs_engine_error_get_details (error) : NULL;
  g_autoptr(GString) facts = g_string_new (NULL);
  g_autofree char *asked = NULL;
  g_autofree char *status = NULL;

  if (details != NULL && details->service != NULL)
    {
      if (details->operation != NULL)
        asked = g_strdup_printf ("%s:%s", details->service, details->operation);
      if (details->status != 0)
        status = g_strdup_printf ("%u", details->status);
      append_fact (facts, _("Asked for"), asked);
      append_fact (facts, _("Code"), details->code);
      append_fact (facts, _("HTTP status"), status);
      append_fact (facts, _("Request ID"), details->request_id);
    }
  if (error != NULL && find_cause (error) != CAUSE_OWN_WORDS)
    append_fact (facts, _("Message"), error->message);

  return g_string_free (g_steal_pointer (&facts), FALSE);
}

/* Closures */

static char *
error_title (gpointer object,
             GError  *error)
{
  return qs_error_text_dup_title (error);
}

static char *
error_text (gpointer object,
            GError  *error)
{
  return qs_error_text_dup (error);
}

static char *
error_markup (gpointer object,
              GError  *error)
{
  g_autofree char *text = qs_error_text_dup (error);

  return g_markup_escape_text (text, -1);
}

static char *
error_details (gpointer object,
               GError  *error)
{
  return qs_error_text_dup_details (error);
}

static gboolean
has_error (gpointer object,
           GError  *error)
{
  return error != NULL;
}

/**
 * qs_error_text_bind:
 *
 * For qs_format_closures_bind(): makes the closures known to a template.
 */
void
qs_error_text_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, error_title);
  gtk_widget_class_bind_template_callback (widget_class, error_text);
  gtk_widget_class_bind_template_callback (widget_class, error_markup);
  gtk_widget_class_bind_template_callback (widget_class, error_details);
  gtk_widget_class_bind_template_callback (widget_class, has_error);
}
