#include "rules/text_span.h"

struct span text_span(const struct document *document, const struct record *record, size_t offset,
                      size_t length)
{
    struct rdata rdata;
    unsigned index = 0;
    if (!record_rdata(document, record, &rdata))
        return record->rdata;
    size_t at = 0; /* of the string's length octet */
    while (at < rdata.length && offset >= rdata.wire[at]) {
        offset -= rdata.wire[at];
        if (offset == 0 && at + 1U + rdata.wire[at] >= rdata.length) { /* behind the last octet */
            offset = rdata.wire[at];
            break;
        }
        at += 1U + rdata.wire[at];
        index++;
    }
    if (at >= rdata.length)
        return record->rdata;
    struct span string = record_field(document, record, index);
    bool plain = span_length(string) == rdata.wire[at] && offset + length <= rdata.wire[at];
    if (!plain)
        return string;
    uint32_t start = string.start + (uint32_t)offset;
    return (struct span){start, start + (uint32_t)length};
}
