#include "parser/names.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/word.h"

/* A label is kept once for each name as: wire length of the name, length of the label, its octets. */
struct node {
    uint32_t parent;
    uint32_t next;       /* the next name in the same slot, NAME_NONE at the end */
    uint32_t label : 29; /* offset in names.labels */
    uint32_t tag : 3; /* of the hash: most other names in the slot need no look at their labels */
};

enum { LABELS_MOST = 1 << 29 }; /* octets: more than READER_BYTES of text can hold */

/*
 * Most names that are asked for are new, or were asked for a moment ago. `seen` tells the first and
 * `recent` the second without a look at the slots, which fit in no cache; and a new name is only put
 * into its slot once the memory of that has come, LAG names later.
 */
enum { FIRST_SLOTS = 256, MAX_LABELS = 128, RECENT = 1024, LAG = 32, LATE = 2 * LAG };

/* A text that stood for a name below `parent`. */
struct tail {
    uint32_t parent, name; /* NAME_NONE: there was none yet */
    size_t length;
    char text[NAME_WIRE_MAX];
};

struct names {
    struct node *nodes;
    size_t count, entered; /* names; those that are in their slots */
    uint8_t *labels;
    size_t label_bytes, label_room;
    uint32_t *slots; /* heads of chains; as many as a power of two, and at least `count` */
    uint8_t *seen;   /* eight bits a slot: one is set for each hash met */
    size_t slot_count;
    uint32_t recent[RECENT]; /* by hash, the name found last */
    uint32_t late[LATE];     /* hashes of the names that came last, by name */
    struct tail tail;        /* the last one of those behind a first label */
};

static uint8_t *seen_byte(const struct names *names, uint32_t hash)
{
    return &names->seen[(hash >> 3) & (names->slot_count - 1)];
}

static uint8_t seen_bit(uint32_t hash)
{
    return (uint8_t)(1U << (hash & 7));
}

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

static uint32_t *slot_of(const struct names *names, uint32_t hash)
{
    return &names->slots[(hash * 0x9e3779b1U >> 7) & (names->slot_count - 1)];
}

/* Of bits that choose no slot. */
static unsigned hash_tag(uint32_t hash)
{
    return hash >> 29;
}

static const uint8_t *stored(const struct names *names, uint32_t name)
{
    return names->labels + names->nodes[name].label;
}

static bool name_is(const struct names *names, uint32_t name, const struct name_key *key)
{
    const struct node *node = &names->nodes[name];
    if (node->parent != key->parent || node->tag != hash_tag(key->hash))
        return false;
    const uint8_t *label = stored(names, name);
    return label[1] == key->length && memcmp(label + 2, key->bytes, key->length) == 0;
}

static uint32_t child_search(const struct names *names, const struct name_key *key)
{
    uint32_t name = *slot_of(names, key->hash);
    while (name != NAME_NONE && !name_is(names, name, key))
        name = names->nodes[name].next;
    for (size_t late = names->entered; name == NAME_NONE && late < names->count; late++)
        if (names->late[late % LATE] == key->hash && name_is(names, (uint32_t)late, key))
            name = (uint32_t)late;
    return name;
}

static uint32_t child_find(const struct names *names, const struct name_key *key)
{
    if ((*seen_byte(names, key->hash) & seen_bit(key->hash)) == 0)
        return NAME_NONE;
    uint32_t recent = names->recent[key->hash % RECENT];
    return name_is(names, recent, key) ? recent : child_search(names, key);
}

static void name_enter(struct names *names, uint32_t name, uint32_t hash)
{
    uint32_t *slot = slot_of(names, hash);
    names->nodes[name].next = *slot;
    *slot = name;
}

/* Puts all names but the last few into their slots. */
static void names_enter(struct names *names)
{
    for (; names->entered + LAG < names->count; names->entered++)
        name_enter(names, (uint32_t)names->entered, names->late[names->entered % LATE]);
}

static void slots_clear(struct names *names)
{
    memset(names->slots, 0xff, names->slot_count * sizeof *names->slots); /* NAME_NONE in each */
    memset(names->seen, 0, names->slot_count);
}

