#include "qs-choices.h"
#include "qs-form.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-lookup-kind.h"
#include "qs-picker-row.h"
#include "qs-picker.h"
#include "qs-replay-engine.h"
#include "qs-tokens-row.h"
#include "qs-ui-test.h"

#include <time.h>

#define MANY 10000

/* A form of an account, in which a row can stand. */
#define TEST_TYPE_FORM (test_form_get_type ())
G_DECLARE_FINAL_TYPE (TestForm, test_form, TEST, FORM, AdwBin)

struct _TestForm
{
  AdwBin     parent_instance;

  QsRequest *request;
  QsEngine  *engine;
};

static QsRequest *
test_form_get_request (QsForm *form)
{
  return TEST_FORM (form)->request;
}

static QsEngine *
test_form_get_engine (QsForm *form)
{
  return TEST_FORM (form)->engine;
}

static void
form_iface_init (QsFormInterface *iface)
{
  iface->get_request = test_form_get_request;
  iface->get_engine = test_form_get_engine;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestForm, test_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_FORM, form_iface_init))

static void
test_form_finalize (GObject *object)
{
  g_object_unref (TEST_FORM (object)->request);
  g_object_unref (TEST_FORM (object)->engine);

  G_OBJECT_CLASS (test_form_parent_class)->finalize (object);
}

static void
test_form_class_init (TestFormClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_form_finalize;
}

static void
test_form_init (TestForm *self)
{
}

typedef struct
{
  QsReplayEngine *engine;
  GtkWindow      *window;
  QsDocument     *document;
  GtkWidget      *row;
} Fixture;

static void
open_row (Fixture    *fixture,
          GType       type,
          const char *path,
          const char *title,
          int         lookup)
{
  TestForm *form = g_object_new (TEST_TYPE_FORM, NULL);
  GtkWidget *list = gtk_list_box_new ();

  form->request = qs_request_new ("CreateComputeEnvironment");
  form->engine = QS_ENGINE (g_object_ref (fixture->engine));
  fixture->document = qs_request_get_document (form->request);
  fixture->row = g_object_new (type, "path", path, "title", title, "lookup", lookup, NULL);
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  adw_bin_set_child (ADW_BIN (form), list);
  fixture->window = qs_ui_test_present (GTK_WIDGET (form), 480, 560);
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  fixture->engine = qs_replay_engine_new ();
  qs_replay_engine_become_cloud (fixture->engine);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->row), (gpointer *) &fixture->row);
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->row == NULL);
  g_object_unref (fixture->engine);
}

static QsPicker *
find_picker (Fixture *fixture)
{
  return qs_ui_test_find (fixture->row, QS_TYPE_PICKER, NULL);
}

static QsChoices *
get_source (Fixture *fixture)
{
  g_autoptr(QsChoices) source = NULL;

  g_object_get (fixture->row, "source", &source, NULL);
  return source;
}

static void
wait_for_choices (Fixture *fixture)
{
  qs_test_until (get_source (fixture) != NULL && !qs_choices_get_busy (get_source (fixture)));
}

static GtkListView *
open_list (Fixture *fixture)
{
  qs_picker_popup (find_picker (fixture));
  qs_ui_test_settle (fixture->row);
  return qs_ui_test_find (GTK_WIDGET (find_picker (fixture)), GTK_TYPE_LIST_VIEW, NULL);
}

static guint
count_items (GtkListView *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (gtk_list_view_get_model (list)));
}

/* The list is on a surface of its own. */
static void
take_picture (Fixture    *fixture,
              const char *name)
{
  GtkWidget *popover = qs_ui_test_find (GTK_WIDGET (find_picker (fixture)), GTK_TYPE_POPOVER, NULL);

  qs_ui_test_settle (popover);
  qs_ui_test_picture (popover, name);
}

static void
search (Fixture    *fixture,
        const char *text)
{
  GtkEditable *entry = qs_ui_test_find (GTK_WIDGET (find_picker (fixture)),
                                        GTK_TYPE_SEARCH_ENTRY, NULL);

  gtk_editable_set_text (entry, text);
  g_signal_emit_by_name (entry, "search-changed");
}

