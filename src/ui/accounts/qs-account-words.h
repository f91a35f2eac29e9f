#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/*
 * How an account is shown in lists. In Blueprint, once class_init has called
 * qs_account_words_bind():
 *
 *   $account_icon(account.kind) as <string>
 *   $account_state(account.state, account.login-needed) as <string>       "" when all is well
 *   $account_state_icon(account.state, account.login-needed) as <string>
 */
void qs_account_words_bind (GtkWidgetClass *widget_class);

G_END_DECLS
