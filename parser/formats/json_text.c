#include "parser/formats/json_text.h"

#include <stdio.h>
#include <string.h>

enum { LOOKED_AT = 1 << 16, KEY_MOST = 64 }; /* bytes */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

bool json_starts(const char *bytes, uint32_t size)
{
    uint32_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    while (at < size && is_blank(bytes[at]))
        at++;
    return at < size && (bytes[at] == '{' || bytes[at] == '[');
}

bool json_has_key(const char *bytes, uint32_t size, const char *key)
{
    char quoted[KEY_MOST];
    size_t length = (size_t)snprintf(quoted, sizeof quoted, "\"%s\"", key);
    const char *end = bytes + (size < LOOKED_AT ? size : LOOKED_AT), *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), quoted, length)) != NULL) {
        for (at += length; at < end && is_blank(*at);)
            at++;
        if (at < end && *at == ':')
            return true;
    }
    return false;
}
