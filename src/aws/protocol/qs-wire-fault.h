#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_WIRE_FAULT (qs_wire_fault_get_type ())

/**
 * QsWireFault:
 * @code: AWS's code without its namespace: "ClientException"; the HTTP status as text when the
 *   reply names none
 * @message: AWS's own text, untranslated and untrusted; "" when there is none
 * @output: (nullable): an object with the members that the model gives this error
 *
 * An operation that AWS refused or failed at. Immutable once the reply is read.
 *
 * Threading: any thread. Ownership: belongs to its #QsWireReply.
 */
typedef struct
{
  char     *code;
  char     *message;
  JsonNode *output;
} QsWireFault;

GType        qs_wire_fault_get_type (void) G_GNUC_CONST;

QsWireFault *qs_wire_fault_new (const char *code,
                                const char *message) G_GNUC_WARN_UNUSED_RESULT;
QsWireFault *qs_wire_fault_new_for_status (guint status) G_GNUC_WARN_UNUSED_RESULT;
QsWireFault *qs_wire_fault_copy (const QsWireFault *self) G_GNUC_WARN_UNUSED_RESULT;
void         qs_wire_fault_free (QsWireFault *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsWireFault, qs_wire_fault_free)

G_END_DECLS
