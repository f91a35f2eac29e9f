#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QS_RESOURCE_PATH "/io/github/quayside/Quayside/"

/* Makes templates, style sheet and pictures known. Called once, before any widget is made. */
void qs_ui_resources_register (void);

G_END_DECLS
