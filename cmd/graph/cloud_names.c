#include "cmd/graph/cloud.h"

/* In a file of their own: mxmend's options need them, and are linked without the rest (cmd/online.h). */
const char *const cloud_names[] = {"global", "gcc-high", "dod", "china", NULL};
