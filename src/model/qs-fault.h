#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_FAULT (qs_fault_get_type ())

/**
 * QsFault:
 * @path: the member, such as "containerProperties.mountPoints[1].readOnly"; "" for the whole
 * @value: (nullable): what is there, as JSON of at most 60 characters, safe to show; %NULL when
 *   nothing is there
 * @rule: the broken rule in words: "must be at least 2"
 * @message: the three in a sentence: "arrayProperties.size is 1: it must be at least 2"
 *
 * One rule that one member of a document breaks. Immutable once made.
 *
 * Threading: any thread. Ownership: a #GPtrArray of faults owns them.
 */
typedef struct
{
  char *path;
  char *value;
  char *rule;
  char *message;
} QsFault;

GType      qs_fault_get_type (void) G_GNUC_CONST;
QsFault   *qs_fault_new (const char *path,
                         JsonNode   *value,
                         const char *rule) G_GNUC_WARN_UNUSED_RESULT;
QsFault   *qs_fault_copy (const QsFault *self) G_GNUC_WARN_UNUSED_RESULT;
void       qs_fault_free (QsFault *self);

GPtrArray *qs_faults_new (void) G_GNUC_WARN_UNUSED_RESULT;
void       qs_faults_add (GPtrArray  *faults,
                          const char *path,
                          JsonNode   *value,
                          const char *format,
                          ...) G_GNUC_PRINTF (4, 5);
char      *qs_faults_dup_message (GPtrArray *faults) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsFault, qs_fault_free)

G_END_DECLS
