#include "qs-lookups.h"

#include "qs-lookup.h"

static GHashTable *
ensure_table (QsEngine *engine)
{
  static GQuark quark;
  GHashTable *table;

  if (quark == 0)
    quark = g_quark_from_static_string ("qs-lookups");
  if ((table = g_object_get_qdata (G_OBJECT (engine), quark)) != NULL)
    return table;

  table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  g_object_set_qdata_full (G_OBJECT (engine), quark, table, (GDestroyNotify) g_hash_table_unref);
  return table;
}

/**
 * qs_lookups_get:
 *
 * Returns: (transfer none) (nullable): what the account has of @kind; %NULL on this computer, which
 *   has nothing of the kind.
 */
QsChoices *
qs_lookups_get (QsEngine    *engine,
                QsLookupKind kind)
{
  return qs_lookups_get_of (engine, kind, NULL);
}

/**
 * qs_lookups_get_of:
 * @parameter: (nullable): what @kind asks for: the launch template whose versions are meant
 *
 * Returns: (transfer none) (nullable): as qs_lookups_get().
 */
QsChoices *
qs_lookups_get_of (QsEngine    *engine,
                   QsLookupKind kind,
                   const char  *parameter)
{
  g_autofree char *key = NULL;
  GHashTable *table;
  QsLookup *lookup;

  g_return_val_if_fail (QS_IS_ENGINE (engine), NULL);

  if (kind == QS_LOOKUP_NONE || !qs_engine_has_service (engine, "ec2"))
    return NULL;

  table = ensure_table (engine);
  key = g_strdup_printf ("%d %s", (int) kind, parameter != NULL ? parameter : "");
  if ((lookup = g_hash_table_lookup (table, key)) == NULL)
    {
      lookup = qs_lookup_new (engine, kind, parameter);
      g_hash_table_insert (table, g_steal_pointer (&key), lookup);
    }

  return QS_CHOICES (lookup);
}
