#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/*
 * This computer as EC2's DescribeInstanceTypes would describe it: whoever asks which machines an
 * environment may start learns what jobs can have here.
 */
JsonNode *qs_local_machine_describe (double vcpus,
                                     gint64 memory) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
