#include "parser/master/text.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

int escape_read(const char *text, size_t length, size_t *used)
{
    if (length < 2 || text[0] != '\\')
        return -1;
    *used = 2;
    if (!is_digit(text[1]))
        return (uint8_t)text[1];
    if (length < 4 || !is_digit(text[2]) || !is_digit(text[3]))
        return -1;
    *used = 4;
    int octet = (text[1] - '0') * 100 + (text[2] - '0') * 10 + (text[3] - '0');
    return octet <= 255 ? octet : -1;
}

/* A label of `count` octets ends: its length goes to `start`, where the next one begins. */
static enum name_fault label_close(struct name_text *name, unsigned *start, unsigned at,
                                   unsigned room)
{
    unsigned length = at - *start - 1;
    if (length == 0)
        return NAME_EMPTY_LABEL;
    if (length > NAME_LABEL_MAX)
        return NAME_LONG_LABEL;
    if (at > room)
        return NAME_TOO_LONG;
    name->labels[*start] = (uint8_t)length;
    *start = at;
    return NAME_FINE;
}

static bool is_whole(const char *text, size_t length, char byte)
{
    return length == 1 && text[0] == byte;
}

/* Copies plain octets of a label, as far as label and name may grow; returns where it stopped. */
static size_t octets_copy(const char *text, size_t from, size_t length, uint8_t *labels,
                          unsigned start, unsigned *at)
{
    size_t room = start + 1 + NAME_LABEL_MAX - *at;
    if (room > NAME_WIRE_MAX - *at)
        room = NAME_WIRE_MAX - *at;
    size_t stop = length - from < room ? length : from + room;
    unsigned to = *at;
    while (from < stop && text[from] != '.' && text[from] != '\\')
        labels[to++] = (uint8_t)text[from++];
    *at = to;
    return from;
}

/* A name of plain octets and fit labels, as nearly all are. False: it takes a closer look. */
static bool plain_labels_read(const char *text, size_t length, unsigned room,
                              struct name_text *name)
{
    name->absolute = text[length - 1] == '.';
    length -= name->absolute;
    if (length >= (name->absolute ? NAME_WIRE_MAX - 1 : room) || memchr(text, '\\', length) != NULL)
        return false;
    memcpy(name->labels + 1, text, length);
    for (size_t start = 0, end; start <= length; start = end + 1) {
        const char *dot = memchr(text + start, '.', length - start);
        end = dot == NULL ? length : (size_t)(dot - text);
        if (end == start || end - start > NAME_LABEL_MAX)
            return false;
        name->labels[start] = (uint8_t)(end - start);
    }
    name->length = (unsigned)length + 1;
    return true;
}

/*
 * The labels of a name that is neither "." nor "@". `room` bounds a relative one; the buffer holds the
 * longest absolute one, and the loop stops before it is full.
 */
static enum name_fault labels_read(const char *text, size_t length, unsigned room,
                                   struct name_text *name, size_t *where)
{
    unsigned start = 0, at = 1;
    for (size_t i = 0, used; i < length; i += used) {
        used = octets_copy(text, i, length, name->labels, start, &at) - i;
        if (used > 0)
            continue;
        *where = i;
        used = 1;
        if (text[i] == '.') {
            enum name_fault fault = label_close(name, &start, at++, NAME_WIRE_MAX - 1);
            if (fault != NAME_FINE)
                return fault;
            name->absolute = i + 1 == length;
            continue;
        }
        if (at - start > NAME_LABEL_MAX)
            return NAME_LONG_LABEL;
        if (at >= NAME_WIRE_MAX)
            return NAME_TOO_LONG;
        int octet = escape_read(text + i, length - i, &used);
        if (octet < 0)
            return NAME_BAD_ESCAPE;
        name->labels[at++] = (uint8_t)octet;
    }
    *where = 0;
    enum name_fault fault = name->absolute ? NAME_FINE : label_close(name, &start, at, room);
    name->length = start;
    return fault;
}

enum name_fault name_read(const char *text, size_t length, unsigned room, struct name_text *name,
                          size_t *where)
{
    name->length = 0;
    name->absolute = is_whole(text, length, '.');
    *where = 0;
    if (name->absolute || is_whole(text, length, '@'))
        return NAME_FINE;
    if (length > 0 && plain_labels_read(text, length, room, name))
        return NAME_FINE;
    name->absolute = false;
    return labels_read(text, length, room, name, where);
}

const char *name_fault_text(enum name_fault fault)
{
    static const char *const texts[] = {
        [NAME_FINE] = "no fault",
        [NAME_BAD_ESCAPE] = "a backslash takes one character or three decimal digits up to 255",
        [NAME_EMPTY_LABEL] = "a name has an empty label",
        [NAME_LONG_LABEL] = "a label has more than 63 octets",
        [NAME_TOO_LONG] = "a name has more than 255 octets",
    };
    return texts[fault];
}

bool number_read(const char *text, size_t length, uint64_t most, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < length; i++) {
        if (!is_digit(text[i]) || *number > most)
            return false;
        *number = *number * 10 + (uint64_t)(text[i] - '0');
    }
    return length > 0 && *number <= most;
}

static uint32_t unit_seconds(char unit)
{
    static const struct {
        char unit;
        uint32_t seconds;
    } units[] = {{'s', 1}, {'m', 60}, {'h', 3600}, {'d', 86400}, {'w', 604800}};
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if ((unit | 0x20) == units[i].unit)
            return units[i].seconds;
    return 0;
}

/* Adds are held at a bound far above any TTL, so that they cannot wrap. */
static uint64_t add_held(uint64_t sum, uint64_t number, uint64_t factor)
{
    const uint64_t bound = UINT64_C(1) << 40;
    return number > bound || sum > bound ? bound : sum + number * factor;
}

bool ttl_read(const char *text, size_t length, uint64_t *seconds)
{
    uint64_t number = 0;
    bool digits = false, units = false;
    *seconds = 0;
    for (size_t i = 0; i < length; i++) {
        uint32_t factor = is_digit(text[i]) ? 0 : unit_seconds(text[i]);
        if (is_digit(text[i])) {
            number = add_held((uint64_t)(text[i] - '0'), number, 10);
            digits = true;
        } else if (factor > 0 && digits) {
            *seconds = add_held(*seconds, number, factor);
            number = 0;
            digits = false;
            units = true;
        } else {
            return false;
        }
    }
    *seconds = add_held(*seconds, number, 1);
    return length > 0 && !(digits && units); /* BIND takes no bare digits behind a unit */
}
