#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define QS_JSON_PATH_ERROR (qs_json_path_error_quark ())

typedef enum
{
  QS_JSON_PATH_ERROR_SYNTAX,
  QS_JSON_PATH_ERROR_RANGE,
} QsJsonPathError;

typedef enum
{
  QS_JSON_STEP_MEMBER,   /* .name or ["name"] */
  QS_JSON_STEP_INDEX,    /* [1] */
  QS_JSON_STEP_SELECT,   /* [name=value]: the first element whose member "name" is "value" */
} QsJsonStepKind;

typedef struct
{
  QsJsonStepKind kind;
  char          *name;
  char          *value;
  guint          index;
} QsJsonStep;

/**
 * QsJsonPath:
 *
 * A place in a JSON document, such as `containerProperties.mountPoints[1].readOnly` or
 * `resourceRequirements[type=VCPU].value`. The empty path is the document itself. Members whose
 * names hold a dot or a bracket are written `tags["a.b"]`.
 *
 * Threading: immutable, any thread. Ownership: reference counted.
 */
typedef struct _QsJsonPath QsJsonPath;

GQuark            qs_json_path_error_quark (void);

QsJsonPath       *qs_json_path_new (const char *text,
                                    GError    **error) G_GNUC_WARN_UNUSED_RESULT;
QsJsonPath       *qs_json_path_ref (QsJsonPath *self);
void              qs_json_path_unref (QsJsonPath *self);

guint             qs_json_path_get_length (const QsJsonPath *self);
const QsJsonStep *qs_json_path_get_step (const QsJsonPath *self,
                                         guint             position);

JsonNode         *qs_json_path_find (const QsJsonPath *self,
                                     JsonNode         *root);
char             *qs_json_path_resolve (const QsJsonPath *self,
                                        JsonNode         *root) G_GNUC_WARN_UNUSED_RESULT;

JsonNode         *qs_json_step_find (const QsJsonStep *step,
                                     JsonNode         *node,
                                     guint            *index);
gboolean          qs_json_path_is_within (const char *path,
                                          const char *ancestor);

void              qs_json_path_append_member (GString    *text,
                                              const char *name);
void              qs_json_path_append_index (GString *text,
                                             guint    index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsJsonPath, qs_json_path_unref)

G_END_DECLS
