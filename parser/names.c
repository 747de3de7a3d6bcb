#include "parser/names.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/scan.h"
#include "parser/word.h"

/* A label is kept once for each name as: wire length of the name, length of the label, its octets. */
struct node {
    uint32_t parent;
    uint32_t label; /* offset in names.labels */
};

/*
 * Names are looked up in buckets of a cache line, by hash; one that is full goes on in the next. Most
 * names that are asked for are new, which the tags tell with hardly a look at the names.
 */
enum { BUCKET = 12, COUNT = 15, BUCKET_FILL = 8, BUCKET_MOST = 10, LINE = 64 };

struct bucket {
    uint8_t tags[16]; /* eight bits of each one's hash; at COUNT, how many they are */
    uint32_t names[BUCKET];
};

enum { FIRST_BUCKETS = 32, MAX_LABELS = 128 };

/* A text that stood for a name below `parent`. */
struct tail {
    uint32_t parent, name; /* NAME_NONE: there was none yet */
    size_t length;
    char text[NAME_WIRE_MAX];
};

struct names {
    struct node *nodes;
    size_t count;
    uint8_t *labels;
    size_t label_bytes, label_room;
    void *memory; /* that the buckets are in */
    struct bucket *buckets;
    size_t bucket_count;
    bool pass_wildcard;
    struct tail tail; /* the last one of those behind a first label */
};

/* A label in lower case, in whole words so that it is hashed eight octets at a time. */
static void key_make(struct name_key *key, uint32_t parent, const uint8_t *label, size_t length)
{
    uint64_t hash = (uint64_t)parent << 8 | length;
    key->length = length;
    for (size_t at = 0; at < length; at += 8) {
        uint64_t word = word_lower(word_load(label + at, length - at));
        key->words[at / 8] = word;
        hash = (hash ^ word) * 0x9e3779b97f4a7c15U;
        hash ^= hash >> 32;
    }
    key->hash = (uint32_t)hash;
    key->parent = parent;
}

static struct bucket *bucket_of(const struct names *names, uint32_t hash)
{
    return &names->buckets[(uint64_t)hash * names->bucket_count >> 32];
}

static struct bucket *bucket_after(const struct names *names, struct bucket *bucket)
{
    return bucket + 1 < names->buckets + names->bucket_count ? bucket + 1 : names->buckets;
}

/* The same as key_make(), and calls for the memory that child_find() looks at first. */
static void key_start(const struct names *names, uint32_t parent, const uint8_t *label,
                      size_t length, struct name_key *key)
{
    key_make(key, parent, label, length);
    __builtin_prefetch(bucket_of(names, key->hash), 1);
}

static const uint8_t *stored(const struct names *names, uint32_t name)
{
    return names->labels + names->nodes[name].label;
}

static bool name_is(const struct names *names, uint32_t name, const struct name_key *key)
{
    if (names->nodes[name].parent != key->parent)
        return false;
    const uint8_t *label = stored(names, name);
    return label[1] == key->length && memcmp(label + 2, key->bytes, key->length) == 0;
}

static uint32_t child_find(const struct names *names, const struct name_key *key)
{
    struct bucket *bucket = bucket_of(names, key->hash);
    for (;; bucket = bucket_after(names, bucket)) {
        unsigned found = bytes_equal(bucket->tags, (uint8_t)key->hash);
        for (found &= (1U << bucket->tags[COUNT]) - 1; found != 0; found &= found - 1) {
            uint32_t name = bucket->names[__builtin_ctz(found)];
            if (name_is(names, name, key))
                return name;
        }
        if (bucket->tags[COUNT] < BUCKET)
            return NAME_NONE;
    }
}

static void name_enter(struct names *names, uint32_t name, uint32_t hash)
{
    struct bucket *bucket = bucket_of(names, hash);
    while (bucket->tags[COUNT] == BUCKET)
        bucket = bucket_after(names, bucket);
    bucket->tags[bucket->tags[COUNT]] = (uint8_t)hash;
    bucket->names[bucket->tags[COUNT]++] = name;
}

static void buckets_make(struct names *names, size_t count)
{
    names->bucket_count = count;
    names->memory = talloc_zero_size(names, count * sizeof *names->buckets + LINE);
    if (names->memory == NULL)
        abort();
    names->buckets = (void *)((uintptr_t)names->memory + LINE - (uintptr_t)names->memory % LINE);
}

