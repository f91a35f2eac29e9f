#pragma once

#include "qs-shape.h"

G_BEGIN_DECLS

/*
 * What the reader fills in and nobody else touches: the fields of shapes and members. Private to
 * the reader, the model that owns them and their getters.
 */

struct _QsMember
{
  char          *name;
  const QsShape *shape;
  gboolean       required;
  JsonObject    *traits;    /* nullable */
};

struct _QsShape
{
  char       *name;
  QsShapeKind kind;

  GPtrArray  *members;      /* of QsMember, in the model's order; structures only */
  GHashTable *by_name;      /* borrowed from members */
  QsMember   *element;      /* lists only */
  QsMember   *map_key;
  QsMember   *map_value;

  char      **choices;      /* nullable */
  gboolean    has_min;
  gboolean    has_max;
  double      min;
  double      max;
  char       *pattern;
  GRegex     *regex;

  JsonObject *traits;       /* nullable */
};

QsShape  *qs_shape_new (const char *name) G_GNUC_WARN_UNUSED_RESULT;
void      qs_shape_free (QsShape *self);

QsMember *qs_member_new (const char    *name,
                         const QsShape *shape,
                         JsonObject    *traits) G_GNUC_WARN_UNUSED_RESULT;
void      qs_member_free (QsMember *self);

/* Traits are asked for by shapes, members and operations alike. */
const char *qs_traits_get_string (JsonObject *traits,
                                  const char *trait);
gboolean    qs_traits_is_set (JsonObject *traits,
                              const char *trait);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsShape, qs_shape_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsMember, qs_member_free)

G_END_DECLS
