#pragma once

#include "qs-job-detail.h"
#include "qs-submit-change.h"

G_BEGIN_DECLS

#define QS_TYPE_DIAGNOSIS (qs_diagnosis_get_type ())
G_DECLARE_FINAL_TYPE (QsDiagnosis,
                      qs_diagnosis,
                      QS,
                      DIAGNOSIS,
                      GObject)

#define QS_TYPE_DIAGNOSIS_KIND (qs_diagnosis_kind_get_type ())

/**
 * QsDiagnosisKind:
 * @QS_DIAGNOSIS_KIND_WAITING: the job waits, and goes on by itself
 * @QS_DIAGNOSIS_KIND_STUCK: the job waits for somebody to change something
 * @QS_DIAGNOSIS_KIND_FAILED: the job has failed
 */
typedef enum
{
  QS_DIAGNOSIS_KIND_WAITING,
  QS_DIAGNOSIS_KIND_STUCK,
  QS_DIAGNOSIS_KIND_FAILED,
} QsDiagnosisKind;

/**
 * QsDiagnosis:
 *
 * Why a job waits or has failed, in plain words of the person's language, and what can be done. It
 * never changes once made. Properties: "kind", "title", "explanation", "advice" (may be empty) and
 * "reason", the engine's own words, to be shown through qs_display_text() (may be empty); and
 * "remedy", what to change when the job is submitted again (#QsSubmitChange).
 */
GType           qs_diagnosis_kind_get_type (void) G_GNUC_CONST;

QsDiagnosis    *qs_diagnosis_new (QsJobDetail *job) G_GNUC_WARN_UNUSED_RESULT;

QsDiagnosisKind qs_diagnosis_get_kind (QsDiagnosis *self);
const char     *qs_diagnosis_get_title (QsDiagnosis *self);
const char     *qs_diagnosis_get_explanation (QsDiagnosis *self);
const char     *qs_diagnosis_get_advice (QsDiagnosis *self);
const char     *qs_diagnosis_get_reason (QsDiagnosis *self);
QsSubmitChange  qs_diagnosis_get_remedy (QsDiagnosis *self);

gboolean        qs_diagnosis_equal (QsDiagnosis *self,
                                    QsDiagnosis *other);

G_END_DECLS
