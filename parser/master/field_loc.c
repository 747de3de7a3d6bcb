#include <string.h>

#include "parser/master/field.h"
#include "parser/master/text.h"

/*
 * LOC (RFC 1876). ldns reads it with floating point and without bounds: 59.999 seconds become
 * garbage, a missing altitude zero.
 */
enum { HOUR = 3600000, MIDDLE_CM = 10000000 }; /* 1/1000 seconds; the zero of altitudes, in cm */

/* A number with up to `places` digits behind its dot, as an integer of that scale. */
static bool fixed_read(const char *text, size_t length, unsigned places, uint64_t most,
                       uint64_t *number)
{
    const char *dot = memchr(text, '.', length);
    size_t whole = dot != NULL ? (size_t)(dot - text) : length;
    size_t fraction = dot != NULL ? length - whole - 1 : 0;
    uint64_t part = 0;
    *number = 0;
    if (whole + fraction == 0 || fraction > places || (dot != NULL && places == 0) ||
        (whole > 0 && !number_read(text, whole, most, number)) ||
        (fraction > 0 && !number_read(dot + 1, fraction, UINT32_MAX, &part)))
        return false;
    for (unsigned i = 0; i < places; i++) {
        *number *= 10;
        part *= i >= fraction ? 10 : 1;
    }
    *number += part;
    return *number <= most;
}

static void octets_put(uint8_t *out, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        out[i] = (uint8_t)(value >> (24 - 8 * i));
}

/* Degrees, then minutes and seconds if there are any, then the half of the globe. */
static bool coordinate_read(struct field_text *rest, const char *halves, uint32_t degrees,
                            uint8_t *out)
{
    const struct {
        unsigned places;
        uint64_t most;
        uint32_t unit;
    } parts[] = {{0, degrees, HOUR}, {0, 59, 60000}, {3, 59999, 1}};
    uint64_t sum = 0, part = 0;
    for (size_t i = 0; i <= 3; i++) {
        struct field_text word = field_word_take(rest);
        if (i > 0 && word.length == 1 && (*word.bytes == halves[0] || *word.bytes == halves[1])) {
            uint32_t all = (uint32_t)sum, zero = UINT32_C(1) << 31;
            octets_put(out, *word.bytes == halves[0] ? zero + all : zero - all);
            return sum <= (uint64_t)degrees * HOUR;
        }
        if (i == 3 || !fixed_read(word.bytes, word.length, parts[i].places, parts[i].most, &part))
            return false;
        sum += part * parts[i].unit;
    }
    return false;
}

/* Metres with two places; the unit may be left out. */
static bool metres_read(struct field_text word, uint64_t most, uint64_t *centimetres)
{
    if (word.length > 0 && word.bytes[word.length - 1] == 'm')
        word.length--;
    return fixed_read(word.bytes, word.length, 2, most, centimetres);
}

static bool altitude_read(struct field_text *rest, uint8_t *out)
{
    uint64_t centimetres;
    struct field_text word = field_word_take(rest);
    bool below = word.length > 0 && *word.bytes == '-';
    bool sign = below || (word.length > 0 && *word.bytes == '+');
    word.bytes += sign;
    word.length -= sign;
    if (!metres_read(word, below ? MIDDLE_CM : UINT32_MAX - MIDDLE_CM, &centimetres))
        return false;
    uint32_t all = (uint32_t)centimetres;
    octets_put(out, below ? MIDDLE_CM - all : MIDDLE_CM + all);
    return true;
}

/* A size or precision: one digit and a power of ten; what does not go in is cut off, as by BIND. */
static bool size_read(struct field_text *rest, uint8_t *out)
{
    uint64_t digit;
    uint8_t power = 0;
    if (!metres_read(field_word_take(rest), UINT64_C(9000000099), &digit))
        return false;
    for (; digit > 9; power++)
        digit /= 10;
    *out = (uint8_t)(digit << 4 | power);
    return true;
}

bool field_read_loc(struct rdata_reader *reader, const struct field_kind *kind,
                    const struct field_text *text)
{
    uint8_t wire[16] = {0, 0x12, 0x16, 0x13}; /* version 0, 1 m, 10 km, 10 m: section 3 */
    struct field_text rest = *text;
    bool fine = coordinate_read(&rest, "NS", 90, wire + 4) &&
                coordinate_read(&rest, "EW", 180, wire + 8) && altitude_read(&rest, wire + 12);
    for (size_t i = 1; i <= 3 && fine && rest.length > 0; i++)
        fine = size_read(&rest, wire + i);
    if (!fine || rest.length > 0)
        return field_fault(reader, PROBLEM_SYNTAX, text->at, "this is not %s", kind->what);
    return field_put(reader, text->at, wire, sizeof wire);
}

static bool within(const uint8_t *octets, uint32_t degrees)
{
    uint32_t value = (uint32_t)octets[0] << 24 | (uint32_t)octets[1] << 16 |
                     (uint32_t)octets[2] << 8 | octets[3];
    uint32_t reach = degrees * HOUR, zero = UINT32_C(1) << 31;
    return value >= zero - reach && value <= zero + reach;
}

bool loc_fits(const uint8_t *octets, size_t length)
{
    if (length > 0 && octets[0] != 0) /* what a later version holds nobody knows */
        return true;
    if (length != 16)
        return false;
    for (size_t i = 1; i <= 3; i++)
        if (octets[i] != 0 && (octets[i] < 0x10 || octets[i] > 0x99 || (octets[i] & 15) > 9))
            return false;
    return within(octets + 4, 90) && within(octets + 8, 180);
}
