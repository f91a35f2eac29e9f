#pragma once

#include <glib.h>

#include "qs-profile-error.h"

G_BEGIN_DECLS

/**
 * QsIni:
 *
 * A file of the kind that AWS's tools read: sections of keys and values,
 *
 *     [profile research]          ; a section
 *     # a comment, alone on its line
 *     region = eu-central-1       key and value; or with a colon
 *     s3 =                        a block: lines that are indented more
 *       addressing_style = path
 *
 * by the rules of Python's RawConfigParser, on which the AWS command line stands: keys in lower
 * case, no comment behind a value, no section and no key twice, and what stands in [DEFAULT] is in
 * every section. Values are wiped when the last reference goes.
 *
 * Threading: immutable, any thread. Ownership: reference counted.
 */
typedef struct _QsIni QsIni;

/**
 * QsIniSection:
 *
 * Ownership: borrowed from its #QsIni, and lives as long.
 */
typedef struct _QsIniSection QsIniSection;

QsIni              *qs_ini_parse (const char *text,
                                  gsize       length,
                                  const char *file,
                                  GError    **error) G_GNUC_WARN_UNUSED_RESULT;
QsIni              *qs_ini_ref (QsIni *self);
void                qs_ini_unref (QsIni *self);

const char         *qs_ini_get_file (const QsIni *self);
guint               qs_ini_get_n_sections (const QsIni *self);
const QsIniSection *qs_ini_get_section (const QsIni *self,
                                        guint        position);

const char         *qs_ini_section_get_name (const QsIniSection *self);
guint               qs_ini_section_get_line (const QsIniSection *self);
const char * const *qs_ini_section_get_keys (const QsIniSection *self);
const char         *qs_ini_section_get (const QsIniSection *self,
                                        const char         *key);
const char * const *qs_ini_section_get_nested_keys (const QsIniSection *self,
                                                    const char         *key);
const char         *qs_ini_section_get_nested (const QsIniSection *self,
                                               const char         *key,
                                               const char         *nested);
guint               qs_ini_section_get_key_line (const QsIniSection *self,
                                                 const char         *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QsIni, qs_ini_unref)

G_END_DECLS
