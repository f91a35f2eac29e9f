#pragma once

#include "qs-lookup-choice.h"

G_BEGIN_DECLS

/**
 * QsInstanceType:
 * @name: such as "m6i.2xlarge"
 * @memory: MiB, nominal
 * @architectures: those it runs programs for, in words: "x86_64"
 * @gpus: how many
 * @gpu: what they are called, "" without
 *
 * What EC2 says of a type of instance, as far as it matters to who chooses one.
 */
typedef struct
{
  char      *name;
  gint64     vcpus;
  gint64     memory;
  char      *architectures;
  JsonArray *architecture_list;
  gint64     gpus;
  char      *gpu;
} QsInstanceType;

QsInstanceType *qs_instance_type_read (JsonObject *item) G_GNUC_WARN_UNUSED_RESULT;
void            qs_instance_type_free (QsInstanceType *self);

char           *qs_instance_type_dup_family (const QsInstanceType *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean        qs_instance_type_is_kin (const QsInstanceType *self,
                                         const QsInstanceType *other);
int             qs_instance_type_compare (const QsInstanceType *self,
                                          const QsInstanceType *other);
QsLookupChoice *qs_instance_type_make_choice (const QsInstanceType *self) G_GNUC_WARN_UNUSED_RESULT;

/* What is left of an instance's memory for jobs, both in MiB. */
gint64          qs_instance_type_estimate_usable (gint64 memory);

G_END_DECLS
