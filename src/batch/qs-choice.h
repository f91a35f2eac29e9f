#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_TYPE_CHOICE (qs_choice_get_type ())
G_DECLARE_INTERFACE (QsChoice,
                     qs_choice,
                     QS,
                     CHOICE,
                     GObject)

/**
 * QsChoice:
 *
 * Something that can be picked for a place in a request. "title" is what a person calls it,
 * "subtitle" what else helps to tell it from its neighbours, "value" what the request is given.
 * Facts are what is known of it, for whoever reckons with it; their names are those of #QsLookup.
 *
 * Threading: main thread. Ownership: strings and facts belong to the choice.
 */
struct _QsChoiceInterface
{
  GTypeInterface parent_iface;

  const char    *(*get_title)    (QsChoice *self);
  const char    *(*get_subtitle) (QsChoice *self);
  const char    *(*get_value)    (QsChoice *self);
  JsonObject    *(*get_facts)    (QsChoice *self);
};

const char *qs_choice_get_title (QsChoice *self);
const char *qs_choice_get_subtitle (QsChoice *self);
const char *qs_choice_get_value (QsChoice *self);
JsonObject *qs_choice_get_facts (QsChoice *self);

G_END_DECLS
