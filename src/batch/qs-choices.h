#pragma once

#include <gio/gio.h>

#include "qs-choice.h"

G_BEGIN_DECLS

#define QS_TYPE_CHOICES (qs_choices_get_type ())
G_DECLARE_INTERFACE (QsChoices,
                     qs_choices,
                     QS,
                     CHOICES,
                     GListModel)

/**
 * QsChoices:
 *
 * A #GListModel of the #QsChoice that an account has for one purpose, asked for when somebody wants
 * to see them. What was there stays while it is asked for anew and when that fails; a choice that
 * is as it was keeps its object.
 *
 * Properties: "busy", "loaded" (an answer has come once), "error" (a boxed #GError: why the last
 * question failed, %NULL when it did not).
 *
 * Threading: main thread. Ownership: reference counted.
 */
struct _QsChoicesInterface
{
  GTypeInterface parent_iface;

  void           (*refresh) (QsChoices *self);
};

gboolean  qs_choices_get_busy (QsChoices *self);
gboolean  qs_choices_get_loaded (QsChoices *self);
GError   *qs_choices_dup_error (QsChoices *self) G_GNUC_WARN_UNUSED_RESULT;
QsChoice *qs_choices_find (QsChoices  *self,
                           const char *value) G_GNUC_WARN_UNUSED_RESULT;

void      qs_choices_refresh (QsChoices *self);
void      qs_choices_ensure (QsChoices *self);

/* For those who implement it. */
void      qs_choices_tell_change (QsChoices *self,
                                  GPtrArray *before,
                                  GPtrArray *now);

G_END_DECLS
