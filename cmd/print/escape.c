#include "cmd/print/escape.h"

#include <string.h>

/* Unicode 15, table 3-7: what may follow a first byte. The rest are 80 to BF. */
static const struct {
    uint8_t first, last; /* range of the first byte */
    uint8_t low, high;   /* range of the second one */
    uint8_t length;
} sequences[] = {
    {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
    {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
    {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
};

/*
 * Control characters; marks that take no room, or change the direction of a line. All below
 * U+10000.
 */
static const struct {
    uint32_t first, last;
} harmful[] = {
    {0x00, 0x1f},     {0x7f, 0x9f},     {0x61c, 0x61c},   {0x200b, 0x200f},
    {0x2028, 0x202e}, {0x2060, 0x206f}, {0xfeff, 0xfeff},
};

size_t utf8_next(const char *bytes, size_t left, uint32_t *code)
{
    const uint8_t *at = (const uint8_t *)bytes;
    *code = *at; /* stays so if it is no valid UTF-8 */
    if (*at < 0x80)
        return 1;
    for (size_t i = 0; i < sizeof sequences / sizeof *sequences; i++) {
        size_t length = sequences[i].length;
        if (*at < sequences[i].first || *at > sequences[i].last)
            continue;
        if (left < length || at[1] < sequences[i].low || at[1] > sequences[i].high)
            return 0;
        uint32_t value = *at & (0x7fU >> length);
        for (size_t j = 1; j < length; j++) {
            if ((at[j] & 0xc0) != 0x80)
                return 0;
            value = value << 6 | (at[j] & 0x3f);
        }
        *code = value;
        return length;
    }
    return 0;
}

size_t escape_next(const char *bytes, size_t left, bool *harmless)
{
    uint32_t code;
    size_t length = utf8_next(bytes, left, &code);
    *harmless = length > 0;
    for (size_t i = 0; i < sizeof harmful / sizeof *harmful; i++)
        if (code >= harmful[i].first && code <= harmful[i].last)
            *harmless = false;
    return length > 0 ? length : 1;
}

void escape_bytes(FILE *out, const char *bytes, size_t length)
{
    while (length > 0) {
        bool harmless;
        size_t taken = escape_next(bytes, length, &harmless);
        if (harmless)
            fwrite(bytes, 1, taken, out);
        else
            for (size_t i = 0; i < taken; i++)
                fprintf(out, "\\x%02x", (unsigned char)bytes[i]);
        bytes += taken;
        length -= taken;
    }
}

void escape_text(FILE *out, const char *text)
{
    escape_bytes(out, text, strlen(text));
}
