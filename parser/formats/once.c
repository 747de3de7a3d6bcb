#include "parser/formats/once.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_word(const char *bytes, uint32_t size, uint32_t at)
{
    return at < size && (isalnum((unsigned char)bytes[at]) || memchr("_-.", bytes[at], 3) != NULL);
}

bool name_is_used_once(struct document *document, const char *name)
{
    enum { DEFINED_AND_USED = 2 };
    const char *bytes = document->files[0].bytes;
    uint32_t size = document->files[0].size, length = (uint32_t)strlen(name), count = 0;
    if (!entries_may_follow(document))
        return false;
    for (uint32_t at = 0; length > 0 && at + length <= size && count <= DEFINED_AND_USED; at++)
        if (tolower((unsigned char)bytes[at]) == tolower((unsigned char)*name) &&
            strncasecmp(bytes + at, name, length) == 0 && !is_word(bytes, size, at + length) &&
            !(at > 0 && is_word(bytes, size, at - 1)))
            count++;
    return count == DEFINED_AND_USED;
}