static void
assert_document (Fixture    *fixture,
                 const char *expected)
{
  g_autofree char *text =
    qs_json_edit_print_canonical (qs_document_get_root (fixture->document));

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_note (Fixture    *fixture,
             const char *expected)
{
  g_autofree char *note = NULL;

  g_object_get (fixture->row, "note", &note, NULL);
  g_assert_cmpstr (note, ==, expected);
}

static void
test_a_choice_is_picked_and_explained (Fixture      *fixture,
                                       gconstpointer data)
{
  qs_replay_engine_add (fixture->engine, "ListInstanceProfiles",
                        "{\"InstanceProfiles\":[{\"InstanceProfileName\":\"ecsInstanceRole\","
                        "\"Arn\":\"arn:a\",\"Path\":\"/\",\"Roles\":[{\"RoleName\":\"r\"}]},"
                        "{\"InstanceProfileName\":\"bare\",\"Arn\":\"arn:b\",\"Path\":\"/\"}]}");
  open_row (fixture, QS_TYPE_PICKER_ROW, "computeResources.instanceRole", "Instance role",
            QS_LOOKUP_INSTANCE_PROFILES);
  wait_for_choices (fixture);
  assert_note (fixture, NULL);
  g_assert_cmpuint (count_items (open_list (fixture)), ==, 2);
  take_picture (fixture, "picker-list");

  search (fixture, "ecs");
  g_assert_cmpuint (count_items (open_list (fixture)), ==, 1);
  g_signal_emit_by_name (open_list (fixture), "activate", 0);
  assert_document (fixture, "{\"computeResources\":{\"instanceRole\":\"ecsInstanceRole\"}}");
  assert_note (fixture, "Role r");
}

static void
test_a_denied_list_says_what_is_missing (Fixture      *fixture,
                                         gconstpointer data)
{
  GtkEditable *text;

  qs_replay_engine_add_error (fixture->engine, "DescribeKeyPairs", QS_ENGINE_ERROR_DENIED,
                              "You may not");
  qs_replay_engine_add (fixture->engine, "DescribeKeyPairs",
                        "{\"KeyPairs\":[{\"KeyName\":\"ada\",\"KeyType\":\"rsa\"}]}");
  open_row (fixture, QS_TYPE_PICKER_ROW, "computeResources.ec2KeyPair", "EC2 key pair",
            QS_LOOKUP_KEY_PAIRS);
  wait_for_choices (fixture);
  assert_note (fixture, "There is no list to pick from; type what you know. You may not");
  text = GTK_EDITABLE (qs_ui_test_find (fixture->row, GTK_TYPE_TEXT, NULL));
  gtk_editable_set_text (text, "ada");
  qs_ui_test_settle (fixture->row);
  qs_ui_test_picture (GTK_WIDGET (fixture->window), "picker-row-denied");

  g_signal_emit_by_name (qs_ui_test_find (fixture->row, GTK_TYPE_BUTTON, "Refresh"), "clicked");
  wait_for_choices (fixture);
  assert_note (fixture, "rsa");
  assert_document (fixture, "{\"computeResources\":{\"ec2KeyPair\":\"ada\"}}");
}

static void
test_without_lookups_there_is_an_entry_only (Fixture      *fixture,
                                             gconstpointer data)
{
  g_object_unref (fixture->engine);
  fixture->engine = qs_replay_engine_new ();
  open_row (fixture, QS_TYPE_PICKER_ROW, "computeResources.ec2KeyPair", "EC2 key pair",
            QS_LOOKUP_KEY_PAIRS);
  qs_ui_test_settle (fixture->row);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (find_picker (fixture))));
  assert_note (fixture, NULL);
}

static void
test_nothing_is_there (Fixture      *fixture,
                       gconstpointer data)
{
  qs_replay_engine_add (fixture->engine, "DescribePlacementGroups", "{}");
  open_row (fixture, QS_TYPE_PICKER_ROW, "computeResources.placementGroup", "Placement group",
            QS_LOOKUP_PLACEMENT_GROUPS);
  wait_for_choices (fixture);
  qs_picker_popup (find_picker (fixture));
  qs_ui_test_settle (fixture->row);
  g_assert_nonnull (qs_ui_test_find (GTK_WIDGET (find_picker (fixture)), GTK_TYPE_LABEL,
                                     "Nothing found"));
}

