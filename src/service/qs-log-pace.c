#include "qs-log-pace.h"

#define DELAY_BUSY 20
#define DELAY_MIN 500
#define DELAY_MAX 5000

/* How often the end of a job's log is looked at again once the job has ended: lines may be late. */
#define LAST_LOOKS 4

void
qs_log_pace_reset (QsLogPace *self)
{
  self->delay = DELAY_MIN;
  self->idle_looks = 0;
}

/**
 * qs_log_pace_step:
 * @chunk: (nullable): what the last look has found, %NULL when it failed
 */
void
qs_log_pace_step (QsLogPace        *self,
                  const QsLogChunk *chunk)
{
  if (chunk != NULL && chunk->n_lines > 0)
    {
      self->delay = chunk->n_events > 1000 ? DELAY_BUSY : DELAY_MIN;
      self->idle_looks = 0;
    }
  else if (chunk != NULL && chunk->asked != NULL && !qs_log_chunk_is_end (chunk))
    {
      self->delay = DELAY_BUSY;
    }
  else
    {
      self->delay = CLAMP (self->delay * 2, DELAY_MIN, DELAY_MAX);
      self->idle_looks++;
    }
}

/**
 * qs_log_pace_is_over:
 * @live: whether the job still writes
 *
 * Returns: whether nothing more is to be expected.
 */
gboolean
qs_log_pace_is_over (const QsLogPace *self,
                     gboolean         live)
{
  return !live && self->idle_looks >= LAST_LOOKS;
}
