#include "qs-sso-portal.h"

#include "qs-await.h"
#include "qs-engine.h"
#include "qs-json.h"
#include "qs-secret.h"
#include "qs-sso-account.h"
#include "qs-sso-grant.h"
#include "qs-sso-role.h"

#define HTTP_UNAUTHORIZED 401

/* The most that the portal gives at once, and far more pages than any company fills. */
#define PAGE_SIZE 100
#define MAX_PAGES 1000

/* A list on its way. */
typedef struct
{
  QsSsoSession *session;
  const char   *operation;
  const char   *member;       /* of the output, that has the items */
  char         *account_id;   /* nullable */
  GType         type;
  gpointer (*make) (JsonObject *item);
} QsSsoListing;

static void
free_listing (gpointer data)
{
  QsSsoListing *listing = data;

  g_object_unref (listing->session);
  g_free (listing->account_id);
  g_free (listing);
}

static gboolean
is_token_refused (const GError *error)
{
  const QsErrorDetails *details = qs_engine_error_get_details (error);

  return details != NULL && details->status == HTTP_UNAUTHORIZED;
}

/* The input is wiped with the token in it, so it is another for each call. */
static JsonNode *
call_with (QsSsoSession *session,
           const char   *operation,
           JsonNode     *input,
           QsSsoToken   *token,
           GError      **error)
{
  g_autoptr(JsonNode) copy = qs_json_copy (input);
  JsonObject *object = json_node_dup_object (copy);

  json_object_set_string_member (object, "accessToken", qs_sso_token_get_access_token (token));
  return qs_sso_session_call (session, "sso", operation, object, error);
}

/**
 * qs_sso_portal_call:
 * @input: (transfer full): without the token
 *
 * Calls the portal with the token of the last login; once more with another when the portal has
 * refused that one. Waits, so it is for fibers.
 *
 * Returns: (transfer full) (nullable): the output, for the caller to wipe; %NULL with
 *   #QsEngineError, %QS_ENGINE_ERROR_EXPIRED when a person has to log in.
 */
JsonNode *
qs_sso_portal_call (QsSsoSession *session,
                    const char   *operation,
                    JsonObject   *input,
                    GError      **error)
{
  g_autoptr(JsonNode) node = qs_json_take (input);
  g_autoptr(QsSsoToken) token = qs_sso_grant_load (session, error);
  g_autoptr(QsSsoToken) other = NULL;
  g_autoptr(GError) cause = NULL;
  JsonNode *reply;

  if (token == NULL)
    return NULL;

  reply = call_with (session, operation, node, token, &cause);
  if (reply != NULL)
    return reply;

  if (!is_token_refused (cause))
    {
      g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  other = qs_sso_grant_replace (session, token, error);
  if (other == NULL)
    return NULL;

  reply = call_with (session, operation, node, other, error);
  if (reply == NULL && error != NULL && is_token_refused (*error))
    (*error)->code = QS_ENGINE_ERROR_EXPIRED;
  return reply;
}

static JsonObject *
make_page_input (QsSsoListing *listing,
                 const char   *next_token)
{
  JsonObject *input = json_object_new ();

  json_object_set_int_member (input, "maxResults", PAGE_SIZE);
  if (listing->account_id != NULL)
    json_object_set_string_member (input, "accountId", listing->account_id);
  if (next_token != NULL)
    json_object_set_string_member (input, "nextToken", next_token);
  return input;
}

static void
add_items (QsSsoListing *listing,
           JsonObject   *page,
           GListStore   *items)
{
  JsonArray *array = qs_json_get_array (page, listing->member);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr(GObject) item = listing->make (qs_json_element (array, i));

      g_list_store_append (items, item);
    }
}

static DexFuture *
list_fiber (gpointer data)
{
  QsSsoListing *listing = data;
  g_autoptr(GListStore) items = g_list_store_new (listing->type);
  g_autofree char *next_token = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < MAX_PAGES && (i == 0 || next_token != NULL); i++)
    {
      g_autoptr(JsonNode) page = NULL;

      page = qs_sso_portal_call (listing->session, listing->operation,
                                 make_page_input (listing, next_token), &error);
      if (page == NULL)
        return dex_future_new_for_error (g_steal_pointer (&error));

      add_items (listing, json_node_get_object (page), items);
      g_set_str (&next_token, qs_json_get_string (json_node_get_object (page), "nextToken", NULL));
    }

  return dex_future_new_take_object (g_steal_pointer (&items));
}

static gpointer
make_account (JsonObject *item)
{
  return qs_sso_account_new (item);
}

static gpointer
make_role (JsonObject *item)
{
  return qs_sso_role_new (item);
}

/**
 * qs_sso_portal_list_accounts:
 *
 * Returns: (transfer full): a future of a #GListModel of #QsSsoAccount, in the portal's order;
 *   rejected with #QsEngineError.
 */
DexFuture *
qs_sso_portal_list_accounts (QsSsoSession *session)
{
  QsSsoListing *listing;

  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);

  listing = g_new0 (QsSsoListing, 1);
  listing->session = g_object_ref (session);
  listing->operation = "ListAccounts";
  listing->member = "accountList";
  listing->type = QS_TYPE_SSO_ACCOUNT;
  listing->make = make_account;
  return qs_fiber_start (list_fiber, listing, free_listing);
}

/**
 * qs_sso_portal_list_roles:
 * @account_id: twelve digits
 *
 * Returns: (transfer full): a future of a #GListModel of #QsSsoRole; rejected with #QsEngineError.
 */
DexFuture *
qs_sso_portal_list_roles (QsSsoSession *session,
                          const char   *account_id)
{
  QsSsoListing *listing;

  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);
  g_return_val_if_fail (account_id != NULL, NULL);

  listing = g_new0 (QsSsoListing, 1);
  listing->session = g_object_ref (session);
  listing->operation = "ListAccountRoles";
  listing->member = "roleList";
  listing->account_id = g_strdup (account_id);
  listing->type = QS_TYPE_SSO_ROLE;
  listing->make = make_role;
  return qs_fiber_start (list_fiber, listing, free_listing);
}

/* The token is forgotten first: whatever the portal says, this computer has logged out. */
static DexFuture *
log_out_fiber (gpointer data)
{
  QsSsoSession *session = data;
  g_autoptr(QsSsoToken) token = qs_sso_grant_load (session, NULL);
  g_autoptr(JsonNode) nothing = qs_json_take (json_object_new ());
  g_autoptr(JsonNode) reply = NULL;
  g_autoptr(GError) error = NULL;

  if (!qs_sso_grant_forget (session, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  if (token != NULL)
    reply = call_with (session, "Logout", nothing, token, &error);
  if (error != NULL && !is_token_refused (error))
    return dex_future_new_for_error (g_steal_pointer (&error));

  return dex_future_new_true ();
}

/**
 * qs_sso_portal_log_out:
 *
 * Forgets the token and tells the portal so, which ends what other programs have got with it, too.
 *
 * Returns: (transfer full): a future that resolves to %TRUE; rejected when the keyring cannot
 *   forget the token or the portal could not be told.
 */
DexFuture *
qs_sso_portal_log_out (QsSsoSession *session)
{
  g_return_val_if_fail (QS_IS_SSO_SESSION (session), NULL);

  return qs_fiber_start (log_out_fiber, g_object_ref (session), g_object_unref);
}
