#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsArn:
 * @partition: "aws"
 * @service: "batch"
 * @region: "eu-central-1"; empty for what has no region, such as a role
 * @account: twelve digits; empty for what has no account, such as a bucket
 * @resource: everything behind the fifth colon: "job-definition/md5sum:3"
 *
 * An Amazon Resource Name: arn:partition:service:region:account:resource.
 *
 * Threading: immutable, any thread. Ownership: freed by qs_arn_free().
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
typedef struct
{
  char *partition;
  char *service;
  char *region;
  char *account;
  char *resource;
} QsArn;

QsArn      *qs_arn_parse (const char *text) G_GNUC_WARN_UNUSED_RESULT;
void        qs_arn_free (QsArn *self);

char       *qs_arn_to_string (const QsArn *self) G_GNUC_WARN_UNUSED_RESULT;
char       *qs_arn_dup_type (const QsArn *self) G_GNUC_WARN_UNUSED_RESULT;
const char *qs_arn_get_name (const QsArn *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsArn, qs_arn_free)

G_END_DECLS
