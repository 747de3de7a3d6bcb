#include "parser/array.h"

#include <stdlib.h>
#include <talloc.h>

void *array_grow(void *mem, void *array, size_t count, size_t size)
{
    if ((count & (count - 1)) != 0)
        return array;
    size_t bytes = (count == 0 ? 1 : count * 2) * size;
    if (array != NULL && talloc_get_size(array) >= bytes)
        return array;
    array = talloc_realloc_size(mem, array, bytes);
    if (array == NULL)
        abort(); /* as the header says; talloc refuses more than 256 MiB at once, too */
    return array;
}

void *array_reserve(void *mem, size_t count, size_t size)
{
    void *array = talloc_size(mem, count * size);
    if (array == NULL)
        abort();
    return array;
}
