#pragma once

#include <stddef.h>
#include <stdint.h>

/*
 * QsLogWriter: both streams of a run, written to one file as they come.
 *
 * The file keeps every byte. It is made of records that end with a newline, and no record holds a
 * newline inside, so it can be read from either end:
 *
 *     1763858400123456789 o Reading input
 *     1763858400123460001 e warning: 3 reads skipped
 *     1763858401500000000 o+Progress: 10%
 *     1763858402500000000 o  done
 *
 * The time is in nanoseconds since the epoch, as container engines count, of the first byte of the
 * line. The letter is the stream. What follows it says how the line ended: ' ' with a newline, '+'
 * not yet (it is longer than QS_LOG_LINE_MAX, or nothing more came for a while), '.' with a newline
 * that belongs to what has been cut before and is nothing by itself.
 *
 * This file uses no library but C's own: the sandbox's supervisor, which has to start in no time,
 * writes logs with it too. One writer a file; a torn last record, left by a writer that was
 * killed, is cut off when the next one opens the file.
 */

#define QS_LOG_LINE_MAX (256 * 1024)

typedef enum
{
  QS_LOG_OUTPUT,
  QS_LOG_ERROR,
} QsLogSource;

typedef struct _QsLogWriter QsLogWriter;

QsLogWriter *qs_log_writer_open (const char *path);
int          qs_log_writer_close (QsLogWriter *self);

void         qs_log_writer_append (QsLogWriter *self,
                                   QsLogSource  source,
                                   const char  *bytes,
                                   size_t       length,
                                   int64_t      time);
int64_t      qs_log_writer_oldest (QsLogWriter *self);
void         qs_log_writer_cut (QsLogWriter *self,
                                int64_t      before);
int          qs_log_writer_flush (QsLogWriter *self);
