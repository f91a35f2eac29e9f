#pragma once

#include "qs-accounts.h"
#include "qs-console.h"

G_BEGIN_DECLS

#define QS_TYPE_INVOCATION (qs_invocation_get_type ())
G_DECLARE_FINAL_TYPE (QsInvocation,
                      qs_invocation,
                      QS,
                      INVOCATION,
                      GObject)

/**
 * QsInvocation:
 *
 * One command as somebody typed it: its arguments, where it writes, the folder it was typed in, and
 * the accounts, which are opened by the first step that needs them.
 *
 * The signal #QsInvocation::interrupted says that the person wants it to end (Ctrl+C).
 *
 * Threading: main thread only.
 */
QsInvocation *qs_invocation_new (QsConsole          *console,
                                 const char         *folder,
                                 const char * const *arguments,
                                 QsAccounts         *accounts) G_GNUC_WARN_UNUSED_RESULT;

QsConsole    *qs_invocation_get_console (QsInvocation *self);
QsClock      *qs_invocation_get_clock (QsInvocation *self);

gboolean      qs_invocation_parse (QsInvocation       *self,
                                   const char         *usage,
                                   const char         *summary,
                                   const GOptionEntry *entries,
                                   char             ***arguments,
                                   int                *exit_code);
GFile        *qs_invocation_resolve (QsInvocation *self,
                                     const char   *path) G_GNUC_WARN_UNUSED_RESULT;

void          qs_invocation_set_account_name (QsInvocation *self,
                                              const char   *name);
DexFuture    *qs_invocation_open_account (QsInvocation *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture    *qs_invocation_open_reader (QsInvocation *self) G_GNUC_WARN_UNUSED_RESULT;

void          qs_invocation_interrupt (QsInvocation *self);

G_END_DECLS
