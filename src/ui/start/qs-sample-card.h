#pragma once

#include <adwaita.h>

#include "qs-sample-run.h"

G_BEGIN_DECLS

/*
 * The md5sum sample as a card: choose a file, see its job go through the states, end with a checked
 * sum. It can be run again and again.
 *
 * Properties: "account", without which nothing can be run; "file", NULL for the built-in one;
 * "run", the latest QsSampleRun; "compact".
 */
#define QS_TYPE_SAMPLE_CARD (qs_sample_card_get_type ())
G_DECLARE_FINAL_TYPE (QsSampleCard,
                      qs_sample_card,
                      QS,
                      SAMPLE_CARD,
                      AdwBin)

QsSampleRun *qs_sample_card_get_run (QsSampleCard *self);

G_END_DECLS
