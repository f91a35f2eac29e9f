#include "qs-choice-row.h"
#include "qs-command-row.h"
#include "qs-form.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-number-row.h"
#include "qs-pair-line.h"
#include "qs-pairs-row.h"
#include "qs-radio-row.h"
#include "qs-switch-row.h"
#include "qs-text-row.h"
#include "qs-tokens-row.h"
#include "qs-ui-test.h"

/* A form in which a row can stand. */
#define TEST_TYPE_FORM (test_form_get_type ())
G_DECLARE_FINAL_TYPE (TestForm, test_form, TEST, FORM, AdwBin)

struct _TestForm
{
  AdwBin     parent_instance;

  QsRequest *request;
};

static QsRequest *
test_form_get_request (QsForm *form)
{
  return TEST_FORM (form)->request;
}

static void
form_iface_init (QsFormInterface *iface)
{
  iface->get_request = test_form_get_request;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (TestForm, test_form, ADW_TYPE_BIN,
                               G_IMPLEMENT_INTERFACE (QS_TYPE_FORM, form_iface_init))

static void
test_form_finalize (GObject *object)
{
  g_object_unref (TEST_FORM (object)->request);

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
  GtkWindow  *window;
  TestForm   *form;
  QsDocument *document;
  GtkWidget  *row;
} Fixture;

static void
place_row (Fixture    *fixture,
           const char *operation,
           GtkWidget  *row)
{
  GtkWidget *list = gtk_list_box_new ();

  fixture->form = g_object_new (TEST_TYPE_FORM, NULL);
  fixture->form->request = qs_request_new (operation);
  fixture->document = qs_request_get_document (fixture->form->request);
  fixture->row = row;
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  adw_bin_set_child (ADW_BIN (fixture->form), list);
  fixture->window = qs_ui_test_present (GTK_WIDGET (fixture->form), 480, 320);
}

static void
open_row (Fixture    *fixture,
          const char *operation,
          GType       type,
          const char *path)
{
  place_row (fixture, operation,
             g_object_new (type, "path", path, "title", "The title", NULL));
}

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (fixture->row), (gpointer *) &fixture->row);
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->row == NULL);
}

static void
assert_document (Fixture    *fixture,
                 const char *expected)
{
  g_autofree char *text =
    qs_json_edit_print_canonical (qs_document_get_root (fixture->document));

  g_assert_cmpstr (text, ==, expected);
}

static GtkEditable *
find_text (Fixture *fixture)
{
  return GTK_EDITABLE (qs_ui_test_find (fixture->row, GTK_TYPE_TEXT, NULL));
}

static void
click (Fixture    *fixture,
       const char *tooltip)
{
  GtkWidget *button = qs_ui_test_find (fixture->row, GTK_TYPE_BUTTON, tooltip);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

static void
test_a_row_follows_the_document (Fixture      *fixture,
                                 gconstpointer data)
{
  GtkWidget *entry;

  open_row (fixture, "SubmitJob", QS_TYPE_TEXT_ROW, "jobName");
  gtk_editable_set_text (find_text (fixture), "a");
  assert_document (fixture, "{\"jobName\":\"a\"}");

  g_assert_true (qs_document_replace (fixture->document, "{\"jobName\":\"b\"}", FALSE, NULL));
  g_assert_cmpstr (gtk_editable_get_text (find_text (fixture)), ==, "b");
  gtk_editable_set_text (find_text (fixture), "");
  assert_document (fixture, "{}");
  entry = qs_ui_test_find (fixture->row, GTK_TYPE_ENTRY, NULL);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_ROLE_TEXT_BOX);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The title");
}

static void
test_a_number_is_of_its_type_and_may_be_empty (Fixture      *fixture,
                                               gconstpointer data)
{
  open_row (fixture, "SubmitJob", QS_TYPE_NUMBER_ROW, "arrayProperties.size");
  click (fixture, "More");
  assert_document (fixture, "{\"arrayProperties\":{\"size\":2}}");
  click (fixture, "More");
  click (fixture, "Less");
  click (fixture, "Less");
  assert_document (fixture, "{\"arrayProperties\":{\"size\":2}}");
  gtk_editable_set_text (find_text (fixture), "10000");
  click (fixture, "More");
  assert_document (fixture, "{\"arrayProperties\":{\"size\":10000}}");
  gtk_editable_set_text (find_text (fixture), "1");
  g_assert_true (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));
  gtk_editable_set_text (find_text (fixture), "x");
  g_assert_true (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));
  gtk_editable_set_text (find_text (fixture), "");
  g_assert_false (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));
  assert_document (fixture, "{}");
}

static void
test_a_number_in_a_string_stays_one (Fixture      *fixture,
                                     gconstpointer data)
{
  open_row (fixture, "SubmitJob", QS_TYPE_NUMBER_ROW,
            "containerOverrides.resourceRequirements[type=VCPU].value");
  gtk_editable_set_text (find_text (fixture), "0.25");
  assert_document (fixture, "{\"containerOverrides\":{\"resourceRequirements\":"
                   "[{\"type\":\"VCPU\",\"value\":\"0.25\"}]}}");
}

