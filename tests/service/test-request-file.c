#include "qs-request-file.h"
#include "qs-test.h"

static GFile *
make_file (const char *name)
{
  g_autofree char *folder = qs_test_dup_folder ();

  return g_file_new_build_filename (folder, name, NULL);
}

static void
test_a_request_comes_back_as_it_was (void)
{
  g_autoptr(QsRequest) request = qs_request_new ("SubmitJob");
  g_autoptr(QsRequest) other = qs_request_new ("SubmitJob");
  g_autoptr(GFile) file = make_file ("job.json");
  g_autofree char *text = NULL;
  g_autofree char *loaded = NULL;
  QsDocument *document = qs_request_get_document (request);

  g_assert_true (qs_document_replace (document, "{\"jobName\":\"a\",\"newer\":{\"x\":[]}}", FALSE,
                                      NULL));
  text = qs_document_dup_text (document);
  g_assert_true (dex_await (qs_request_file_save (request, file), NULL));
  g_assert_true (dex_await (qs_request_file_load (other, file), NULL));
  loaded = qs_document_dup_text (qs_request_get_document (other));
  g_assert_cmpstr (loaded, ==, text);
  g_assert_true (qs_document_get_can_undo (qs_request_get_document (other)));
}

static void
assert_refused (const char *contents,
                gssize      length,
                const char *words)
{
  g_autoptr(QsRequest) request = qs_request_new ("SubmitJob");
  g_autoptr(GFile) file = make_file ("job.json");
  g_autoptr(GError) error = NULL;

  if (contents != NULL)
    g_assert_true (g_file_set_contents (g_file_peek_path (file), contents, length, NULL));
  g_assert_true (qs_document_set_string (qs_request_get_document (request), "jobName", "kept",
                                         NULL));
  g_assert_false (dex_await (qs_request_file_load (request, file), &error));
  g_assert_nonnull (strstr (error->message, words));
  g_assert_cmpstr (qs_document_get_string (qs_request_get_document (request), "jobName"), ==,
                   "kept");
}

static void
test_other_files_are_refused (void)
{
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, ' ');

  assert_refused (NULL, 0, "job.json");
  assert_refused ("", 0, "“job.json” is not a request as JSON");
  assert_refused ("{\n\"jobName\":\n}", -1, "3:1");
  assert_refused ("[1]", -1, "A request is an object");
  assert_refused ("\xff\xfe{}", -1, "“job.json” is not a request as JSON");
  assert_refused (large, -1, "at most 1 MiB");
}

static void
test_a_folder_is_no_request (void)
{
  g_autoptr(QsRequest) request = qs_request_new ("SubmitJob");
  g_autofree char *folder = qs_test_dup_folder ();
  g_autoptr(GFile) file = g_file_new_for_path (folder);
  g_autoptr(GError) error = NULL;

  g_assert_false (dex_await (qs_request_file_load (request, file), &error));
  g_assert_nonnull (strstr (error->message, "is not a request"));
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  qs_test_add_fiber ("/request-file/comes-back-as-it-was", test_a_request_comes_back_as_it_was);
  qs_test_add_fiber ("/request-file/other-files-are-refused", test_other_files_are_refused);
  qs_test_add_fiber ("/request-file/a-folder-is-no-request", test_a_folder_is_no_request);

  return g_test_run ();
}
