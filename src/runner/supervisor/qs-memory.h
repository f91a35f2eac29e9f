#pragma once

#include <stdint.h>
#include <sys/types.h>

int64_t qs_memory_of_tree (pid_t root);
