#pragma once

#include <adwaita.h>

#include "qs-test.h"

G_BEGIN_DECLS

/*
 * Widgets in process: what a test of the window's parts stands on, beside qs-test.h. Tests run with
 * a display of their own, without animations.
 */

void qs_ui_test_init (int    *argc,
                      char ***argv);

/* A window around @widget, on the screen; what it is asked to do by "win." actions is kept. */
GtkWindow *qs_ui_test_present (GtkWidget *widget,
                               int        width,
                               int        height) G_GNUC_WARN_UNUSED_RESULT;
char      *qs_ui_test_take_action (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;
void       qs_ui_test_close (GtkWindow *window);

/* Lets what was caused by the test so far happen, up to the next frame. */
void qs_ui_test_settle (GtkWidget *widget);

/* The first widget below @root, itself included, that has the type and the accessible or visible
 * label; a NULL label is any. */
gpointer qs_ui_test_find (GtkWidget  *root,
                          GType       type,
                          const char *label);

/* Writes the widget's picture into the folder in QS_TEST_PICTURES, for a person to look at. */
void qs_ui_test_picture (GtkWidget  *widget,
                         const char *name);

G_END_DECLS
