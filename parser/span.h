#ifndef MXMEND_SPAN_H
#define MXMEND_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* Bytes [start, end) of one file. An empty span stands for what the file leaves out. */
struct span {
    uint32_t start, end;
};

static inline uint32_t span_length(struct span span)
{
    return span.end - span.start;
}

static inline bool span_is_empty(struct span span)
{
    return span.end <= span.start;
}

/* Is it a blank, a tab, or of a line's end? */
static inline bool byte_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

#endif
