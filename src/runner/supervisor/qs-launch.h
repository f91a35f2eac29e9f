#pragma once

int qs_launch (void);
