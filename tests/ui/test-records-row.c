#include "qs-form.h"
#include "qs-json-edit.h"
#include "qs-json.h"
#include "qs-record-cell.h"
#include "qs-records-row.h"
#include "qs-ui-test.h"

#define ROW \
        "<interface><object class='QsRecordsRow' id='row'>" \
        "<property name='path'>containerProperties.mountPoints</property>" \
        "<property name='title'>Mount points</property>" \
        "<property name='add-label'>Add mount point</property>" \
        "<child><object class='QsRecordColumn'><property name='title'>Container path</property>" \
        "<property name='path'>containerPath</property></object></child>" \
        "<child><object class='QsRecordColumn'><property name='title'>Source volume</property>" \
        "<property name='path'>sourceVolume</property></object></child>" \
        "<child><object class='QsRecordColumn'><property name='title'>Read-only</property>" \
        "<property name='path'>readOnly</property>" \
        "<property name='editor'>check</property></object></child>" \
        "</object></interface>"

typedef struct
{
  QsRequest  *request;
  QsDocument *document;
  GtkBuilder *builder;
  GtkWidget  *row;
  GtkWindow  *window;
} Fixture;

static void
set_up (Fixture      *fixture,
        gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  g_autoptr(GError) error = NULL;

  g_type_ensure (QS_TYPE_RECORDS_ROW);
  fixture->request = qs_request_new ("RegisterJobDefinition");
  fixture->document = qs_request_get_document (fixture->request);
  fixture->builder = gtk_builder_new_from_string (ROW, -1);
  fixture->row = GTK_WIDGET (gtk_builder_get_object (fixture->builder, "row"));
  g_object_set (fixture->row, "request", fixture->request, NULL);
  gtk_list_box_append (GTK_LIST_BOX (list), fixture->row);
  fixture->window = qs_ui_test_present (list, 560, 480);
}

static void
tear_down (Fixture      *fixture,
           gconstpointer data)
{
  g_clear_object (&fixture->builder);
  g_object_add_weak_pointer (G_OBJECT (fixture->row), (gpointer *) &fixture->row);
  qs_ui_test_close (fixture->window);
  qs_test_until (fixture->row == NULL);
  g_object_unref (fixture->request);
}

static void
assert_mounts (Fixture    *fixture,
               const char *expected)
{
  JsonNode *node = qs_document_get (fixture->document, "containerProperties.mountPoints");
  g_autofree char *text = node != NULL ? qs_json_edit_print_canonical (node) : NULL;

  g_assert_cmpstr (text, ==, expected);
}

static void
replace (Fixture    *fixture,
         const char *mounts)
{
  g_autofree char *text = g_strdup_printf ("{\"containerProperties\":{\"mountPoints\":%s}}",
                                           mounts);

  g_assert_true (qs_document_replace (fixture->document, text, FALSE, NULL));
  qs_ui_test_settle (fixture->row);
}

static void
click (Fixture    *fixture,
       const char *label)
{
  GtkWidget *button = qs_ui_test_find (fixture->row, GTK_TYPE_BUTTON, label);

  if (button == NULL)
    button = gtk_widget_get_ancestor (qs_ui_test_find (fixture->row, GTK_TYPE_LABEL, label),
                                      GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  qs_ui_test_settle (fixture->row);
}

static void
collect_cells (GtkWidget *root,
               GPtrArray *cells)
{
  if (QS_IS_RECORD_CELL (root))
    g_ptr_array_add (cells, root);

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    collect_cells (child, cells);
}

static GPtrArray *
find_cells (Fixture *fixture)
{
  GPtrArray *cells = g_ptr_array_new ();

  collect_cells (fixture->row, cells);
  return cells;
}

static void
enter (Fixture    *fixture,
       guint       cell,
       const char *text)
{
  g_autoptr(GPtrArray) cells = find_cells (fixture);
  GtkText *entry = qs_ui_test_find (g_ptr_array_index (cells, cell), GTK_TYPE_TEXT, NULL);

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
test_lines_are_added_filled_and_removed (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autoptr(GPtrArray) cells = NULL;

  click (fixture, "Add mount point");
  assert_mounts (fixture, NULL);
  enter (fixture, 0, "/datastore");
  enter (fixture, 1, "datastore");
  assert_mounts (fixture, "[{\"containerPath\":\"/datastore\",\"sourceVolume\":\"datastore\"}]");

  cells = find_cells (fixture);
  gtk_check_button_set_active (qs_ui_test_find (g_ptr_array_index (cells, 2),
                                                GTK_TYPE_CHECK_BUTTON, NULL), TRUE);
  assert_mounts (fixture, "[{\"containerPath\":\"/datastore\",\"readOnly\":true,"
                 "\"sourceVolume\":\"datastore\"}]");
  qs_ui_test_picture (fixture->row, "records-row");

  click (fixture, "Remove");
  assert_mounts (fixture, NULL);
  qs_document_undo (fixture->document);
  assert_mounts (fixture, "[{\"containerPath\":\"/datastore\",\"readOnly\":true,"
                 "\"sourceVolume\":\"datastore\"}]");
}

static void
test_what_is_not_shown_is_kept (Fixture      *fixture,
                                gconstpointer data)
{
  replace (fixture, "[{\"containerPath\":\"/a\",\"newer\":{\"x\":1}}]");
  enter (fixture, 0, "/b");
  assert_mounts (fixture, "[{\"containerPath\":\"/b\",\"newer\":{\"x\":1}}]");
}

static void
test_faults_are_told (Fixture      *fixture,
                      gconstpointer data)
{
  g_autofree char *quiet = NULL;
  g_autofree char *fault = NULL;

  replace (fixture, "[{\"containerPath\":\"/a\",\"sourceVolume\":\"missing\"}]");
  g_object_get (fixture->row, "fault", &quiet, NULL);
  g_assert_null (quiet);
  enter (fixture, 0, "/b");
  g_object_get (fixture->row, "fault", &fault, NULL);
  g_assert_cmpstr (fault, ==, "Line 1, Source volume: must be the name of one of the volumes");
}

static void
test_a_thousand_records_are_few_widgets (Fixture      *fixture,
                                         gconstpointer data)
{
  g_autoptr(GString) text = g_string_new ("[");
  g_autoptr(GPtrArray) cells = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (text, "%s{\"containerPath\":\"/%u\",\"sourceVolume\":\"v\"}",
                            i > 0 ? "," : "", i);
  g_string_append_c (text, ']');
  replace (fixture, text->str);

  cells = find_cells (fixture);
  g_assert_cmpuint (cells->len, <, 1000);
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

  add ("/records-row/lines-are-added-filled-and-removed", test_lines_are_added_filled_and_removed);
  add ("/records-row/what-is-not-shown-is-kept", test_what_is_not_shown_is_kept);
  add ("/records-row/faults-are-told", test_faults_are_told);
  add ("/records-row/a-thousand-records-are-few-widgets", test_a_thousand_records_are_few_widgets);

  return g_test_run ();
}
