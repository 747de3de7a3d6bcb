#include "parser/utf16.h"

#include <stdint.h>
#include <string.h>
#include <talloc.h>

enum { REPLACEMENT = 0xfffd };

struct utf16 {
    const uint8_t *at, *end;
    bool big;
    bool broken; /* half a pair, or half a unit, was met */
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
    text->broken |= text->end - text->at < 2;
    text->at += text->end - text->at < 2 ? 1 : 2;
    return unit;
}

static uint32_t take_code(struct utf16 *text)
{
    uint32_t high = take_unit(text);
    if (high < 0xd800 || high > 0xdfff)
        return high;
    uint32_t low = peek_unit(text);
    if (high > 0xdbff || low < 0xdc00 || low > 0xdfff) {
        text->broken = true;
        return REPLACEMENT;
    }
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

static struct utf16 text_of(const char *bytes, size_t size)
{
    const uint8_t *start = (const uint8_t *)bytes;
    return (struct utf16){start + 2, start + size, start[0] == 0xfe, false};
}

char *utf16_convert(void *mem, const char *bytes, size_t size, size_t *length, bool *sound)
{
    struct utf16 text = text_of(bytes, size);
    char *out = talloc_size(mem, size / 2 * 3 + 4); /* two bytes become three at most */
    *length = 0;
    while (text.at < text.end)
        *length += put_code(out + *length, take_code(&text));
    out[*length] = '\0';
    if (sound != NULL)
        *sound = !text.broken;
    return out;
}

/* Moves on to byte `offset` of the text in UTF-8, from its byte `*done`. */
static uint32_t walk_to(struct utf16 *text, size_t *done, size_t offset, const char *bytes)
{
    char character[4];
    while (*done < offset && text->at < text->end)
        *done += put_code(character, take_code(text));
    return (uint32_t)((const char *)text->at - bytes);
}

size_t utf16_offset(const char *bytes, size_t size, size_t offset)
{
    struct utf16 text = text_of(bytes, size);
    size_t done = 0;
    return walk_to(&text, &done, offset, bytes);
}

static void put_unit(char *out, bool big, uint32_t unit)
{
    out[big ? 0 : 1] = (char)(unit >> 8);
    out[big ? 1 : 0] = (char)unit;
}

/* The character at `*at` of sound UTF-8, which moves past it. */
static uint32_t take_utf8(const uint8_t **at)
{
    uint32_t first = *(*at)++, code = first < 0x80   ? first
                                      : first < 0xe0 ? first & 0x1f
                                      : first < 0xf0 ? first & 0x0f
                                                     : first & 0x07;
    for (uint32_t more = first < 0xc0   ? 0
                         : first < 0xe0 ? 1
                         : first < 0xf0 ? 2
                                        : 3;
         more > 0; more--)
        code = code << 6 | (*(*at)++ & 0x3f);
    return code;
}

/* A text of an edit in the file's encoding: rules write ASCII, or copy what the file has. */
static char *text_encode(void *mem, bool big, const char *text, size_t length, size_t *size)
{
    char *out = talloc_size(mem, length * 2 + 4);
    const uint8_t *at = (const uint8_t *)text, *end = at + length;
    for (*size = 0; at < end; *size += 2) {
        uint32_t code = take_utf8(&at);
        if (code >= 0x10000) {
            put_unit(out + *size, big, 0xd800 + ((code - 0x10000) >> 10));
            *size += 2;
            code = 0xdc00 + ((code - 0x10000) & 0x3ff);
        }
        put_unit(out + *size, big, code);
    }
    return out;
}

struct edit *utf16_edits(void *mem, const char *bytes, size_t size, const struct edit *edits,
                         size_t count)
{
    struct utf16 text = text_of(bytes, size);
    struct edit *out = talloc_array_size(mem, sizeof *out, (unsigned)count + 1);
    size_t done = 0;
    for (size_t i = 0; i < count; i++) {
        out[i] = edits[i];
        out[i].old.start = walk_to(&text, &done, edits[i].old.start, bytes);
        out[i].old.end = walk_to(&text, &done, edits[i].old.end, bytes);
        out[i].text = text_encode(out, text.big, edits[i].text, edits[i].length, &out[i].length);
    }
    return out;
}
