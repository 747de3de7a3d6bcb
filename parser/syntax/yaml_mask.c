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

struct masking {
    void *mem;
    const char *bytes;
    char *copy;
    uint32_t size;
    uint32_t
        closes[sizeof marks / sizeof marks[0]]; /* where each is closed next, as far as known */
};

/* Where the mark is closed next behind `at`, the size of the text if nowhere: each is searched once. */
static uint32_t close_behind(struct masking *masking, size_t mark, uint32_t at)
{
    uint32_t *close = &masking->closes[mark];
    if (*close < at) {
        const char *found = memmem(masking->bytes + at, masking->size - at, marks[mark].close, 2);
        *close = found == NULL ? masking->size : (uint32_t)(found - masking->bytes);
    }
    return *close;
}

static const struct mark *mark_at(struct masking *masking, uint32_t at, uint32_t *end)
{
    for (size_t i = 0; i < sizeof marks / sizeof marks[0] && masking->size - at >= 4; i++) {
        if (masking->bytes[at + 1] != marks[i].open[1])
            continue;
        uint32_t close = close_behind(masking, i, at + 2);
        *end = close + 2;
        return close < masking->size && close - at < MARK_MOST ? &marks[i] : NULL;
    }
    return NULL;
}

/* The bytes of the character of UTF-8 that begins here (RFC 3629 section 4), 0 if none does. */
static uint32_t character_length(const unsigned char *text, uint32_t left)
{
    static const struct {
        unsigned char first, last, low, high; /* of the first byte, of the second */
        uint32_t length;
    } rows[] = {
        {0xc2, 0xdf, 0x80, 0xbf, 2}, {0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
        {0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3}, {0xf0, 0xf0, 0x90, 0xbf, 4},
        {0xf1, 0xf3, 0x80, 0xbf, 4}, {0xf4, 0xf4, 0x80, 0x8f, 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint32_t length = rows[i].length;
        if (text[0] < rows[i].first || text[0] > rows[i].last)
            continue;
        bool fine = left >= length && text[1] >= rows[i].low && text[1] <= rows[i].high;
        for (uint32_t k = 2; k < length && fine; k++)
            fine = (text[k] & 0xc0) == 0x80;
        return fine ? length : 0;
    }
    return 0;
}

static void fill_span(struct masking *masking, uint32_t start, uint32_t end, char with)
{
    if (masking->copy == NULL)
        masking->copy = talloc_memdup(masking->mem, masking->bytes, masking->size);
    for (uint32_t at = start; at < end; at++)
        if (masking->bytes[at] != '\n' && masking->bytes[at] != '\r')
            masking->copy[at] = with;
}

struct yaml_masked yaml_mask(void *mem, const char *bytes, uint32_t size)
{
    struct masking masking = {.mem = mem, .bytes = bytes, .size = size};
    struct yaml_masked masked = {.not_utf8 = size};
    for (uint32_t at = 0, end; at < size; at = end) {
        unsigned char byte = (unsigned char)bytes[at];
        end = at + 1;
        if (byte >= 0x80) {
            uint32_t length = character_length((const unsigned char *)bytes + at, size - at);
            if (length == 0 && masked.not_utf8 == size)
                masked.not_utf8 = at;
            if (length == 0)
                fill_span(&masking, at, end, '?');
            end = at + (length > 0 ? length : 1);
        } else if (byte == '{') {
            const struct mark *mark = mark_at(&masking, at, &end);
            if (mark != NULL)
                fill_span(&masking, at, end,
                          is_alone(bytes, size, (struct span){at, end}) ? ' ' : mark->fill);
            masked.is_template |= mark != NULL;
            end = mark != NULL ? end : at + 1;
        }
    }
    masked.text = masking.copy == NULL ? bytes : masking.copy;
    return masked;
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
