#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsClockSkew:
 *
 * How far the clock of one endpoint is from this computer's. AWS refuses a request whose date is
 * more than five minutes from its own clock. What is measured on every reply is used for signing
 * only when a refusal shows that it matters: a clock that is a little wrong is left alone.
 *
 * Pure: zeroed at first, then changed by these functions only.
 */
typedef struct
{
  gint64 measured;     /* ms that the endpoint is ahead, by its last reply */
  gint64 correction;   /* ms that signing adds to this computer's clock */
} QsClockSkew;

void     qs_clock_skew_measure (QsClockSkew *self,
                                gint64       skew);
gboolean qs_clock_skew_correct (QsClockSkew *self,
                                gint64       used,
                                const char  *code);
gint64   qs_clock_skew_get_signing_time (const QsClockSkew *self,
                                         gint64             now);
gint64   qs_clock_skew_get_server_time (const QsClockSkew *self,
                                        gint64             now);

G_END_DECLS
