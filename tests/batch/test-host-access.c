#include "qs-host-access.h"
#include "qs-json.h"
#include "qs-test.h"

#define MOUNTED(path) \
        "{\"containerProperties\":{\"volumes\":[{\"name\":\"v\",\"host\":{\"sourcePath\":\"" path \
        "\"}}],\"mountPoints\":[{\"sourceVolume\":\"v\",\"containerPath\":\"/x\"," \
        "\"readOnly\":true}]}}"

#define TASK \
        "{\"taskProperties\":[{\"volumes\":[{\"name\":\"v\",\"host\":{\"sourcePath\":\"/\"}}]," \
        "\"containers\":[{\"name\":\"a\"},{\"name\":\"b\",\"mountPoints\":[" \
        "{\"sourceVolume\":\"v\",\"containerPath\":\"/host\"}]}]}]}"

static const struct
{
  const char  *definition;
  QsHostAccess access;
} cases[] = {
  { "{}", QS_HOST_ACCESS_NONE },
  { "{\"containerProperties\":{\"privileged\":false}}", QS_HOST_ACCESS_NONE },
  { "{\"containerProperties\":{\"privileged\":true}}", QS_HOST_ACCESS_PRIVILEGED },
  { "{\"containerProperties\":{\"privileged\":\"true\",\"volumes\":7,\"mountPoints\":[5]}}",
    QS_HOST_ACCESS_NONE },
  { MOUNTED ("/datastore"), QS_HOST_ACCESS_NONE },
  { MOUNTED ("/var/run/docker.sock"), QS_HOST_ACCESS_ENGINE },
  { MOUNTED ("/run/docker.sock"), QS_HOST_ACCESS_ENGINE },
  { MOUNTED ("/var/run/../run/docker.sock/"), QS_HOST_ACCESS_ENGINE },
  { MOUNTED ("/run"), QS_HOST_ACCESS_ENGINE },
  { MOUNTED ("/runner"), QS_HOST_ACCESS_NONE },
  { MOUNTED ("/var"), QS_HOST_ACCESS_ENGINE | QS_HOST_ACCESS_SYSTEM },
  { MOUNTED ("/"), QS_HOST_ACCESS_ROOT },
  { MOUNTED ("//"), QS_HOST_ACCESS_ROOT },
  { MOUNTED ("/tmp/.."), QS_HOST_ACCESS_ROOT },
  { MOUNTED ("/etc"), QS_HOST_ACCESS_SYSTEM },
  { MOUNTED ("/etc/localtime"), QS_HOST_ACCESS_NONE },
  { MOUNTED ("relative"), QS_HOST_ACCESS_NONE },
  /* A volume that is mounted nowhere gives nothing. */
  { "{\"containerProperties\":{\"volumes\":[{\"name\":\"v\",\"host\":{\"sourcePath\":\"/\"}}]}}",
    QS_HOST_ACCESS_NONE },
  { "{\"ecsProperties\":" TASK "}", QS_HOST_ACCESS_ROOT },
  { "{\"eksProperties\":{\"podProperties\":{\"volumes\":[{\"name\":\"v\",\"hostPath\":{\"path\":"
    "\"/var/run/docker.sock\"}}],\"initContainers\":[{\"securityContext\":{\"privileged\":true}}],"
    "\"containers\":[{\"volumeMounts\":[{\"name\":\"v\",\"mountPath\":\"/s\"}]}]}}}",
    QS_HOST_ACCESS_ENGINE | QS_HOST_ACCESS_PRIVILEGED },
  { "{\"nodeProperties\":{\"nodeRangeProperties\":[{\"targetNodes\":\"0\",\"container\":{}},"
    "{\"targetNodes\":\"1:\",\"container\":{\"privileged\":true}},{\"ecsProperties\":" TASK
    "}]}}", QS_HOST_ACCESS_PRIVILEGED | QS_HOST_ACCESS_ROOT },
};

static void
test_finds_what_is_handed_over (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(JsonNode) node = qs_json_parse (cases[i].definition, -1, NULL);

      g_test_message ("%s", cases[i].definition);
      g_assert_cmpint (qs_host_access_find (json_node_get_object (node)), ==, cases[i].access);
    }
}

static void
test_says_so_in_words (void)
{
  g_autofree char *here = qs_host_access_dup_words (QS_HOST_ACCESS_ENGINE |
                                                    QS_HOST_ACCESS_PRIVILEGED, TRUE);
  g_autofree char *away = qs_host_access_dup_words (QS_HOST_ACCESS_ROOT, FALSE);
  g_autofree char *nothing = qs_host_access_dup_words (QS_HOST_ACCESS_NONE, TRUE);

  g_assert_cmpstr (here, ==, "Jobs have full control of this computer: the container engine's "
                   "socket is mounted, the container is privileged.");
  g_assert_cmpstr (away, ==, "Jobs have full control of the instance they run on, and of all that "
                   "its role allows: the root folder is mounted.");
  g_assert_null (nothing);
}

int
main (int   argc,
      char *argv[])
{
  qs_test_init (&argc, &argv);

  g_test_add_func ("/host-access/finds-what-is-handed-over", test_finds_what_is_handed_over);
  g_test_add_func ("/host-access/says-so-in-words", test_says_so_in_words);

  return g_test_run ();
}
