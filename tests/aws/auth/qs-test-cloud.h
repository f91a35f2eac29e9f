#pragma once

#include "qs-account-settings.h"
#include "qs-clock.h"

G_BEGIN_DECLS

#define QS_TYPE_TEST_CLOUD (qs_test_cloud_get_type ())
G_DECLARE_FINAL_TYPE (QsTestCloud,
                      qs_test_cloud,
                      QS,
                      TEST_CLOUD,
                      GObject)

/*
 * STS and IAM Identity Center on this computer, as far as a test tells them what to say. A route is
 * an operation of STS ("AssumeRole") or a path of the others ("/token"). Answers to one route are
 * given in the order they were added; the last one is repeated. What was asked last is kept.
 */

#define QS_TEST_CLOUD_ID "2f1f5f0e-6a3a-4f3b-9a8e-0d6f6b8f3c11"

QsTestCloud       *qs_test_cloud_new (QsClock *clock) G_GNUC_WARN_UNUSED_RESULT;

const char        *qs_test_cloud_get_url (QsTestCloud *self);
QsAccountSettings *qs_test_cloud_new_settings (QsTestCloud *self,
                                               const char  *credentials) G_GNUC_WARN_UNUSED_RESULT;

void               qs_test_cloud_answer (QsTestCloud *self,
                                         const char  *route,
                                         guint        status,
                                         const char  *code,
                                         const char  *body);
void               qs_test_cloud_answer_sts (QsTestCloud *self,
                                             const char  *operation,
                                             const char  *access_key_id,
                                             gint64       seconds);
void               qs_test_cloud_refuse_sts (QsTestCloud *self,
                                             const char  *operation,
                                             const char  *code,
                                             const char  *message);

guint              qs_test_cloud_count (QsTestCloud *self,
                                        const char  *route);
const char        *qs_test_cloud_get (QsTestCloud *self,
                                      const char  *route,
                                      const char  *parameter);
const char        *qs_test_cloud_get_signer (QsTestCloud *self,
                                             const char  *route);

G_END_DECLS
