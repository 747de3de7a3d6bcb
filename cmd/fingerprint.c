#include "cmd/fingerprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/ldns.h"

/* FNV-1a of 64 bits (RFC 9923): small, and the same everywhere. Nobody gains by a collision: who can
 * write a zone can write a comment that suppresses a finding. */
static const uint64_t start = 0xcbf29ce484222325U, prime = 0x100000001b3U;

/* The serial, the first of five numbers that end an SOA record (RFC 1035 section 3.3.13), is raised
 * by every edit. */
enum { SOA_NUMBERS = 20 };

static uint64_t mix(uint64_t number, const void *bytes, size_t length)
{
    const uint8_t *at = bytes;
    for (size_t i = 0; i < length; i++)
        number = (number ^ at[i]) * prime;
    return number;
}

/* With its NUL, so that what follows cannot be taken for a part of it. */
static uint64_t mix_text(uint64_t number, const char *text)
{
    return mix(number, text, strlen(text) + 1);
}

/* Text of a file with the blanks between its words as one: it may be aligned anew. */
static uint64_t mix_words(uint64_t number, const struct file *file, struct span at)
{
    bool gap = false, first = true;
    for (uint32_t i = at.start; i < at.end && i < file->size; i++) {
        char byte = file->bytes[i];
        if (strchr(" \t\r\n", byte) != NULL && byte != '\0') {
            gap = !first;
            continue;
        }
        if (gap)
            number = mix(number, " ", 1);
        number = mix(number, &byte, 1);
        gap = first = false;
    }
    return number;
}

static uint64_t mix_record(uint64_t number, const struct document *document,
                           const struct record *record)
{
    char owner[NAME_TEXT_MAX];
    const uint8_t type[] = {(uint8_t)(record->type >> 8), (uint8_t)record->type};
    number = mix_text(number, name_to_text(document->names, record->name, owner));
    number = mix(number, type, sizeof type);
    struct rdata *rdata = talloc(NULL, struct rdata);
    if (!record_canonical(document, record, rdata)) {
        number = mix_words(number, record_file(document, record), record->rdata);
    } else {
        if (record->type == LDNS_RR_TYPE_SOA && rdata->length >= SOA_NUMBERS)
            memset(rdata->wire + rdata->length - SOA_NUMBERS, 0, sizeof(uint32_t));
        number = mix(number, rdata->wire, rdata->length);
    }
    talloc_free(rdata);
    return number;
}

uint64_t fingerprint(const struct document *document, const struct finding *finding)
{
    uint64_t number = mix_text(start, finding->rule->id);
    char apex[NAME_TEXT_MAX];
    if (finding->record != NULL)
        return mix_record(number, document, finding->record);
    number = mix_text(number, name_to_text(document->names, document->apex, apex));
    return mix_words(number, &document->files[finding->file], finding->at);
}

uint64_t fingerprint_of_text(const char *text)
{
    return mix_text(start, text);
}

struct ranked {
    uint64_t number;
    size_t index;
};

static int compare_ranked(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    if (a->number != b->number)
        return a->number < b->number ? -1 : 1;
    return a->index < b->index ? -1 : a->index > b->index;
}

struct fingerprinted *fingerprints_of(void *mem, const struct document *document,
                                      const struct findings *findings)
{
    size_t count = findings->count;
    struct fingerprinted *prints = talloc_zero_size(mem, count * sizeof *prints);
    struct ranked *ranked = talloc_zero_size(mem, count * sizeof *ranked);
    for (size_t i = 0; i < count; i++)
        ranked[i] = (struct ranked){fingerprint(document, &findings->items[i]), i};
    qsort(ranked, count, sizeof *ranked, compare_ranked);
    for (size_t i = 0; i < count; i++) {
        bool again = i > 0 && ranked[i].number == ranked[i - 1].number;
        prints[ranked[i].index] = (struct fingerprinted){
            ranked[i].number, again ? prints[ranked[i - 1].index].nth + 1 : 1};
    }
    talloc_free(ranked);
    return prints;
}

const char *fingerprint_text(uint64_t number, char text[FINGERPRINT_TEXT])
{
    snprintf(text, FINGERPRINT_TEXT, "%016llx", (unsigned long long)number);
    return text;
}
