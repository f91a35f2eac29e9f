#include "qs-local-machine.h"

#include <sys/utsname.h>

#include "qs-json.h"

/* uname says what the kernel was built for; EC2 has names of its own for that. */
static const char *
get_architecture (struct utsname *name)
{
  if (uname (name) != 0)
    return "x86_64";

  return g_str_equal (name->machine, "aarch64") ? "arm64" : name->machine;
}

/**
 * qs_local_machine_describe:
 * @memory: MiB, all of which jobs may have: "UsableInMiB", which EC2 does not say, says so
 *
 * Returns: (transfer full): a reply of DescribeInstanceTypes.
 */
JsonNode *
qs_local_machine_describe (double vcpus,
                           gint64 memory)
{
  struct utsname name;
  g_autofree char *text =
    g_strdup_printf ("{\"InstanceTypes\": [{\"InstanceType\": \"this-computer\", "
                     "\"VCpuInfo\": {\"DefaultVCpus\": %d}, "
                     "\"MemoryInfo\": {\"SizeInMiB\": %" G_GINT64_FORMAT ", "
                     "\"UsableInMiB\": %" G_GINT64_FORMAT "}, "
                     "\"ProcessorInfo\": {\"SupportedArchitectures\": [\"%s\"]}}]}",
                     (int) vcpus, memory, memory, get_architecture (&name));

  return qs_json_parse (text, -1, NULL);
}
