#pragma once

#include "qs-choice.h"

G_BEGIN_DECLS

/**
 * QsChoiceSearch:
 *
 * What somebody types to find choices: every word has to be in title, subtitle or value, whatever
 * its case. A number goes with the word that follows it and is found whole only: "8 vcpu" finds
 * "8 vCPU" and neither "48 vCPU" nor "8 GiB".
 *
 * The folded text of a choice is kept with it, so that ten thousand are searched in a few
 * milliseconds; choices do not change.
 *
 * Threading: main thread.
 */
typedef struct _QsChoiceSearch QsChoiceSearch;

QsChoiceSearch *qs_choice_search_new (const char *typed) G_GNUC_WARN_UNUSED_RESULT;
void            qs_choice_search_free (QsChoiceSearch *self);

gboolean        qs_choice_search_finds (QsChoiceSearch *self,
                                        QsChoice       *choice);
gboolean        qs_choice_search_matches (QsChoiceSearch *self,
                                          const char     *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsChoiceSearch, qs_choice_search_free)

G_END_DECLS
