#pragma once

#include <gio/gio.h>

#include "qs-accounts.h"

G_BEGIN_DECLS

#define QS_TYPE_BACKGROUND (qs_background_get_type ())
G_DECLARE_FINAL_TYPE (QsBackground,
                      qs_background,
                      QS,
                      BACKGROUND,
                      GObject)

/*
 * Keeps the program running without a window while there are jobs to watch and some minutes after,
 * and counts them.
 * Knows its application weakly.
 */
QsBackground *qs_background_new (GApplication *application) G_GNUC_WARN_UNUSED_RESULT;

void          qs_background_set_accounts (QsBackground *self,
                                          GListModel   *accounts);
guint         qs_background_count_active (QsBackground *self);
void          qs_background_tell (QsBackground *self);
void          qs_background_withdraw (QsBackground *self);

G_END_DECLS
