#pragma once

#include "qs-prompter.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_PROMPTER (qs_test_prompter_get_type ())
G_DECLARE_FINAL_TYPE (QsTestPrompter,
                      qs_test_prompter,
                      QS,
                      TEST_PROMPTER,
                      GObject)

/*
 * A person who answers as told: with a code, or not at all; who lets commands run, or not. A person
 * who is slow answers when the test says so.
 */

QsTestPrompter *qs_test_prompter_new (void) G_GNUC_WARN_UNUSED_RESULT;

void            qs_test_prompter_set_code (QsTestPrompter *self,
                                           const char     *code);
void            qs_test_prompter_set_allows (QsTestPrompter *self,
                                             gboolean        allows);
void            qs_test_prompter_set_slow (QsTestPrompter *self,
                                           gboolean        slow);
void            qs_test_prompter_answer (QsTestPrompter *self);

guint           qs_test_prompter_count (QsTestPrompter *self);
const char     *qs_test_prompter_get_asked (QsTestPrompter *self);

G_END_DECLS
