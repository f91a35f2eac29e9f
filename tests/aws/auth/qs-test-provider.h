#pragma once

#include "qs-credentials-provider.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_PROVIDER (qs_test_provider_get_type ())
G_DECLARE_FINAL_TYPE (QsTestProvider,
                      qs_test_provider,
                      QS,
                      TEST_PROVIDER,
                      GObject)

/*
 * A source of credentials whose answers the test gives, one for each time it is asked. What is
 * answered before it is asked is kept for then.
 */

QsTestProvider *qs_test_provider_new (void) G_GNUC_WARN_UNUSED_RESULT;

void            qs_test_provider_answer (QsTestProvider *self,
                                         const char     *access_key_id,
                                         gint64          expires_at);
void            qs_test_provider_refuse (QsTestProvider *self,
                                         int             engine_error,
                                         const char     *message);

guint           qs_test_provider_count_loads (QsTestProvider *self);
guint           qs_test_provider_count_rejected (QsTestProvider *self);

G_END_DECLS
