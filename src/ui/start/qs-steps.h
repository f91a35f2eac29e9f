#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * A job's way through the states in one line, with how long it was in each as seen from here.
 *
 * Properties: "status", as the engine calls it, NULL before there is a job; "compact", without
 * words.
 */
#define QS_TYPE_STEPS (qs_steps_get_type ())
G_DECLARE_FINAL_TYPE (QsSteps,
                      qs_steps,
                      QS,
                      STEPS,
                      GtkBox)

void qs_steps_set_status (QsSteps    *self,
                          const char *status);

G_END_DECLS
