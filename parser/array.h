#ifndef MXMEND_ARRAY_H
#define MXMEND_ARRAY_H

#include <stddef.h>

/*
 * Makes room for one more element in an array that is only ever appended to. The room doubles when
 * `count` is a power of two, so no capacity is stored. The array belongs to `mem` (talloc); size is
 * that of one element, in bytes. Returns the array, moved perhaps. Out of memory aborts.
 */
void *array_grow(void *mem, void *array, size_t count, size_t size);

/* An empty array with room for `count` elements: memory that is not used costs nothing. */
void *array_reserve(void *mem, size_t count, size_t size);

/* Appends `value` to the array that `pointer` points at, counting it in `count`. */
#define ARRAY_PUSH(mem, pointer, count, ...)                                                       \
    ((pointer) = array_grow((mem), (pointer), (count), sizeof *(pointer)),                         \
     (pointer)[(count)++] = (__VA_ARGS__))

#endif