static void
test_choices_come_from_the_model (Fixture      *fixture,
                                  gconstpointer data)
{
  GtkDropDown *drop_down;
  guint known;

  open_row (fixture, "CreateComputeEnvironment", QS_TYPE_CHOICE_ROW, "type");
  drop_down = qs_ui_test_find (fixture->row, GTK_TYPE_DROP_DOWN, NULL);
  known = g_list_model_get_n_items (gtk_drop_down_get_model (drop_down));
  g_assert_cmpuint (known, ==, 3);
  gtk_drop_down_set_selected (drop_down, 1);
  assert_document (fixture, "{\"type\":\"MANAGED\"}");

  g_assert_true (qs_document_replace (fixture->document, "{\"type\":\"NEWER\"}", FALSE, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (gtk_drop_down_get_model (drop_down)), ==, known + 1);
  g_assert_cmpuint (gtk_drop_down_get_selected (drop_down), ==, known);
  gtk_drop_down_set_selected (drop_down, 0);
  assert_document (fixture, "{}");
}

static void
test_a_switch_says_nothing_by_default (Fixture      *fixture,
                                       gconstpointer data)
{
  g_autoptr(JsonNode) defaults = qs_json_parse ("{\"propagateTags\":true}", -1, NULL);
  GtkSwitch *toggle;

  open_row (fixture, "SubmitJob", QS_TYPE_SWITCH_ROW, "propagateTags");
  toggle = qs_ui_test_find (fixture->row, GTK_TYPE_SWITCH, NULL);
  gtk_switch_set_active (toggle, TRUE);
  assert_document (fixture, "{\"propagateTags\":true}");
  gtk_switch_set_active (toggle, FALSE);
  assert_document (fixture, "{}");

  qs_request_set_defaults (fixture->form->request, defaults);
  g_assert_true (gtk_switch_get_active (toggle));
  gtk_switch_set_active (toggle, FALSE);
  assert_document (fixture, "{\"propagateTags\":false}");
}

static void
test_tokens_are_added_and_taken_out (Fixture      *fixture,
                                     gconstpointer data)
{
  open_row (fixture, "CreateComputeEnvironment", QS_TYPE_TOKENS_ROW,
            "computeResources.instanceTypes");
  gtk_editable_set_text (find_text (fixture), "optimal,");
  gtk_editable_set_text (find_text (fixture), "m6i c6i, optimal,");
  assert_document (fixture, "{\"computeResources\":{\"instanceTypes\":[\"m6i\",\"c6i\","
                   "\"optimal\"]}}");
  click (fixture, "Remove c6i");
  assert_document (fixture, "{\"computeResources\":{\"instanceTypes\":[\"m6i\",\"optimal\"]}}");
}

static void
test_pairs_override_and_add (Fixture      *fixture,
                             gconstpointer data)
{
  g_autoptr(JsonNode) defaults = qs_json_parse ("{\"parameters\":{\"ref\":\"hg19\"}}", -1, NULL);
  GtkWidget *line;
  GtkEntry *entry;

  open_row (fixture, "SubmitJob", QS_TYPE_PAIRS_ROW, "parameters");
  qs_request_set_defaults (fixture->form->request, defaults);
  line = qs_ui_test_find (fixture->row, QS_TYPE_PAIR_LINE, NULL);
  entry = GTK_ENTRY (gtk_widget_get_next_sibling (gtk_widget_get_first_child (line)));
  g_assert_cmpstr (gtk_entry_get_placeholder_text (entry), ==, "hg19");
  gtk_editable_set_text (GTK_EDITABLE (entry), "hg38");
  assert_document (fixture, "{\"parameters\":{\"ref\":\"hg38\"}}");

  g_signal_emit_by_name (gtk_widget_get_last_child (gtk_widget_get_parent
                                                      (gtk_widget_get_parent (line))), "clicked");
  line = gtk_widget_get_next_sibling (line);
  entry = GTK_ENTRY (gtk_widget_get_first_child (line));
  gtk_editable_set_text (GTK_EDITABLE (entry), "ref");
  g_assert_true (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));
  gtk_editable_set_text (GTK_EDITABLE (entry), "new");
  assert_document (fixture, "{\"parameters\":{\"new\":\"\",\"ref\":\"hg38\"}}");
}

static GtkTextBuffer *
find_buffer (Fixture *fixture,
             gboolean json)
{
  GtkWidget *stack = qs_ui_test_find (fixture->row, GTK_TYPE_STACK, NULL);
  GtkWidget *page = gtk_stack_get_child_by_name (GTK_STACK (stack), json ? "json" : "line");

  return gtk_text_view_get_buffer (qs_ui_test_find (page, GTK_TYPE_TEXT_VIEW, NULL));
}

