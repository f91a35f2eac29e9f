#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * QsShapeKind:
 *
 * The types of the service models. %QS_SHAPE_INTEGER has 32 bits, %QS_SHAPE_LONG has 64; a
 * %QS_SHAPE_BLOB is base64 text in JSON, a %QS_SHAPE_TIMESTAMP is seconds since the epoch or
 * ISO 8601 text.
 */
typedef enum
{
  QS_SHAPE_STRUCTURE,
  QS_SHAPE_LIST,
  QS_SHAPE_MAP,
  QS_SHAPE_STRING,
  QS_SHAPE_BLOB,
  QS_SHAPE_BOOLEAN,
  QS_SHAPE_INTEGER,
  QS_SHAPE_LONG,
  QS_SHAPE_FLOAT,
  QS_SHAPE_DOUBLE,
  QS_SHAPE_TIMESTAMP,
} QsShapeKind;

/**
 * QsShape:
 *
 * A type of a service model: what a value may be. Everything the model says of it is here; what
 * has no getter of its own (payload, flattened, exception, wrapper…) is a trait.
 *
 * Threading: immutable, any thread. Ownership: belongs to its #QsServiceModel and lives as long.
 */
typedef struct _QsShape QsShape;

/**
 * QsMember:
 *
 * A place for a value: a member of a structure, the element of a list, the key or the value of a
 * map. What the model says of the place and not of the type (location, locationName, xmlAttribute,
 * flattened, idempotencyToken…) is a trait.
 *
 * Threading: immutable, any thread. Ownership: belongs to its #QsServiceModel and lives as long.
 */
typedef struct _QsMember QsMember;

const char         *qs_shape_get_name (const QsShape *self);
QsShapeKind         qs_shape_get_kind (const QsShape *self);

guint               qs_shape_get_n_members (const QsShape *self);
const QsMember     *qs_shape_get_member (const QsShape *self,
                                         guint          position);
const QsMember     *qs_shape_lookup_member (const QsShape *self,
                                            const char    *name);
const QsMember     *qs_shape_get_element (const QsShape *self);
const QsMember     *qs_shape_get_map_key (const QsShape *self);
const QsMember     *qs_shape_get_map_value (const QsShape *self);
const QsMember     *qs_shape_find (const QsShape *self,
                                   const char    *path);

const char * const *qs_shape_get_enum (const QsShape *self);
gboolean            qs_shape_get_min (const QsShape *self,
                                      double        *min);
gboolean            qs_shape_get_max (const QsShape *self,
                                      double        *max);
const char         *qs_shape_get_pattern (const QsShape *self);

const char         *qs_shape_get_trait (const QsShape *self,
                                        const char    *trait);
gboolean            qs_shape_has_trait (const QsShape *self,
                                        const char    *trait);
JsonObject         *qs_shape_get_traits (const QsShape *self);

const char         *qs_member_get_name (const QsMember *self);
const QsShape      *qs_member_get_shape (const QsMember *self);
gboolean            qs_member_is_required (const QsMember *self);

const char         *qs_member_get_trait (const QsMember *self,
                                         const char     *trait);
gboolean            qs_member_has_trait (const QsMember *self,
                                         const char     *trait);
JsonObject         *qs_member_get_traits (const QsMember *self);

G_END_DECLS
