#pragma once

#include "qs-credentials-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_KEYS (qs_test_keys_get_type ())
G_DECLARE_FINAL_TYPE (QsTestKeys,
                      qs_test_keys,
                      QS,
                      TEST_KEYS,
                      GObject)

/*
 * Temporary credentials that are always at hand: the access key is "ASIAEXAMPLEKEY0", and another
 * number whenever the last one has been rejected.
 */

QsTestKeys *qs_test_keys_new (void) G_GNUC_WARN_UNUSED_RESULT;

guint       qs_test_keys_count_loads (QsTestKeys *self);
guint       qs_test_keys_count_rejected (QsTestKeys *self);

G_END_DECLS
