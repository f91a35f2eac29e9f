#pragma once

#include "qs-job-record.h"
#include "qs-text-pool.h"

G_BEGIN_DECLS

/**
 * QsJobFields:
 *
 * Which fields of a row a merge has changed; %QS_JOB_FIELD_NEW for a row that was not there.
 */
typedef enum
{
  QS_JOB_FIELD_QUEUE      = 1 << 0,
  QS_JOB_FIELD_DEFINITION = 1 << 1,
  QS_JOB_FIELD_STATUS     = 1 << 2,
  QS_JOB_FIELD_REASON     = 1 << 3,
  QS_JOB_FIELD_CREATED    = 1 << 4,
  QS_JOB_FIELD_STARTED    = 1 << 5,
  QS_JOB_FIELD_STOPPED    = 1 << 6,
  QS_JOB_FIELD_EXIT_CODE  = 1 << 7,
  QS_JOB_FIELD_ARRAY_SIZE = 1 << 8,
  QS_JOB_FIELD_COUNTS     = 1 << 9,
  QS_JOB_FIELD_NEW        = 1 << 10,
} QsJobFields;

/**
 * QsJobRow:
 * @id: the id, ended by a NUL, behind it the name, ended by a NUL, and behind that, only when the
 *   name is not plain ASCII, the name folded for comparison
 * @queue: a number of the pool, as are @definition and @reason
 * @round: the round of watching in which the row was last merged
 * @round: when the row was last merged
 *
 * A job, packed.
 */
typedef struct
{
  const char *id;
  gint64      created_at;
  gint64      started_at;
  gint64      stopped_at;
  guint32     queue;
  guint32     definition;
  guint32     reason;
  int         exit_code;
  guint16     array_size;
  guint16     name_offset;
  guint16     folded_offset;
  guint8      status;
  guint8      round;
} QsJobRow;

/**
 * QsJobRows:
 *
 * The packed jobs behind a #QsJobList: about 130 bytes a job, found by number or by id. Rows are
 * added and changed, never removed, so that numbers, ids and names stay valid.
 *
 * Threading: one thread at a time. Ownership: owns all texts.
 */
typedef struct _QsJobRows QsJobRows;

QsJobRows      *qs_job_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
void            qs_job_rows_free (QsJobRows *self);

QsJobFields     qs_job_rows_merge (QsJobRows         *self,
                                   const QsJobRecord *record,
                                   guint32           *number);

guint           qs_job_rows_get_length (QsJobRows *self);
const QsJobRow *qs_job_rows_get (QsJobRows *self,
                                 guint32    number);
gboolean        qs_job_rows_find (QsJobRows  *self,
                                  const char *id,
                                  guint32    *number);
QsTextPool     *qs_job_rows_get_pool (QsJobRows *self);
void            qs_job_rows_begin_round (QsJobRows *self);
gboolean        qs_job_rows_is_seen (QsJobRows *self,
                                     guint32    number);
guint           qs_job_rows_get_count (QsJobRows  *self,
                                       guint32     number,
                                       QsJobStatus status);

const char     *qs_job_row_get_name (const QsJobRow *row);
const char     *qs_job_row_get_folded (const QsJobRow *row);
gint64          qs_job_row_get_duration (const QsJobRow *row,
                                         gint64          now);

char           *qs_job_text_fold (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJobRows, qs_job_rows_free)

G_END_DECLS
