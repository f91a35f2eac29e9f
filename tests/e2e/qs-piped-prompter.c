#include "qs-piped-prompter.h"

#include "qs-json.h"

struct _QsPipedPrompter
{
  GObject     parent_instance;

  FILE       *output;
  gint64      last_question;
  GHashTable *open;   /* question → DexPromise */
};

static void prompter_iface_init (QsPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsPipedPrompter, qs_piped_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_PROMPTER, prompter_iface_init))

static DexFuture *
ask (QsPipedPrompter   *self,
     QsAccountSettings *settings,
     const char        *what,
     const char        *member,
     JsonNode          *value)
{
  g_autoptr(JsonObject) question = json_object_new ();
  g_autoptr(JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *line = NULL;
  DexPromise *promise = dex_promise_new ();
  gint64 *number = g_new (gint64, 1);

  *number = ++self->last_question;
  json_object_set_string_member (question, "ask", what);
  json_object_set_int_member (question, "question", *number);
  json_object_set_string_member (question, "accountName",
                                 qs_account_settings_get (settings, QS_ACCOUNT_NAME));
  json_object_set_member (question, member, value);
  json_node_set_object (node, question);
  line = qs_json_print (node, FALSE);
  fprintf (self->output, "%s\n", line);
  fflush (self->output);

  g_hash_table_insert (self->open, number, dex_ref (promise));
  return DEX_FUTURE (promise);
}

static DexFuture *
qs_piped_prompter_ask_code (QsPrompter        *prompter,
                            QsAccountSettings *settings,
                            const char        *mfa_serial)
{
  JsonNode *value = json_node_init_string (json_node_alloc (), mfa_serial);

  return ask (QS_PIPED_PROMPTER (prompter), settings, "code", "mfaSerial", value);
}

static DexFuture *
qs_piped_prompter_confirm_command (QsPrompter         *prompter,
                                   QsAccountSettings  *settings,
                                   const char * const *argv)
{
  JsonArray *words = json_array_new ();

  for (guint i = 0; argv[i] != NULL; i++)
    json_array_add_string_element (words, argv[i]);

  return ask (QS_PIPED_PROMPTER (prompter), settings, "command", "argv",
              json_node_init_array (json_node_alloc (), words));
}

static void
prompter_iface_init (QsPrompterInterface *iface)
{
  iface->ask_code = qs_piped_prompter_ask_code;
  iface->confirm_command = qs_piped_prompter_confirm_command;
}

static void
qs_piped_prompter_finalize (GObject *object)
{
  g_clear_pointer (&QS_PIPED_PROMPTER (object)->open, g_hash_table_unref);

  G_OBJECT_CLASS (qs_piped_prompter_parent_class)->finalize (object);
}

static void
qs_piped_prompter_class_init (QsPipedPrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_piped_prompter_finalize;
}

static void
qs_piped_prompter_init (QsPipedPrompter *self)
{
  self->open = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, dex_unref);
}

QsPipedPrompter *
qs_piped_prompter_new (FILE *output)
{
  QsPipedPrompter *self = g_object_new (QS_TYPE_PIPED_PROMPTER, NULL);

  self->output = output;
  return self;
}

void
qs_piped_prompter_answer (QsPipedPrompter *self,
                          JsonObject      *line)
{
  gint64 question = qs_json_get_int (line, "answer", 0);
  DexPromise *known = g_hash_table_lookup (self->open, &question);
  g_autoptr(DexPromise) promise = NULL;

  g_return_if_fail (known != NULL);

  promise = dex_ref (known);
  g_hash_table_remove (self->open, &question);
  if (json_object_has_member (line, "code"))
    dex_promise_resolve_string (promise, g_strdup (qs_json_get_string (line, "code", "")));
  else if (json_object_has_member (line, "confirmed"))
    dex_promise_resolve_boolean (promise, qs_json_get_bool (line, "confirmed", FALSE));
  else
    dex_promise_reject (promise, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED,
                                                      "Dismissed"));
}
