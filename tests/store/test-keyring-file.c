#include "qs-keyring-file.h"
#include "qs-keyring-secret.h"
#include "qs-keyring.h"

#include <string.h>

#include "qs-test.h"

#define SECRET "{\"secretAccessKey\":\"canary+in/a=coal-mine\"}"

/* libsecret reads path and password once, so what is asked of it is asked by a program of its
 * own. */
static void
run_as (const char *test,
        const char *path,
        const char *password)
{
  g_auto(GStrv) environment = g_get_environ ();

  environment = g_environ_setenv (environment, "SECRET_BACKEND", "file", TRUE);
  environment = g_environ_setenv (environment, "SECRET_FILE_TEST_PATH", path, TRUE);
  environment = g_environ_setenv (environment, "SECRET_FILE_TEST_PASSWORD", password, TRUE);
  /* libsecret 0.21 loses an error's worth of memory with every file it cannot decrypt. */
  environment = g_environ_setenv (environment, "ASAN_OPTIONS", "detect_leaks=0", TRUE);
  g_test_trap_subprocess_with_envp (test, (const char * const *) environment, 0,
                                    G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
store (QsKeyring  *keyring,
       const char *secret)
{
  g_autoptr(GBytes) bytes = g_bytes_new_static (secret, strlen (secret));
  g_autoptr(GError) error = NULL;

  dex_await (qs_keyring_store (keyring, "a", QS_KEYRING_ACCESS_KEY, "Quayside: test", bytes),
             &error);
  g_assert_no_error (error);
}

static void
assert_finds (QsKeyring  *keyring,
              const char *secret)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) found = dex_await_boxed (qs_keyring_lookup (keyring, "a",
                                                                QS_KEYRING_ACCESS_KEY), &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (found, NULL), g_bytes_get_size (found), secret,
                   strlen (secret));
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_AVAILABLE);
}

static void
assert_unreadable (QsKeyring *keyring)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (dex_await_boxed (qs_keyring_lookup (keyring, "a", QS_KEYRING_ACCESS_KEY),
                                  &error));
  g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_UNREADABLE);
  g_assert_cmpint (qs_keyring_get_state (keyring), ==, QS_KEYRING_STATE_UNREADABLE);
}

static void
inner_store (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();

  store (keyring, SECRET);
  assert_finds (keyring, SECRET);
}

static void
inner_find (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();

  assert_finds (keyring, SECRET);
}

static void
inner_unreadable (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();

  assert_unreadable (keyring);
}

/* Logging in again works all the same. */
static void
inner_begin_anew (void)
{
  g_autoptr(QsKeyring) keyring = qs_keyring_new ();

  assert_unreadable (keyring);
  store (keyring, "{}");
  assert_finds (keyring, "{}");
}

static char *
dup_file (void)
{
  g_autofree char *folder = qs_test_dup_folder ();

  return g_build_filename (folder, "default.keyring", NULL);
}

static char *
dup_contents (const char *path,
              gsize      *length)
{
  g_autoptr(GError) error = NULL;
  char *contents = NULL;

  g_file_get_contents (path, &contents, length, &error);
  g_assert_no_error (error);
  return contents;
}

static void
test_the_file_keeps_no_plain_secret (void)
{
  g_autofree char *path = dup_file ();
  g_autofree char *contents = NULL;
  gsize length;

  run_as ("/keyring-file/subprocess/store", path, "right");
  contents = dup_contents (path, &length);
  g_assert_null (memmem (contents, length, "canary", strlen ("canary")));
  run_as ("/keyring-file/subprocess/find", path, "right");
}

static void
test_another_key_is_told_from_an_empty_file_and_harms_nothing (void)
{
  g_autofree char *path = dup_file ();
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  gsize length_before;
  gsize length_after;

  run_as ("/keyring-file/subprocess/store", path, "right");
  before = dup_contents (path, &length_before);
  run_as ("/keyring-file/subprocess/unreadable", path, "wrong");
  after = dup_contents (path, &length_after);
  g_assert_cmpmem (before, length_before, after, length_after);

  run_as ("/keyring-file/subprocess/begin-anew", path, "wrong");
  run_as ("/keyring-file/subprocess/find", path, "right");
}

