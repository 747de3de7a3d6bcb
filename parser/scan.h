#ifndef MXMEND_SCAN_H
#define MXMEND_SCAN_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* Looking for the end of a word, a string or a comment: the innermost loops of all reading. */

/* Bytes at which to stop: those in `set`, and with `blanks` all up to ' ' and from 0x80 on. */
struct stops {
    char set[12];
    uint8_t count;
    bool blanks;
};

static inline bool stops_at(const struct stops *stops, char byte)
{
    return (stops->blanks && (signed char)byte <= ' ') ||
           memchr(stops->set, byte, stops->count) != NULL;
}

#ifdef __SSE2__
/* Which of sixteen bytes are such, as bits. */
static inline unsigned stops_mask(const char *bytes, const struct stops *stops)
{
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    __m128i found =
        stops->blanks ? _mm_cmplt_epi8(text, _mm_set1_epi8(' ' + 1)) : _mm_setzero_si128();
#pragma GCC unroll 12
    for (unsigned i = 0; i < stops->count; i++)
        found = _mm_or_si128(found, _mm_cmpeq_epi8(text, _mm_set1_epi8(stops->set[i])));
    return (unsigned)_mm_movemask_epi8(found);
}
#endif

/* Which of 64 bytes are such, as bits. */
static inline uint64_t scan_block(const char *bytes, const struct stops *stops)
{
    uint64_t found = 0;
#ifdef __SSE2__
    for (unsigned i = 0; i < 64; i += 16)
        found |= (uint64_t)stops_mask(bytes + i, stops) << i;
#else
    for (unsigned i = 0; i < 64; i++)
        found |= (uint64_t)stops_at(stops, bytes[i]) << i;
#endif
    return found;
}

/* Which of sixteen bytes are this one, as bits. */
static inline unsigned bytes_equal(const uint8_t bytes[16], uint8_t wanted)
{
    unsigned found = 0;
#ifdef __SSE2__
    __m128i text = _mm_loadu_si128((const __m128i *)(const void *)bytes);
    found = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(text, _mm_set1_epi8((char)wanted)));
#else
    for (unsigned i = 0; i < 16; i++)
        found |= (unsigned)(bytes[i] == wanted) << i;
#endif
    return found;
}

/* The first byte from `at` on at which to stop, `end` if there is none. `bytes` is where the text
 * begins, `at` and `end` count from there. */
static inline uint32_t scan(const char *bytes, uint32_t at, uint32_t end, const struct stops *stops)
{
#ifdef __SSE2__ /* sixteen at a time; the last of them are looked at with some that came before */
    for (; end - at >= 16; at += 16) {
        unsigned mask = stops_mask(bytes + at, stops);
        if (mask != 0)
            return at + (uint32_t)__builtin_ctz(mask);
    }
    if (end >= 16 && at < end) {
        unsigned mask = stops_mask(bytes + end - 16, stops) >> (16 - (end - at));
        return mask == 0 ? end : at + (uint32_t)__builtin_ctz(mask);
    }
#endif
    while (at < end && !stops_at(stops, bytes[at]))
        at++;
    return at;
}

#endif