static void buckets_double(struct names *names)
{
    talloc_free(names->memory);
    buckets_make(names, names->bucket_count * 2);
    for (uint32_t name = NAME_UNKNOWN + 1; name < names->count; name++) {
        const uint8_t *label = stored(names, name);
        struct name_key key;
        key_make(&key, names->nodes[name].parent, label + 2, label[1]);
        name_enter(names, name, key.hash);
    }
}

/* Keeps a label for the name that comes next, and returns where. */
static uint32_t label_keep(struct names *names, unsigned wire_length, const uint8_t *label,
                           size_t length)
{
    if (names->label_bytes + length + 2 > names->label_room) {
        names->label_room *= 2;
        names->labels = talloc_realloc_size(names, names->labels, names->label_room);
        if (names->labels == NULL)
            abort();
    }
    uint8_t *kept = names->labels + names->label_bytes;
    kept[0] = (uint8_t)wire_length;
    kept[1] = (uint8_t)length;
    memcpy(kept + 2, label, length);
    names->label_bytes += length + 2;
    return (uint32_t)(kept - names->labels);
}

static uint32_t node_add(struct names *names, unsigned wire_length, const struct name_key *key)
{
    uint32_t at = label_keep(names, wire_length, key->bytes, key->length);
    uint32_t name = (uint32_t)names->count;
    ARRAY_PUSH(names, names->nodes, names->count,
               (struct node){.parent = key->parent, .label = at});
    return name;
}

static uint32_t child_make(struct names *names, const struct name_key *key)
{
    const uint8_t *above = stored(names, key->parent);
    unsigned wire_length = above[0] + 1U + (unsigned)key->length;
    names->pass_wildcard |= above[1] == 1 && above[2] == '*';
    uint32_t name = node_add(names, wire_length, key);
    if (names->count > names->bucket_count * BUCKET_MOST)
        buckets_double(names);
    else
        name_enter(names, name, key->hash);
    return name;
}

static void names_start(struct names *names, unsigned unknown)
{
    const struct name_key first = {.parent = NAME_ROOT}, second = {.parent = NAME_UNKNOWN};
    names->tail.parent = NAME_NONE;
    node_add(names, 1, &first);
    node_add(names, unknown, &second);
}

struct names *names_new(void *mem, size_t expected)
{
    struct names *names = talloc_zero(mem, struct names);
    names->label_room = 1024;
    names->labels = talloc_size(names, names->label_room);
    buckets_make(names, FIRST_BUCKETS + expected / BUCKET_FILL);
    names_start(names, 1);
    return names;
}

void names_clear(struct names *names, unsigned unknown)
{
    memset(names->buckets, 0, names->bucket_count * sizeof *names->buckets);
    names->count = names->label_bytes = 0;
    names->pass_wildcard = false;
    names_start(names, unknown);
}

uint32_t names_count(const struct names *names)
{
    return (uint32_t)names->count;
}

/* Where each label's octets begin and end. */
struct label_span {
    uint8_t start, end;
};

/* Returns how many there are. */
static unsigned labels_split(const uint8_t *labels, size_t length,
                             struct label_span spans[MAX_LABELS])
{
    unsigned count = 0;
    for (size_t at = 0; at < length && count < MAX_LABELS; at = spans[count++].end)
        spans[count] = (struct label_span){(uint8_t)(at + 1), (uint8_t)(at + 1 + labels[at])};
    return count;
}

/* The same for text of `length` bytes without escapes and final dot. 0: a label has no fit length. */
static unsigned text_split(const char *text, size_t length, struct label_span spans[MAX_LABELS])
{
    unsigned count = 0;
    for (size_t start = 0, end; start <= length; start = end + 1) {
        const char *dot = memchr(text + start, '.', length - start);
        end = dot == NULL ? length : (size_t)(dot - text);
        if (end == start || end - start > NAME_LABEL_MAX || count == MAX_LABELS)
            return 0;
        spans[count++] = (struct label_span){(uint8_t)start, (uint8_t)end};
    }
    return count;
}

/* Goes down from `parent`, label by label; the last one is left for names_intern_finish(). */
static void key_reach(struct names *names, uint32_t parent, const uint8_t *octets,
                      const struct label_span *spans, unsigned count, struct name_key *key)
{
    while (count-- > 0) {
        struct label_span span = spans[count];
        key_start(names, parent, octets + span.start, (size_t)(span.end - span.start), key);
        if (count > 0)
            parent = names_intern_finish(names, key);
    }
}

void names_intern_start(struct names *names, uint32_t parent, const uint8_t *labels, size_t length,
                        struct name_key *key)
{
    struct label_span spans[MAX_LABELS];
    key->parent = parent;
    key->length = 0;
    key->hash = 0;
    key_reach(names, parent, labels, spans, labels_split(labels, length, spans), key);
}

