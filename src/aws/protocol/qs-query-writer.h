#pragma once

#include "qs-query-string.h"
#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * The members of an input as the fields of a form, "Filter.1.Value.2=x": the protocols query and
 * ec2 (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html, …/aws-ec2-query-protocol.html).
 * What is written has been checked.
 */

typedef enum
{
  QS_QUERY_PLAIN,
  QS_QUERY_EC2,
} QsQueryDialect;

void qs_query_write (QsQueryString *form,
                     QsQueryDialect dialect,
                     const QsShape *shape,
                     JsonObject    *input);

G_END_DECLS
