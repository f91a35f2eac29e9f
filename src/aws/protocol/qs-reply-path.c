#include "qs-reply-path.h"

#include <glib/gi18n.h>

#include "qs-display-text.h"
#include "qs-json-path.h"
#include "qs-protocol.h"
#include "qs-wire-traits.h"

/* The deepest of botocore's models has 20; fibers have small stacks. */
#define MAX_DEPTH 64

void
qs_reply_path_clear (QsReplyPath *self)
{
  g_string_free (self->text, TRUE);
}

/* Returns: what qs_reply_path_leave() needs. */
gsize
qs_reply_path_enter (QsReplyPath *self,
                     const char  *name)
{
  gsize mark = self->text->len;

  self->depth++;
  qs_json_path_append_member (self->text, name);
  return mark;
}

gsize
qs_reply_path_enter_index (QsReplyPath *self,
                           guint        index)
{
  gsize mark = self->text->len;

  self->depth++;
  qs_json_path_append_index (self->text, index);
  return mark;
}

void
qs_reply_path_leave (QsReplyPath *self,
                     gsize        mark)
{
  self->depth--;
  g_string_truncate (self->text, mark);
}

/* Sets the error when it is. */
gboolean
qs_reply_path_is_too_deep (QsReplyPath *self)
{
  return self->depth > MAX_DEPTH && !qs_reply_path_fail (self, _("is nested too deeply"));
}

/**
 * qs_reply_path_fail:
 * @rule: what does not hold, to follow the name of the member: "must be a list". The value is not
 *   told: replies hold credentials
 *
 * Returns: %FALSE
 */
gboolean
qs_reply_path_fail (QsReplyPath *self,
                    const char  *rule)
{
  g_autofree char *shown = qs_display_line (self->text->str, -1);

  g_set_error (self->error, QS_PROTOCOL_ERROR, QS_PROTOCOL_ERROR_INVALID_REPLY,
               _("The service’s reply does not fit its model: %s %s"),
               shown[0] != '\0' ? shown : _("it"), rule);
  return FALSE;
}

/* Whether a member comes in a header or is the status, and so is not looked for in the body. */
gboolean
qs_reply_is_bound_elsewhere (const QsMember *member)
{
  const char *location = qs_wire_get_location (member);

  return g_strcmp0 (location, "header") == 0 || g_strcmp0 (location, "headers") == 0 ||
         g_strcmp0 (location, "statusCode") == 0;
}

/* What stands for a member of a union that this model does not know; the name is AWS's. */
void
qs_reply_add_unknown_member (JsonObject *output,
                             const char *name)
{
  JsonObject *unknown = json_object_new ();

  json_object_set_string_member (unknown, "name", name);
  json_object_set_object_member (output, "SDK_UNKNOWN_MEMBER", unknown);
}
