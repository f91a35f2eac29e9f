#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsPastedKeys:
 *
 * What can be recognised in text that somebody was given to sign in with: a whole mail, the CSV
 * file of the AWS console, an `export AWS_…` block for a shell, a part of ~/.aws/credentials, the
 * JSON that `aws sts assume-role` prints. Each member is %NULL when the text has none. Where there
 * are several of a kind, the first counts.
 *
 * Threading: any thread. Ownership: freed by qs_pasted_keys_free(), which overwrites it.
 */
typedef struct
{
  char *access_key_id;
  char *secret_access_key;
  char *session_token;
  char *region;
  char *role_arn;
  char *external_id;
  char *mfa_serial;
  char *start_url;
} QsPastedKeys;

QsPastedKeys *qs_pasted_keys_read (const char *text,
                                   gssize      length) G_GNUC_WARN_UNUSED_RESULT;
guint         qs_pasted_keys_count (const QsPastedKeys *self);
void          qs_pasted_keys_free (QsPastedKeys *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsPastedKeys, qs_pasted_keys_free)

G_END_DECLS
