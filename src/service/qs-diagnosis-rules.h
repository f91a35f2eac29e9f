#pragma once

#include "qs-diagnosis.h"

G_BEGIN_DECLS

/*
 * What is known about why jobs wait and fail: each rule matches the words that AWS Batch, a
 * container engine or the local engine use, or an exit code. Private to the diagnosis; the first
 * rule that matches holds.
 */
typedef struct
{
  const char    *pattern;    /* the reason begins with it or has it after another word */
  int            exit_code;  /* where there is no pattern */
  const char    *title;      /* these three untranslated, marked for translation */
  const char    *explanation;
  const char    *advice;
  QsSubmitChange remedy;     /* what to submit again with */
} QsDiagnosisRule;

const QsDiagnosisRule *qs_diagnosis_find_waiting_rule (const char *status_reason);
const QsDiagnosisRule *qs_diagnosis_find_failure_rule (const char *status_reason,
                                                       const char *container_reason,
                                                       gint64      exit_code);

G_END_DECLS
