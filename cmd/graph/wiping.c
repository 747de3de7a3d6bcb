#include "cmd/graph/wiping.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* In front of each block: how many bytes are to be wiped. */
union head {
    size_t size;
    max_align_t align;
};

static union head *head_of(void *block)
{
    return (union head *)block - 1;
}

void *wiping_malloc(size_t size)
{
    union head *head = size > SIZE_MAX - sizeof *head ? NULL : malloc(sizeof *head + size);
    if (head == NULL)
        return NULL;
    head->size = size;
    return head + 1;
}

void *wiping_calloc(size_t count, size_t size)
{
    void *block = size > 0 && count > SIZE_MAX / size ? NULL : wiping_malloc(count * size);
    return block == NULL ? NULL : memset(block, 0, count * size);
}

void wiping_free(void *block)
{
    if (block == NULL)
        return;
    explicit_bzero(block, head_of(block)->size);
    free(head_of(block));
}

void *wiping_realloc(void *old, size_t size)
{
    if (old == NULL)
        return wiping_malloc(size);
    size_t kept = head_of(old)->size;
    void *block = wiping_malloc(size);
    if (block == NULL)
        return NULL;
    memcpy(block, old, kept < size ? kept : size);
    wiping_free(old);
    return block;
}

char *wiping_strdup(const char *text)
{
    size_t size = strlen(text) + 1;
    char *copy = wiping_malloc(size);
    return copy == NULL ? NULL : memcpy(copy, text, size);
}

void *wiping_crypto_malloc(size_t size, const char *file, int line)
{
    (void)file, (void)line;
    return size == 0 ? NULL : wiping_malloc(size);
}

void *wiping_crypto_realloc(void *old, size_t size, const char *file, int line)
{
    if (size > 0)
        return wiping_realloc(old, size);
    wiping_crypto_free(old, file, line);
    return NULL;
}

void wiping_crypto_free(void *block, const char *file, int line)
{
    (void)file, (void)line;
    wiping_free(block);
}
