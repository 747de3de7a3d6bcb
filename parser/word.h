#ifndef MXMEND_WORD_H
#define MXMEND_WORD_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Short texts, eight octets at a time. */

/* Lower-cases the eight octets of a word at once; those above 0x7f are left alone. */
static inline uint64_t word_lower(uint64_t word)
{
    const uint64_t ones = 0x0101010101010101U;
    uint64_t low = word & (0x7f * ones);
    uint64_t above_z = low + (0x7f - 'Z') * ones;
    uint64_t from_a = low + (0x80 - 'A') * ones;
    uint64_t upper = ~word & (0x80 * ones) & (from_a ^ above_z);
    return word | upper >> 2;
}

/* Up to eight octets as a word, padded with zeros; none behind them is read. */
static inline uint64_t word_load(const void *text, size_t length)
{
    const uint8_t *octets = text;
    uint64_t word = 0;
    uint32_t low, high;
    if (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__) {
        memcpy(&word, octets, length < 8 ? length : 8);
    } else if (length >= 8) {
        memcpy(&word, octets, 8);
    } else if (length >= 4) {
        memcpy(&low, octets, 4);
        memcpy(&high, octets + length - 4, 4);
        word = low | (uint64_t)high << (8 * (length - 4));
    } else {
        for (size_t i = 0; i < length; i++)
            word |= (uint64_t)octets[i] << (8 * i);
    }
    return word;
}

#endif
