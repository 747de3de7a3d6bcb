#include "cmd/utf16.h"

#include <stdint.h>
#include <string.h>
#include <talloc.h>

enum { REPLACEMENT = 0xfffd };

struct utf16 {
    const uint8_t *at, *end;
    bool big;
};

bool utf16_is(const char *bytes, size_t size)
{
    return size >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
}

static uint32_t peek_unit(const struct utf16 *text)
{
    if (text->end - text->at < 2)
        return REPLACEMENT;
    return (uint32_t)(text->big ? text->at[0] << 8 | text->at[1] : text->at[1] << 8 | text->at[0]);
}

static uint32_t take_unit(struct utf16 *text)
{
    uint32_t unit = peek_unit(text);
    text->at += text->end - text->at < 2 ? 1 : 2;
    return unit;
}

static uint32_t take_code(struct utf16 *text)
{
    uint32_t high = take_unit(text);
    if (high < 0xd800 || high > 0xdfff)
        return high;
    uint32_t low = peek_unit(text);
    if (high > 0xdbff || low < 0xdc00 || low > 0xdfff)
        return REPLACEMENT;
    take_unit(text);
    return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
}

/* Writes a character in UTF-8; returns its length. */
static size_t put_code(char *out, uint32_t code)
{
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint8_t marks[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = length; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3f));
    out[0] = (char)(marks[length] | code);
    return length;
}

char *utf16_convert(void *mem, const char *bytes, size_t size, size_t *length)
{
    const uint8_t *start = (const uint8_t *)bytes;
    struct utf16 text = {start + 2, start + size, start[0] == 0xfe};
    char *out = talloc_size(mem, size / 2 * 3 + 4); /* two bytes become three at most */
    *length = 0;
    while (text.at < text.end)
        *length += put_code(out + *length, take_code(&text));
    return out;
}
