#pragma once

int qs_supervise (const char *folder);
