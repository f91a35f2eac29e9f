#pragma once

#include <stdio.h>

#include "qs-prompter.h"

G_BEGIN_DECLS

#define QS_TYPE_PIPED_PROMPTER (qs_piped_prompter_get_type ())
G_DECLARE_FINAL_TYPE (QsPipedPrompter,
                      qs_piped_prompter,
                      QS,
                      PIPED_PROMPTER,
                      GObject)

/*
 * Asks whoever reads our output, in a line of JSON, what a window would ask the person:
 *
 *     {"ask": "code", "question": 1, "mfaSerial": "arn:…", "accountName": "…"}
 *     {"ask": "command", "question": 2, "argv": […], "accountName": "…"}
 *
 * and takes the answer by the question's number; one without a value dismisses the question.
 */
QsPipedPrompter *qs_piped_prompter_new (FILE *output) G_GNUC_WARN_UNUSED_RESULT;

void             qs_piped_prompter_answer (QsPipedPrompter *self,
                                           JsonObject      *line);

G_END_DECLS
