#include "qs-test-prompter.h"

#include <gio/gio.h>

struct _QsTestPrompter
{
  GObject     parent_instance;

  char       *code;      /* NULL dismisses */
  gboolean    allows;
  gboolean    slow;
  DexPromise *waiting;   /* for a code */
  guint       n_asked;
  char       *asked;     /* the device, or the command's words by "|" */
};

static void prompter_iface_init (QsPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QsTestPrompter, qs_test_prompter, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_PROMPTER, prompter_iface_init))

static DexFuture *
qs_test_prompter_ask_code (QsPrompter        *prompter,
                           QsAccountSettings *settings,
                           const char        *mfa_serial)
{
  QsTestPrompter *self = QS_TEST_PROMPTER (prompter);

  self->n_asked++;
  g_set_str (&self->asked, mfa_serial);
  if (self->slow)
    {
      dex_clear (&self->waiting);
      self->waiting = dex_promise_new ();
      return DEX_FUTURE (dex_ref (self->waiting));
    }
  if (self->code == NULL)
    return dex_future_new_reject (G_IO_ERROR, G_IO_ERROR_CANCELLED, "dismissed");

  return dex_future_new_for_string (self->code);
}

static DexFuture *
qs_test_prompter_confirm_command (QsPrompter         *prompter,
                                  QsAccountSettings  *settings,
                                  const char * const *argv)
{
  QsTestPrompter *self = QS_TEST_PROMPTER (prompter);

  self->n_asked++;
  g_free (self->asked);
  self->asked = g_strjoinv ("|", (char **) argv);
  return dex_future_new_for_boolean (self->allows);
}

static void
prompter_iface_init (QsPrompterInterface *iface)
{
  iface->ask_code = qs_test_prompter_ask_code;
  iface->confirm_command = qs_test_prompter_confirm_command;
}

static void
qs_test_prompter_finalize (GObject *object)
{
  QsTestPrompter *self = QS_TEST_PROMPTER (object);

  dex_clear (&self->waiting);
  g_free (self->code);
  g_free (self->asked);

  G_OBJECT_CLASS (qs_test_prompter_parent_class)->finalize (object);
}

static void
qs_test_prompter_class_init (QsTestPrompterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qs_test_prompter_finalize;
}

static void
qs_test_prompter_init (QsTestPrompter *self)
{
}

QsTestPrompter *
qs_test_prompter_new (void)
{
  return g_object_new (QS_TYPE_TEST_PROMPTER, NULL);
}

void
qs_test_prompter_set_code (QsTestPrompter *self,
                           const char     *code)
{
  g_set_str (&self->code, code);
}

void
qs_test_prompter_set_allows (QsTestPrompter *self,
                             gboolean        allows)
{
  self->allows = allows;
}

void
qs_test_prompter_set_slow (QsTestPrompter *self,
                           gboolean        slow)
{
  self->slow = slow;
}

/* The slow person enters the code now. */
void
qs_test_prompter_answer (QsTestPrompter *self)
{
  g_assert_nonnull (self->waiting);
  dex_promise_resolve_string (self->waiting, g_strdup (self->code));
  dex_clear (&self->waiting);
}

guint
qs_test_prompter_count (QsTestPrompter *self)
{
  return self->n_asked;
}

const char *
qs_test_prompter_get_asked (QsTestPrompter *self)
{
  return self->asked;
}
