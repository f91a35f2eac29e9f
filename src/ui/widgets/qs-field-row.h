#pragma once

#include <adwaita.h>

#include "qs-request.h"

G_BEGIN_DECLS

#define QS_TYPE_FIELD_ROW (qs_field_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (QsFieldRow,
                          qs_field_row,
                          QS,
                          FIELD_ROW,
                          AdwPreferencesRow)

/*
 * A row of a form: title, control, help, and what is wrong in words. "path" says which place of the
 * request it edits; the request is that of the QsForm it stands in. What somebody enters is checked
 * as they type; a row that was never touched keeps quiet until somebody tries to send.
 *
 * A kind of row sets "control" (below the title) or "suffix" (beside it) in its template, shows the
 * value in sync(), and tells what was entered by qs_field_row_type() or qs_field_row_choose(). Both
 * do nothing during sync(), so no row has to block its own handlers. A row for many values names
 * what is inside them in name_member(): "Source volume" for "sourceVolume".
 */
struct _QsFieldRowClass
{
  AdwPreferencesRowClass parent_class;

  void                   (*sync)        (QsFieldRow *self);
  char                  *(*name_member) (QsFieldRow *self,
                                         const char *member);
};

const char     *qs_field_row_get_path (QsFieldRow *self);
QsRequest      *qs_field_row_get_request (QsFieldRow *self);
JsonNode       *qs_field_row_get_value (QsFieldRow *self);
JsonNode       *qs_field_row_get_default (QsFieldRow *self);
const QsMember *qs_field_row_get_member (QsFieldRow *self);
gboolean        qs_field_row_has_fault (QsFieldRow *self);

void            qs_field_row_type (QsFieldRow *self,
                                   JsonNode   *value);
void            qs_field_row_choose (QsFieldRow *self,
                                     JsonNode   *value);
void            qs_field_row_refuse (QsFieldRow *self,
                                     const char *message);

void            qs_field_row_touch (QsFieldRow *self);

void            qs_field_row_set_entry (QsFieldRow *self,
                                        GtkWidget  *entry);
char           *qs_field_row_print (JsonNode *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
