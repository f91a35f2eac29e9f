#include "qs-job-tally.h"

#include <string.h>

#include "qs-job-match.h"

/* How a row of the queue is kept that does not match the search. */
#define OTHER 0xfe

struct _QsJobTally
{
  QsJobRows  *rows;
  char       *queue;     /* NULL for all */
  char       *search;
  GByteArray *states;    /* per row: the state under which it is counted */
  guint       counts[QS_JOB_STATUS_UNKNOWN + 1];
  guint       n_other;

  QsJobMatch *match;     /* between begin and end */
  guint32     queue_number;
};

/**
 * qs_job_tally_new:
 *
 * Returns: (transfer full): a tally of all queues without a search; nothing is counted yet.
 */
QsJobTally *
qs_job_tally_new (QsJobRows *rows)
{
  QsJobTally *self = g_new0 (QsJobTally, 1);

  self->rows = rows;
  self->states = g_byte_array_new ();
  return self;
}

void
qs_job_tally_free (QsJobTally *self)
{
  g_return_if_fail (self != NULL);

  g_clear_pointer (&self->match, qs_job_match_free);
  g_byte_array_unref (self->states);
  g_free (self->queue);
  g_free (self->search);
  g_free (self);
}

const char *
qs_job_tally_get_queue (QsJobTally *self)
{
  return self->queue;
}

/* Returns: whether this is another queue, so that all rows must be counted again. */
gboolean
qs_job_tally_set_queue (QsJobTally *self,
                        const char *queue)
{
  return g_set_str (&self->queue, queue);
}

const char *
qs_job_tally_get_search (QsJobTally *self)
{
  return self->search;
}

/* Returns: whether this is another text, so that all rows must be counted again. */
gboolean
qs_job_tally_set_search (QsJobTally *self,
                         const char *search)
{
  return g_set_str (&self->search, search);
}

/**
 * qs_job_tally_begin:
 *
 * Makes ready for counting rows. They must not change until qs_job_tally_end().
 */
void
qs_job_tally_begin (QsJobTally *self)
{
  guint n_old = self->states->len;
  guint n_rows = qs_job_rows_get_length (self->rows);

  g_assert (self->match == NULL);

  g_byte_array_set_size (self->states, n_rows);
  if (n_rows > n_old)
    memset (self->states->data + n_old, QS_JOB_TALLY_NONE, n_rows - n_old);
  self->match = qs_job_match_new (self->rows, self->search);
  self->queue_number = qs_text_pool_find (qs_job_rows_get_pool (self->rows), self->queue);
}

/* Counts a row under its present state or not at all, in the place of how it was counted before. */
void
qs_job_tally_count (QsJobTally *self,
                    guint32     row)
{
  const QsJobRow *job = qs_job_rows_get (self->rows, row);
  guint8 *state = &self->states->data[row];

  if (*state == OTHER)
    self->n_other--;
  else if (*state != QS_JOB_TALLY_NONE)
    self->counts[*state]--;

  *state = QS_JOB_TALLY_NONE;
  if (self->queue != NULL && (job->queue == 0 || job->queue != self->queue_number))
    return;
  if (!qs_job_match_matches (self->match, job))
    {
      *state = OTHER;
      self->n_other++;
      return;
    }

  *state = job->status;
  self->counts[*state]++;
}

void
qs_job_tally_end (QsJobTally *self)
{
  g_clear_pointer (&self->match, qs_job_match_free);
}

/* Returns: above every row that has been counted. */
guint
qs_job_tally_get_length (QsJobTally *self)
{
  return self->states->len;
}

/* Returns: the state under which @row is counted, or %QS_JOB_TALLY_NONE. */
guint
qs_job_tally_get (QsJobTally *self,
                  guint32     row)
{
  guint state = row < self->states->len ? self->states->data[row] : QS_JOB_TALLY_NONE;

  return state != OTHER ? state : QS_JOB_TALLY_NONE;
}

/* Returns: how many rows match, by #QsJobStatus. */
const guint *
qs_job_tally_get_counts (QsJobTally *self)
{
  return self->counts;
}

/* Returns: how many rows are of the queue and do not match the search. */
guint
qs_job_tally_get_n_other (QsJobTally *self)
{
  return self->n_other;
}
