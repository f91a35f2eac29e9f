#pragma once

#include "qs-engine-error.h"

G_BEGIN_DECLS

/*
 * Failures of AWS calls as engine errors.
 *
 * Pure; any thread.
 */

gboolean qs_aws_error_is_expiry (const char *code);

GError  *qs_aws_error_from_fault (const QsErrorDetails *details,
                                  const char           *message) G_GNUC_WARN_UNUSED_RESULT;
GError  *qs_aws_error_from_transport (const QsErrorDetails *details,
                                      const GError         *cause) G_GNUC_WARN_UNUSED_RESULT;

char    *qs_aws_error_dup_action (const char *message) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
