#include "qs-clock-skew.h"

/* Less than this is no reason for a refusal: services accept five minutes. */
#define TOLERANCE (4 * 60 * 1000)

/* How services say that a signature is wrong; a wrong date is one of the reasons. */
static const char * const suspicious_codes[] = {
  "InvalidSignatureException",
  "SignatureDoesNotMatch",
  "AuthFailure",
  "RequestTimeTooSkewed",
  "AccessDeniedException",
  NULL,
};

/**
 * qs_clock_skew_measure:
 * @skew: ms that the endpoint was ahead of this computer's own clock in a reply
 */
void
qs_clock_skew_measure (QsClockSkew *self,
                       gint64       skew)
{
  g_return_if_fail (self != NULL);

  self->measured = skew;
}

/**
 * qs_clock_skew_correct:
 * @used: the correction with which a request was signed
 * @code: (nullable): how the endpoint refused it
 *
 * Of several requests that were under way together the first corrects the clock for all; the
 * others, signed before, are worth signing again too.
 *
 * Returns: whether a wrong date can be the reason and is now right.
 */
gboolean
qs_clock_skew_correct (QsClockSkew *self,
                       gint64       used,
                       const char  *code)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (code == NULL || !g_strv_contains (suspicious_codes, code) ||
      ABS (self->measured - used) <= TOLERANCE)
    return FALSE;

  self->correction = self->measured;
  return TRUE;
}

/**
 * qs_clock_skew_get_signing_time:
 * @now: ms since the epoch by this computer's clock
 *
 * Returns: the date of a request that is signed now.
 */
gint64
qs_clock_skew_get_signing_time (const QsClockSkew *self,
                                gint64             now)
{
  g_return_val_if_fail (self != NULL, now);

  return now + self->correction;
}

/**
 * qs_clock_skew_get_server_time:
 * @now: ms since the epoch by this computer's clock
 *
 * Returns: what the endpoint's clock says now, as far as it is known.
 */
gint64
qs_clock_skew_get_server_time (const QsClockSkew *self,
                               gint64             now)
{
  g_return_val_if_fail (self != NULL, now);

  return now + self->measured;
}
