#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * QsSpan:
 *
 * A part of a text that belongs to somebody else.
 */
typedef struct
{
  const char *text;
  gsize       length;
} QsSpan;

/**
 * QsIniValue:
 *
 * The value of a key of a #QsIni: a text, or a block of keys and values if its first line is empty
 * and others follow. Wiped when freed, for it may be a secret.
 */
typedef struct _QsIniValue QsIniValue;

QsSpan              qs_span_trim (QsSpan span);

QsIniValue         *qs_ini_value_new (GArray *lines) G_GNUC_WARN_UNUSED_RESULT;
void                qs_ini_value_free (QsIniValue *self);

const char         *qs_ini_value_get_text (const QsIniValue *self);
const char * const *qs_ini_value_get_keys (const QsIniValue *self);
const char         *qs_ini_value_get_nested (const QsIniValue *self,
                                             const char       *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsIniValue, qs_ini_value_free)

G_END_DECLS
