#include "parser/syntax/yaml_mask.h"

#include <string.h>
#include <talloc.h>

/* The longest template mark that is looked for: nobody writes one that is longer. */
enum { MARK_MOST = 8192 }; /* bytes */

static const struct mark {
    char open[3], close[3];
    char fill; /* what it is masked with: a value stays one, a statement leaves nothing */
} marks[] = {
    {"{{", "}}", 'x'},
    {"{%", "%}", ' '},
    {"{#", "#}", ' '},
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Does nothing else stand on the lines of these bytes? Then it is a statement, whatever it is: a
 * value of its own stands behind a dash or a key. */
static bool is_alone(const char *bytes, uint32_t size, struct span at)
{
    while (at.start > 0 && is_blank(bytes[at.start - 1]))
        at.start--;
    while (at.end < size && is_blank(bytes[at.end]))
        at.end++;
    return (at.start == 0 || bytes[at.start - 1] == '\n') &&
           (at.end == size || bytes[at.end] == '\n');
}

static const struct mark *mark_at(const char *bytes, uint32_t size, uint32_t at, uint32_t *end)
{
    if (size - at < 4 || bytes[at] != '{')
        return NULL;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
        size_t left = size - at < MARK_MOST ? size - at : MARK_MOST;
        if (bytes[at + 1] != marks[i].open[1])
            continue;
        const char *close = memmem(bytes + at + 2, left - 2, marks[i].close, 2);
        *end = close == NULL ? 0 : (uint32_t)(close - bytes) + 2;
        return close == NULL ? NULL : &marks[i];
    }
    return NULL;
}

const char *yaml_mask(void *mem, const char *bytes, uint32_t size)
{
    char *copy = NULL;
    const char *brace = bytes;
    for (uint32_t at = 0, end; at < size; at++) {
        brace = memchr(bytes + at, '{', size - at);
        if (brace == NULL)
            break;
        at = (uint32_t)(brace - bytes);
        const struct mark *mark = mark_at(bytes, size, at, &end);
        if (mark == NULL)
            continue;
        if (copy == NULL)
            copy = talloc_memdup(mem, bytes, size);
        char fill = is_alone(bytes, size, (struct span){at, end}) ? ' ' : mark->fill;
        for (uint32_t i = at; i < end; i++)
            if (bytes[i] != '\n' && bytes[i] != '\r')
                copy[i] = fill;
        at = end - 1;
    }
    return copy == NULL ? bytes : copy;
}

bool yaml_is_computed(const char *bytes, struct span at)
{
    for (; at.start + 1 < at.end; at.start++) {
        char first = bytes[at.start], second = bytes[at.start + 1];
        if ((first == '{' && (second == '{' || second == '%')) || (first == '$' && second == '{'))
            return true;
    }
    return false;
}
