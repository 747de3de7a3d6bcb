#include "cmd/online.h"

/* For mxmend. */
const struct online *const online = NULL;