static void slots_make(struct names *names, size_t count)
{
    names->slot_count = count;
    names->slots = talloc_size(names, count * sizeof *names->slots);
    names->seen = talloc_size(names, count);
    slots_clear(names);
}

static void slots_double(struct names *names)
{
    talloc_free(names->slots);
    talloc_free(names->seen);
    slots_make(names, names->slot_count * 2);
    for (uint32_t name = NAME_UNKNOWN + 1; name < names->count; name++) {
        const uint8_t *label = stored(names, name);
        struct name_key key;
        key_make(&key, names->nodes[name].parent, label + 2, label[1]);
        *seen_byte(names, key.hash) |= seen_bit(key.hash);
        name_enter(names, name, key.hash);
    }
    names->entered = names->count;
}

/* Keeps a label for the name that comes next, and returns where. */
static uint32_t label_keep(struct names *names, unsigned wire_length, const uint8_t *label,
                           size_t length)
{
    if (names->label_bytes + length + 2 > LABELS_MOST)
        abort();
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
    names->late[name % LATE] = key->hash;
    ARRAY_PUSH(names, names->nodes, names->count,
               (struct node){.parent = key->parent,
                             .label = at & (LABELS_MOST - 1),
                             .next = NAME_NONE,
                             .tag = hash_tag(key->hash) & 7});
    return name;
}

static uint32_t child_make(struct names *names, const struct name_key *key)
{
    unsigned wire_length = name_wire_length(names, key->parent) + 1 + (unsigned)key->length;
    uint32_t name = node_add(names, wire_length, key);
    *seen_byte(names, key->hash) |= seen_bit(key->hash);
    __builtin_prefetch(slot_of(names, key->hash), 1);
    if (names->count > names->slot_count)
        slots_double(names);
    names_enter(names);
    return name;
}

static void names_start(struct names *names, unsigned unknown)
{
    const struct name_key first = {.parent = NAME_ROOT}, second = {.parent = NAME_UNKNOWN};
    names->tail.parent = NAME_NONE;
    node_add(names, 1, &first);
    node_add(names, unknown, &second);
    names->entered = names->count;
}

struct names *names_new(void *mem, size_t expected)
{
    size_t slots = FIRST_SLOTS;
    while (slots < expected)
        slots *= 2;
    struct names *names = talloc_zero(mem, struct names);
    names->label_room = 1024;
    names->labels = talloc_size(names, names->label_room);
    slots_make(names, slots);
    names_start(names, 1);
    return names;
}

void names_clear(struct names *names, unsigned unknown)
{
    slots_clear(names);
    memset(names->recent, 0, sizeof names->recent);
    names->count = names->label_bytes = 0;
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
        key_make(key, parent, octets + span.start, (size_t)(span.end - span.start));
        if (count > 0)
            parent = names_intern_finish(names, key);
    }
    __builtin_prefetch(seen_byte(names, key->hash), 1);
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
    key_make(key, parent, (const uint8_t *)text, first);
    __builtin_prefetch(seen_byte(names, key->hash), 1);
    return true;
}

uint32_t names_intern_finish(struct names *names, const struct name_key *key)
{
    if (key->length == 0)
        return key->parent;
    uint32_t child = child_find(names, key);
    if (child == NAME_NONE)
        child = child_make(names, key);
    return names->recent[key->hash % RECENT] = child;
}

uint32_t names_intern(struct names *names, uint32_t parent, const uint8_t *labels, size_t length)
{
    struct name_key key;
    names_intern_start(names, parent, labels, length, &key);
    return names_intern_finish(names, &key);
}

void names_take(struct names *names, const struct names *others, uint32_t unknown,
                uint32_t *numbers)
{
    numbers[NAME_ROOT] = NAME_ROOT;
    numbers[NAME_UNKNOWN] = unknown;
    for (uint32_t name = NAME_UNKNOWN + 1; name < others->count; name++) {
        struct name_key key;
        const uint8_t *label = stored(others, name);
        key_make(&key, numbers[others->nodes[name].parent], label + 2, label[1]);
        numbers[name] = names_intern_finish(names, &key);
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
