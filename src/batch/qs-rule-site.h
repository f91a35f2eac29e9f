#pragma once

#include "qs-fault.h"

G_BEGIN_DECLS

/**
 * QsRuleSite:
 *
 * Where in a request a rule is being held against it: one structure and the way to it.
 *
 * Threading: the thread that checks. Ownership: lives on the stack; everything is borrowed.
 */
typedef struct
{
  GPtrArray  *faults;
  GString    *path;      /* of @object, "" for the request itself */
  JsonObject *object;
} QsRuleSite;

/* Finds a fault with a member of the structure, whether it is there or not. */
void        qs_rule_site_fault (const QsRuleSite *self,
                                const char       *member,
                                const char       *format,
                                ...) G_GNUC_PRINTF (3, 4);

/* Finds a fault with an element, or a member of an element, of one of the structure's lists. */
void        qs_rule_site_fault_in_list (const QsRuleSite *self,
                                        const char       *list,
                                        guint             index,
                                        const char       *member,
                                        const char       *format,
                                        ...) G_GNUC_PRINTF (5, 6);

gboolean    qs_rule_site_has (const QsRuleSite *self,
                              const char       *member);

G_END_DECLS
