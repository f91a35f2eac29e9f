#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QS_TYPE_DIAGNOSIS_CARD (qs_diagnosis_card_get_type ())
G_DECLARE_FINAL_TYPE (QsDiagnosisCard,
                      qs_diagnosis_card,
                      QS,
                      DIAGNOSIS_CARD,
                      AdwBin)

/*
 * Why a job waits or has failed, in words, and what to do. Property: "diagnosis" (QsDiagnosis);
 * without one there is no card.
 */

G_END_DECLS
