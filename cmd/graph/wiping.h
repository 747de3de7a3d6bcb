#ifndef MXMEND_WIPING_H
#define MXMEND_WIPING_H

#include <stddef.h>

/*
 * malloc and its kin, but what is freed is wiped. Libraries are given them: a token passes through
 * libcurl's headers, TLS' records and cJSON's strings, and none of them clears those by itself.
 */
void *wiping_malloc(size_t size);
void *wiping_calloc(size_t count, size_t size);
void *wiping_realloc(void *old, size_t size);
char *wiping_strdup(const char *text);
void wiping_free(void *block);

/* The same as OpenSSL calls them. */
void *wiping_crypto_malloc(size_t size, const char *file, int line);
void *wiping_crypto_realloc(void *old, size_t size, const char *file, int line);
void wiping_crypto_free(void *block, const char *file, int line);

#endif
