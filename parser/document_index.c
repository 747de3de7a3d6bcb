#include <string.h>
#include <talloc.h>

#include "parser/document.h"

/*
 * Which records a name has, and of which types. Few sets of types occur, so a name has the number of
 * its set; sets beyond those that there are numbers for are worked out when somebody asks.
 */
enum {
    SETS = TYPE_SETS,
    MANY = SETS - 1,
    EXISTS = 0x80 /* beside the number: see document_exists() */
};

struct type_sets {
    uint64_t types[SETS]; /* [0] has none */
    unsigned count;
    uint8_t next[SETS][64]; /* the set with one type more, by its index; 0: not yet looked for */
};

/* Where the first and the last record of some types stand. */
struct type_range {
    uint32_t first, last;
};

static uint8_t set_find(struct type_sets *sets, uint64_t types)
{
    unsigned set = 0;
    while (set < sets->count && sets->types[set] != types)
        set++;
    if (set == MANY)
        return MANY;
    sets->types[set] = types;
    sets->count += set == sets->count;
    return (uint8_t)set;
}

static uint8_t set_grow(struct type_sets *sets, uint8_t set, uint16_t type)
{
    uint8_t *next = &sets->next[set][TYPE_INDEX(type)];
    if (*next == 0)
        *next = set == MANY ? MANY : set_find(sets, sets->types[set] | TYPE_BIT(type));
    return *next;
}

/* A name comes after its parent. */
static void existence_note(const struct document *document)
{
    uint8_t *sets = document->name_sets;
    for (uint32_t name = document->name_count; name-- > 0;)
        if (sets[name] != 0) {
            sets[name] |= EXISTS;
            sets[name_parent(document->names, name)] |= EXISTS;
        }
}

/* A counting sort: names are small numbers without gaps. */
void document_index(struct document *document)
{
    uint32_t names = names_count(document->names), sum = 0;
    uint32_t *starts = talloc_zero_size(document, (names + 1) * sizeof *starts);
    uint32_t *order = talloc_size(document, document->record_count * sizeof *order + 1);
    struct type_sets *sets = talloc_zero(document, struct type_sets);
    document->name_sets = talloc_zero_size(document, names + 1);
    document->ranges = talloc_zero_array(document, struct type_range, 64);
    sets->count = 1;
    for (size_t i = 0; i < document->record_count; i++) {
        const struct record *record = &document->records[i];
        uint8_t *set = &document->name_sets[record->name];
        starts[record->name]++;
        *set = set_grow(sets, *set, record->type);
        struct type_range *range = &document->ranges[TYPE_INDEX(record->type)];
        if ((document->types & TYPE_BIT(record->type)) == 0)
            range->first = (uint32_t)i;
        range->last = (uint32_t)i;
        document->types |= TYPE_BIT(record->type);
    }
    for (size_t i = 0; i < document->problem_count; i++)
        document->problem_kinds |= UINT64_C(1) << document->problems[i].kind;
    for (uint32_t name = 0; name <= names; name++) {
        uint32_t count = starts[name];
        starts[name] = sum;
        sum += count;
    }
    for (size_t i = 0; i < document->record_count; i++)
        order[starts[document->records[i].name]++] = (uint32_t)i;
    memmove(starts + 1, starts, names * sizeof *starts);
    starts[0] = 0;
    document->name_starts = starts;
    document->name_records = order;
    document->type_sets = sets;
    document->name_count = names;
    existence_note(document);
}

const uint32_t *document_of_name(const struct document *document, uint32_t name, size_t *count)
{
    *count = 0;
    if (name >= document->name_count)
        return NULL;
    uint32_t start = document->name_starts[name];
    *count = document->name_starts[name + 1] - start;
    return document->name_records + start;
}

const struct record *document_next(const struct document *document, uint16_t type,
                                   const struct record *after)
{
    if ((document->types & TYPE_BIT(type)) == 0)
        return NULL;
    const struct type_range *range = &document->ranges[TYPE_INDEX(type)];
    const struct record *records = document->records;
    size_t at = after == NULL ? range->first : (size_t)(after - records) + 1;
    while (at <= range->last && records[at].type != type)
        at++;
    return at <= range->last ? &records[at] : NULL;
}

unsigned document_type_set(const struct document *document, uint32_t name)
{
    return name < document->name_count ? document->name_sets[name] & ~(unsigned)EXISTS : 0;
}

uint64_t document_types_of_set(const struct document *document, unsigned set)
{
    return set < MANY ? document->type_sets->types[set] : document->types;
}

uint64_t document_types(const struct document *document, uint32_t name)
{
    unsigned set = document_type_set(document, name);
    if (set < MANY)
        return document->type_sets->types[set];
    size_t count;
    uint64_t types = 0;
    const uint32_t *indices = document_of_name(document, name, &count);
    while (count-- > 0)
        types |= TYPE_BIT(document->records[indices[count]].type);
    return types;
}

bool document_exists(const struct document *document, uint32_t name)
{
    return name < document->name_count && (document->name_sets[name] & EXISTS) != 0;
}