static void
test_several_are_picked (Fixture      *fixture,
                         gconstpointer data)
{
  GtkListView *list;

  qs_replay_engine_add (fixture->engine, "DescribeSecurityGroups",
                        "{\"SecurityGroups\":[{\"GroupId\":\"sg-1\",\"GroupName\":\"a\"},"
                        "{\"GroupId\":\"sg-2\",\"GroupName\":\"b\"}]}");
  open_row (fixture, QS_TYPE_TOKENS_ROW, "computeResources.securityGroupIds", "Security groups",
            QS_LOOKUP_SECURITY_GROUPS);
  wait_for_choices (fixture);
  list = open_list (fixture);
  g_signal_emit_by_name (list, "activate", 1);
  g_signal_emit_by_name (list, "activate", 0);
  assert_document (fixture, "{\"computeResources\":{\"securityGroupIds\":[\"sg-2\",\"sg-1\"]}}");
  qs_ui_test_settle (fixture->row);
  qs_ui_test_picture (GTK_WIDGET (fixture->window), "picker-several");
  take_picture (fixture, "picker-several-list");

  g_signal_emit_by_name (list, "activate", 1);
  assert_document (fixture, "{\"computeResources\":{\"securityGroupIds\":[\"sg-1\"]}}");
  g_assert_nonnull (qs_ui_test_find (fixture->row, GTK_TYPE_BUTTON, "Remove a"));
}

static char *
make_types (void)
{
  GString *text = g_string_new ("{\"InstanceTypes\":[");

  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (text,
                            "%s{\"InstanceType\":\"f%u.s%u\",\"VCpuInfo\":{\"DefaultVCpus\":%u},"
                            "\"MemoryInfo\":{\"SizeInMiB\":%u}}",
                            i > 0 ? "," : "", i / 100, i % 100, 1 + i % 128, 1024 * (1 + i % 512));
  g_string_append (text, "]}");
  return g_string_free (text, FALSE);
}

/* The processor's time, in ms: others may run beside this test. */
static double
measure (void)
{
  return clock () * 1000.0 / CLOCKS_PER_SEC;
}

static void
test_ten_thousand_are_fluid (Fixture      *fixture,
                             gconstpointer data)
{
  g_autofree char *types = make_types ();
  GtkListView *list;
  double began;
  double took;
  guint lines = 0;

  qs_replay_engine_add (fixture->engine, "DescribeInstanceTypes", types);
  open_row (fixture, QS_TYPE_TOKENS_ROW, "computeResources.instanceTypes",
            "Allowed instance types", QS_LOOKUP_INSTANCE_TYPES);
  wait_for_choices (fixture);
  list = open_list (fixture);
  g_assert_cmpuint (count_items (list), ==, MANY + 103);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (list)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    lines++;
  g_assert_cmpuint (lines, <, 500);

  search (fixture, "gib");
  began = measure ();
  search (fixture, "8 vcpu");
  took = measure () - began;
  g_test_message ("searched in %.1f ms", took);
  g_assert_cmpfloat (took, <, 500);    /* a tenth of it without sanitizers */
  g_assert_cmpuint (count_items (list), >, 50);
  g_assert_cmpuint (count_items (list), <, 200);
  take_picture (fixture, "picker-types");
}

static void
add (const char *path,
     void ( *body ) (Fixture *, gconstpointer))
{
  g_test_add (path, Fixture, NULL, set_up, body, tear_down);
}

int
main (int   argc,
      char *argv[])
{
  qs_ui_test_init (&argc, &argv);

  add ("/picker-rows/a-choice-is-picked-and-explained", test_a_choice_is_picked_and_explained);
  add ("/picker-rows/a-denied-list-says-what-is-missing",
       test_a_denied_list_says_what_is_missing);
  add ("/picker-rows/without-lookups-there-is-an-entry-only",
       test_without_lookups_there_is_an_entry_only);
  add ("/picker-rows/nothing-is-there", test_nothing_is_there);
  add ("/picker-rows/several-are-picked", test_several_are_picked);
  add ("/picker-rows/ten-thousand-are-fluid", test_ten_thousand_are_fluid);

  return g_test_run ();
}
