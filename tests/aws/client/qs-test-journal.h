#pragma once

#include "qs-submit-journal.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_JOURNAL (qs_test_journal_get_type ())
G_DECLARE_FINAL_TYPE (QsTestJournal,
                      qs_test_journal,
                      QS,
                      TEST_JOURNAL,
                      GObject)

/*
 * A journal in memory. It fails the test when notes come in an order that makes no sense, and
 * refuses notes while it is told to.
 */

QsTestJournal *qs_test_journal_new (void) G_GNUC_WARN_UNUSED_RESULT;

void           qs_test_journal_set_full (QsTestJournal *self,
                                         gboolean       full);

guint          qs_test_journal_count_unfinished (QsTestJournal *self);
const char    *qs_test_journal_get_job (QsTestJournal *self,
                                        const char    *id);
gboolean       qs_test_journal_is_abandoned (QsTestJournal *self,
                                             const char    *id);

G_END_DECLS