/* Returns: (transfer full) (nullable): the damaged file that was kept beside @path. */
static char *
dup_set_aside (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (strstr (name, "damaged") != NULL)
      return g_build_filename (folder, name, NULL);

  return NULL;
}

static void
test_a_file_cut_short_is_set_aside_when_something_new_is_stored (void)
{
  g_autofree char *path = dup_file ();
  g_autofree char *aside = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *kept = NULL;
  gsize length;
  gsize kept_length;

  run_as ("/keyring-file/subprocess/store", path, "right");
  whole = dup_contents (path, &length);
  g_assert_true (g_file_set_contents (path, whole, length / 2, NULL));

  run_as ("/keyring-file/subprocess/begin-anew", path, "right");
  aside = dup_set_aside (path);
  g_assert_nonnull (aside);
  kept = dup_contents (aside, &kept_length);
  g_assert_cmpmem (kept, kept_length, whole, length / 2);
}

static void
test_libsecret_is_shown_no_file_that_would_end_the_program (void)
{
  g_autofree char *path = dup_file ();
  g_autofree char *whole = NULL;
  gsize length;

  run_as ("/keyring-file/subprocess/store", path, "right");
  g_assert_true (qs_keyring_file_check (path, NULL));
  whole = dup_contents (path, &length);

  for (gsize cut = 0; cut < length; cut++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_true (g_file_set_contents (path, whole, cut, NULL));
      g_assert_false (qs_keyring_file_check (path, &error));
      g_assert_error (error, QS_KEYRING_ERROR, QS_KEYRING_ERROR_UNREADABLE);
    }
}

static void
test_a_secret_is_marked_with_the_change_it_came_with (void)
{
  static const struct { const char *plain; const char *marked; } cases[] = {
    { "{\"a\":1}", "{\"revision\":\"r-1\",\"a\":1}" },
    { " { \"a\":1}", "{\"revision\":\"r-1\",\"a\":1}" },
    { "{}", "{\"revision\":\"r-1\"}" },
    { "{ }", "{\"revision\":\"r-1\"}" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GBytes) plain = g_bytes_new_static (cases[i].plain, strlen (cases[i].plain));
      g_autoptr(GBytes) marked = qs_keyring_secret_mark (plain, "r-1");

      g_assert_cmpmem (g_bytes_get_data (marked, NULL), g_bytes_get_size (marked),
                       cases[i].marked, strlen (cases[i].marked));
      g_assert_true (qs_keyring_secret_has_mark (marked, "r-1"));
      g_assert_false (qs_keyring_secret_has_mark (marked, "r-2"));
      g_assert_false (qs_keyring_secret_has_mark (plain, "r-1"));
    }
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/keyring-file/the-file-keeps-no-plain-secret",
                   test_the_file_keeps_no_plain_secret);
  g_test_add_func ("/keyring-file/another-key-is-told-from-an-empty-file-and-harms-nothing",
                   test_another_key_is_told_from_an_empty_file_and_harms_nothing);
  g_test_add_func ("/keyring-file/a-file-cut-short-is-set-aside-when-something-new-is-stored",
                   test_a_file_cut_short_is_set_aside_when_something_new_is_stored);
  g_test_add_func ("/keyring-file/libsecret-is-shown-no-file-that-would-end-the-program",
                   test_libsecret_is_shown_no_file_that_would_end_the_program);
  g_test_add_func ("/keyring-file/a-secret-is-marked-with-the-change-it-came-with",
                   test_a_secret_is_marked_with_the_change_it_came_with);

  qs_test_add_fiber ("/keyring-file/subprocess/store", inner_store);
  qs_test_add_fiber ("/keyring-file/subprocess/find", inner_find);
  qs_test_add_fiber ("/keyring-file/subprocess/unreadable", inner_unreadable);
  qs_test_add_fiber ("/keyring-file/subprocess/begin-anew", inner_begin_anew);

  return g_test_run ();
}
