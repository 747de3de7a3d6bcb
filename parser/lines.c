#include "lines.h"

#include <string.h>

#include "array.h"

/* The first `byte` at or after `from`; `size` if there is none. */
static uint32_t find_byte(const char *bytes, uint32_t size, uint32_t from, char byte)
{
    const char *at = from < size ? memchr(bytes + from, byte, size - from) : NULL;
    return at == NULL ? size : (uint32_t)(at - bytes);
}

struct lines lines_find(void *mem, const char *bytes, uint32_t size)
{
    struct lines lines = {.bytes = bytes, .size = size};
    uint32_t start = 0, lf = find_byte(bytes, size, 0, '\n'), cr = find_byte(bytes, size, 0, '\r');
    ARRAY_PUSH(mem, lines.starts, lines.count, 0);
    while (lf < size || cr < size) {
        bool is_lone_cr = cr < lf && (cr + 1 != lf || lf == size);
        start = (is_lone_cr ? cr : lf) + 1;
        ARRAY_PUSH(mem, lines.starts, lines.count, start);
        /* Each search stays where it is until it is passed: a file without CR is searched for CR
         * once. */
        if (lf < start)
            lf = find_byte(bytes, size, start, '\n');
        if (cr < start)
            cr = find_byte(bytes, size, start, '\r');
    }
    return lines;
}

/* Index of the line that holds `offset`: the last one that starts at or before it. */
static size_t lines_index(const struct lines *lines, uint32_t offset)
{
    size_t low = 0, high = lines->count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (lines->starts[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct place lines_place(const struct lines *lines, uint32_t offset)
{
    size_t index = lines_index(lines, offset);
    return (struct place){(uint32_t)index + 1, offset - lines->starts[index] + 1};
}

struct span lines_line(const struct lines *lines, uint32_t offset)
{
    size_t index = lines_index(lines, offset);
    struct span line = {lines->starts[index], lines->size};
    if (index + 1 == lines->count)
        return line;
    line.end = lines->starts[index + 1];
    if (lines->bytes[line.end - 1] == '\n')
        line.end--;
    if (line.end > line.start && lines->bytes[line.end - 1] == '\r')
        line.end--;
    return line;
}
