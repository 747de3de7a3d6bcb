#ifndef MXMEND_RANDOM_EDITS_H
#define MXMEND_RANDOM_EDITS_H

#include <stdlib.h>

#include "parser/edit.h"

/* Random texts and edits for the tests: small, and made of the bytes that matter to lines. */

enum { RANDOM_TEXT_MAX = 160, RANDOM_EDITS_MAX = 6 };

static const char random_pieces[][4] = {"\n", "\n", "\n", "\r\n", "\r", "a", "bc", "\t", "z", "-"};

static inline uint32_t random_below(unsigned *seed, uint32_t limit)
{
    return (uint32_t)rand_r(seed) % limit;
}

/* Fills `text` with up to `max` bytes; returns how many. A NUL byte is among the bytes. */
static inline uint32_t random_text(unsigned *seed, char *text, uint32_t max)
{
    uint32_t length = 0, wanted = random_below(seed, max + 1);
    while (length < wanted) {
        uint32_t piece = random_below(seed, sizeof random_pieces / sizeof *random_pieces + 1);
        const char *bytes = piece == 0 ? "" : random_pieces[piece - 1];
        text[length++] = *bytes;
        if (*bytes != '\0' && bytes[1] != '\0' && length < wanted)
            text[length++] = bytes[1];
    }
    return length;
}

/* Makes up to RANDOM_EDITS_MAX edits of a text of `size` bytes, whose texts stand in `texts`. */
static inline size_t random_edits(unsigned *seed, uint32_t size, struct edit *edits,
                                  char texts[RANDOM_EDITS_MAX][8])
{
    size_t count = random_below(seed, RANDOM_EDITS_MAX + 1);
    for (size_t i = 0; i < count; i++) {
        uint32_t start = random_below(seed, size + 1);
        uint32_t length =
            random_below(seed, 3) == 0 ? 0 : random_below(seed, size - start + 1) % 12;
        edits[i] = (struct edit){.old = {start, start + length}, .text = texts[i]};
        edits[i].length = random_text(seed, texts[i], 8);
        edits[i].safety = random_below(seed, 2) == 0 ? SAFE : UNSAFE;
    }
    return count;
}

#endif
