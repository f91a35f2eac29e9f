#include "qs-wire-reply.h"

G_DEFINE_BOXED_TYPE (QsWireReply, qs_wire_reply, qs_wire_reply_ref, qs_wire_reply_unref)

/**
 * qs_wire_reply_new:
 *
 * Returns: (transfer full): a reply to be filled by the room's readers.
 */
QsWireReply *
qs_wire_reply_new (void)
{
  QsWireReply *self = g_new0 (QsWireReply, 1);

  g_atomic_ref_count_init (&self->ref_count);
  return self;
}

QsWireReply *
qs_wire_reply_ref (QsWireReply *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
qs_wire_reply_unref (QsWireReply *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_clear_pointer (&self->output, json_node_unref);
  g_clear_pointer (&self->fault, qs_wire_fault_free);
  g_free (self->request_id);
  g_free (self);
}