static void
test_both_notations_edit_one_command (Fixture      *fixture,
                                      gconstpointer data)
{
  AdwToggleGroup *notations;
  g_autofree char *text = NULL;

  open_row (fixture, "SubmitJob", QS_TYPE_COMMAND_ROW, "containerOverrides.command");
  notations = qs_ui_test_find (fixture->row, ADW_TYPE_TOGGLE_GROUP, NULL);
  gtk_text_buffer_set_text (find_buffer (fixture, FALSE), "echo 'a b'", -1);
  assert_document (fixture, "{\"containerOverrides\":{\"command\":[\"echo\",\"a b\"]}}");
  g_assert_nonnull (qs_ui_test_find (fixture->row, GTK_TYPE_LABEL,
                                     "[\n  \"echo\",\n  \"a b\"\n]"));

  adw_toggle_group_set_active_name (notations, "json");
  gtk_text_buffer_set_text (find_buffer (fixture, TRUE), "[\"x\"", -1);
  g_assert_true (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));
  gtk_text_buffer_set_text (find_buffer (fixture, TRUE), "[\"x\", \"it's\"]", -1);
  g_assert_false (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));

  adw_toggle_group_set_active_name (notations, "line");
  g_object_get (find_buffer (fixture, FALSE), "text", &text, NULL);
  g_assert_cmpstr (text, ==, "x \"it's\"");
  gtk_text_buffer_insert_at_cursor (find_buffer (fixture, FALSE), " 'open", -1);
  g_assert_true (qs_field_row_has_fault (QS_FIELD_ROW (fixture->row)));
  assert_document (fixture, "{\"containerOverrides\":{\"command\":[\"x\",\"it's\"]}}");
}

#define RADIO \
        "<interface><object class='QsRadioRow' id='row'>" \
        "<property name='path'>type</property><property name='title'>The title</property>" \
        "<child><object class='QsRadioChoice'><property name='value'>MANAGED</property>" \
        "<property name='title'>Managed</property>" \
        "<property name='help'>AWS does it.</property></object></child>" \
        "<child><object class='QsRadioChoice'><property name='value'>UNMANAGED</property>" \
        "<property name='title'>Unmanaged</property>" \
        "<property name='help'>You do it.</property></object></child>" \
        "</object></interface>"

static GtkWidget *
find_radio (Fixture    *fixture,
            const char *label)
{
  return gtk_widget_get_ancestor (qs_ui_test_find (fixture->row, GTK_TYPE_LABEL, label),
                                  GTK_TYPE_CHECK_BUTTON);
}

static gboolean
is_chosen (Fixture    *fixture,
           const char *label)
{
  return gtk_check_button_get_active (GTK_CHECK_BUTTON (find_radio (fixture, label)));
}

static void
test_a_radio_row_chooses_what_is_explained (Fixture      *fixture,
                                            gconstpointer data)
{
  g_autoptr(GtkBuilder) builder = NULL;
  GtkWidget *managed, *group;

  g_type_ensure (QS_TYPE_RADIO_ROW);
  builder = gtk_builder_new_from_string (RADIO, -1);
  place_row (fixture, "CreateComputeEnvironment",
             GTK_WIDGET (gtk_builder_get_object (builder, "row")));
  managed = find_radio (fixture, "Managed");
  group = gtk_widget_get_parent (managed);
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_ROLE_RADIO_GROUP);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (group), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "The title");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (managed), GTK_ACCESSIBLE_ROLE_RADIO);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (managed),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "AWS does it.");
  g_assert_false (is_chosen (fixture, "Managed"));

  gtk_check_button_set_active (GTK_CHECK_BUTTON (managed), TRUE);
  assert_document (fixture, "{\"type\":\"MANAGED\"}");
  g_assert_true (qs_document_replace (fixture->document, "{\"type\":\"UNMANAGED\"}", FALSE, NULL));
  g_assert_true (is_chosen (fixture, "Unmanaged"));
  g_assert_true (gtk_widget_grab_focus (fixture->row));

  g_assert_true (qs_document_replace (fixture->document, "{\"type\":\"NEWER\"}", FALSE, NULL));
  g_assert_true (is_chosen (fixture, "NEWER"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (managed), TRUE);
  assert_document (fixture, "{\"type\":\"MANAGED\"}");
  qs_document_undo (fixture->document);
  assert_document (fixture, "{\"type\":\"NEWER\"}");
  g_assert_true (is_chosen (fixture, "NEWER"));
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

  add ("/form-rows/a-row-follows-the-document", test_a_row_follows_the_document);
  add ("/form-rows/a-number-is-of-its-type-and-may-be-empty",
       test_a_number_is_of_its_type_and_may_be_empty);
  add ("/form-rows/a-number-in-a-string-stays-one", test_a_number_in_a_string_stays_one);
  add ("/form-rows/choices-come-from-the-model", test_choices_come_from_the_model);
  add ("/form-rows/a-radio-row-chooses-what-is-explained",
       test_a_radio_row_chooses_what_is_explained);
  add ("/form-rows/a-switch-says-nothing-by-default", test_a_switch_says_nothing_by_default);
  add ("/form-rows/tokens-are-added-and-taken-out", test_tokens_are_added_and_taken_out);
  add ("/form-rows/pairs-override-and-add", test_pairs_override_and_add);
  add ("/form-rows/both-notations-edit-one-command", test_both_notations_edit_one_command);

  return g_test_run ();
}
