#pragma once

#include "qs-credentials.h"
#include "qs-sha256.h"

G_BEGIN_DECLS

/**
 * QsSigningKey:
 * @scope: "20150830/eu-central-1/batch/aws4_request"
 * @key: the key that is good for it
 *
 * Borrowed from the #QsSigningKeys that has it, until it is asked for another.
 */
typedef struct
{
  const char      *scope;
  const QsHmacKey *key;
} QsSigningKey;

/**
 * QsSigningKeys:
 *
 * The signing keys of the day, one for each region and service: making one costs five times what
 * the signature itself does. Other credentials and another day take the place of the old, so
 * that no secret outlives its use.
 *
 * Threading: one thread at a time.
 */
typedef struct _QsSigningKeys QsSigningKeys;

QsSigningKeys *qs_signing_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;
void           qs_signing_keys_free (QsSigningKeys *self);

QsSigningKey   qs_signing_keys_get (QsSigningKeys *self,
                                    QsCredentials *credentials,
                                    const char    *time,
                                    const char    *region,
                                    const char    *service);
guint          qs_signing_keys_get_size (const QsSigningKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsSigningKeys, qs_signing_keys_free)

G_END_DECLS
