#include "qs-signing-keys.h"

#include <string.h>

#include "qs-signature.h"

/* More regions and services than one account calls; beyond it the oldest is made anew. */
#define MAX_ENTRIES 32
#define DAY_LENGTH 8

typedef struct
{
  QsCredentials *credentials;
  char          *region;
  char          *service;
  char          *scope;         /* begins with the day */
  QsHmacKey     *key;
} Entry;

struct _QsSigningKeys
{
  GPtrArray *entries;           /* the oldest first */
};

static void
free_entry (Entry *entry)
{
  qs_credentials_unref (entry->credentials);
  g_free (entry->region);
  g_free (entry->service);
  g_free (entry->scope);
  qs_hmac_key_free (entry->key);
  g_free (entry);
}

static Entry *
make_entry (QsCredentials *credentials,
            const char    *time,
            const char    *region,
            const char    *service)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->credentials = qs_credentials_ref (credentials);
  entry->region = g_strdup (region);
  entry->service = g_strdup (service);
  entry->scope = qs_sign_scope_new (time, region, service);
  entry->key = qs_signing_key_new (credentials, time, region, service);

  return entry;
}

QsSigningKeys *
qs_signing_keys_new (void)
{
  QsSigningKeys *self = g_new0 (QsSigningKeys, 1);

  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify) free_entry);
  return self;
}

void
qs_signing_keys_free (QsSigningKeys *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static gboolean
is_fresh (const Entry   *entry,
          QsCredentials *credentials,
          const char    *time)
{
  return entry->credentials == credentials && memcmp (entry->scope, time, DAY_LENGTH) == 0;
}

/**
 * qs_signing_keys_get:
 * @time: "20150830T123600Z"
 *
 * Returns: (transfer none): the key of that day for these credentials, region and service; made
 *   when it is asked for first.
 */
QsSigningKey
qs_signing_keys_get (QsSigningKeys *self,
                     QsCredentials *credentials,
                     const char    *time,
                     const char    *region,
                     const char    *service)
{
  Entry *entry;

  for (guint i = 0; i < self->entries->len; i++)
    {
      entry = g_ptr_array_index (self->entries, i);
      if (strcmp (entry->service, service) != 0 || strcmp (entry->region, region) != 0)
        continue;
      if (is_fresh (entry, credentials, time))
        return (QsSigningKey){ entry->scope, entry->key }
      ;

      g_ptr_array_remove_index (self->entries, i);
      break;
    }

  if (self->entries->len == MAX_ENTRIES)
    g_ptr_array_remove_index (self->entries, 0);
  entry = make_entry (credentials, time, region, service);
  g_ptr_array_add (self->entries, entry);

  return (QsSigningKey){ entry->scope, entry->key };
}

/**
 * qs_signing_keys_get_size:
 *
 * Returns: how many keys are kept.
 */
guint
qs_signing_keys_get_size (const QsSigningKeys *self)
{
  return self->entries->len;
}
