#ifndef MXMEND_MASTER_RECOGNISE_H
#define MXMEND_MASTER_RECOGNISE_H

#include <stdbool.h>
#include <stdint.h>

/* Is a file of this name and content a master file? Content decides where it can. */
const char *master_recognise(const char *path, const char *bytes, uint32_t size);

#endif