/* The name of text without escapes and final dot, NAME_NONE if it is none. Zones write the same few
 * domains out behind one label after another. */
static uint32_t tail_intern(struct names *names, uint32_t parent, const char *text, size_t length)
{
    struct tail *tail = &names->tail;
    struct label_span spans[MAX_LABELS];
    struct name_key key;
    if (tail->parent == parent && tail->length == length && memcmp(tail->text, text, length) == 0)
        return tail->name;
    unsigned count = text_split(text, length, spans);
    if (count == 0)
        return NAME_NONE;
    key_reach(names, parent, (const uint8_t *)text, spans, count, &key);
    tail->name = names_intern_finish(names, &key);
    tail->parent = parent;
    tail->length = length;
    memcpy(tail->text, text, length);
    return tail->name;
}

bool names_intern_text(struct names *names, uint32_t parent, const char *text, size_t length,
                       struct name_key *key)
{
    bool absolute = length > 0 && text[length - 1] == '.';
    length -= absolute;
    parent = absolute ? NAME_ROOT : parent;
    if (length + 1 + name_wire_length(names, parent) > NAME_WIRE_MAX)
        return false;
    const char *dot = memchr(text, '.', length);
    size_t first = dot == NULL ? length : (size_t)(dot - text);
    if (first == 0 || first > NAME_LABEL_MAX)
        return false;
    if (dot != NULL)
        parent = tail_intern(names, parent, dot + 1, length - first - 1);
    if (parent == NAME_NONE)
        return false;
    key_start(names, parent, (const uint8_t *)text, first, key);
    return true;
}

uint32_t names_intern_finish(struct names *names, const struct name_key *key)
{
    if (key->length == 0)
        return key->parent;
    uint32_t child = child_find(names, key);
    return child == NAME_NONE ? child_make(names, key) : child;
}

uint32_t names_intern(struct names *names, uint32_t parent, const uint8_t *labels, size_t length)
{
    struct name_key key;
    names_intern_start(names, parent, labels, length, &key);
    return names_intern_finish(names, &key);
}

static void key_of_other(const struct names *names, const struct names *others, uint32_t name,
                         uint32_t parent, struct name_key *key)
{
    const uint8_t *label = stored(others, name);
    key_start(names, parent, label + 2, label[1], key);
}

void names_take(struct names *names, const struct names *others, uint32_t unknown,
                uint32_t *numbers)
{
    enum { AHEAD = 16 };
    struct name_key keys[AHEAD];
    uint32_t made = NAME_UNKNOWN + 1, started = made;
    numbers[NAME_ROOT] = NAME_ROOT;
    numbers[NAME_UNKNOWN] = unknown;
    for (; made < others->count; made++) {
        struct name_key *key = &keys[made % AHEAD];
        for (; started < others->count && started - made < AHEAD; started++) {
            /* a parent that is still to come gets the number that is due if all until then are new */
            uint32_t parent = others->nodes[started].parent;
            parent = parent < made ? numbers[parent] : names_count(names) + parent - made;
            key_of_other(names, others, started, parent, &keys[started % AHEAD]);
        }
        if (key->parent != numbers[others->nodes[made].parent])
            key_of_other(names, others, made, numbers[others->nodes[made].parent], key);
        numbers[made] = names_intern_finish(names, key);
    }
}

uint32_t names_find(const struct names *names, uint32_t parent, const uint8_t *labels,
                    size_t length)
{
    struct label_span spans[MAX_LABELS];
    unsigned count = labels_split(labels, length, spans);
    while (count-- > 0 && parent != NAME_NONE) {
        struct name_key key;
        key_make(&key, parent, labels + spans[count].start,
                 (size_t)(spans[count].end - spans[count].start));
        parent = child_find(names, &key);
    }
    return parent;
}

uint32_t names_find_wire(const struct names *names, const uint8_t *wire)
{
    size_t length = 0;
    while (wire[length] != 0)
        length += 1U + wire[length];
    return names_find(names, NAME_ROOT, wire, length);
}

bool names_pass_wildcard(const struct names *names)
{
    return names->pass_wildcard;
}

uint32_t name_parent(const struct names *names, uint32_t name)
{
    return names->nodes[name].parent;
}

const uint8_t *name_label(const struct names *names, uint32_t name, size_t *length)
{
    const uint8_t *label = stored(names, name);
    *length = label[1];
    return label + 2;
}

unsigned name_wire_length(const struct names *names, uint32_t name)
{
    return stored(names, name)[0];
}
