#include "cmd/print/xml_text.h"

#include <string.h>

#include "cmd/print/escape.h"

static const struct {
    char byte;
    const char *entity;
} entities[] = {{'<', "&lt;"}, {'>', "&gt;"}, {'&', "&amp;"}, {'"', "&quot;"}, {'\'', "&#39;"}};

static const char *find_entity(char byte)
{
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (entities[i].byte == byte)
            return entities[i].entity;
    return NULL;
}

/* U+FFFE and U+FFFF are characters to Unicode, not to XML (XML 1.0 section 2.2). */
static bool is_noncharacter(const char *bytes, size_t length)
{
    return length == 3 &&
           (memcmp(bytes, "\xef\xbf\xbe", 3) == 0 || memcmp(bytes, "\xef\xbf\xbf", 3) == 0);
}

void xml_text(FILE *out, const char *text)
{
    size_t left = text == NULL ? 0 : strlen(text);
    while (left > 0) {
        bool harmless;
        size_t length = escape_next(text, left, &harmless);
        const char *entity = find_entity(*text);
        if (entity != NULL)
            fputs(entity, out);
        else if (is_noncharacter(text, length))
            fprintf(out, "\\xef\\xbf\\x%02x", (unsigned char)text[2]);
        else
            escape_bytes(out, text, length);
        text += length;
        left -= length;
    }
}
