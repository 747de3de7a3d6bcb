#ifndef MXMEND_NAMES_H
#define MXMEND_NAMES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Domain names, interned: a name is a number, and equal names are equal numbers. The table is a tree
 * of lower-case labels, so a name costs its first label only and the ancestors of a name are a walk.
 * A name never changes or goes away before the table does.
 */
struct names;

enum {
    NAME_ROOT = 0,              /* "." */
    NAME_UNKNOWN = 1,           /* the origin of relative names when nobody told it */
    NAME_NONE = UINT32_MAX,     /* no such name */
    NAME_WIRE_MAX = 255,        /* octets, RFC 1035 section 2.3.4 */
    NAME_LABEL_MAX = 63,        /* octets, the same section */
    NAME_TEXT_MAX = 255 * 4 + 1 /* bytes of text: every octet may be written \DDD */
};

/* The table, owned by `mem`; holds NAME_ROOT and NAME_UNKNOWN. Room for `expected` names is made at
 * once, and for more when they come. */
struct names *names_new(void *mem, size_t expected);

/* Forgets all names but those two, and keeps the memory. NAME_UNKNOWN counts as `unknown` octets when
 * lengths are worked out from now on. */
void names_clear(struct names *names, unsigned unknown);

/* How many names there are: they are numbered from 0 without gaps. */
uint32_t names_count(const struct names *names);

/*
 * The name that `labels` make below `parent`, made if need be. Labels are in wire form (a length
 * octet of 1 to 63 and that many octets, again and again) without the zero octet that ends a name;
 * `length` counts octets. The caller has seen to it that the whole name fits NAME_WIRE_MAX.
 */
uint32_t names_intern(struct names *names, uint32_t parent, const uint8_t *labels, size_t length);

/*
 * The same in two steps, for who has something else to do in between: the first names the parent and
 * calls for the memory that the second will look at. (A zone's names do not fit in a cache.)
 */
struct name_key {
    union {
        uint8_t bytes[64];
        uint64_t words[8];
    };
    size_t length; /* 0: no label is left, the name is `parent` */
    uint32_t hash, parent;
};
void names_intern_start(struct names *names, uint32_t parent, const uint8_t *labels, size_t length,
                        struct name_key *key);

/* The first step for a name as text that holds no escape and is not "@". False, with nothing done: it
 * is no name, or none that fits NAME_WIRE_MAX. */
bool names_intern_text(struct names *names, uint32_t parent, const char *text, size_t length,
                       struct name_key *key);
uint32_t names_intern_finish(struct names *names, const struct name_key *key);

/* Makes all names of another table, where NAME_UNKNOWN stands for `unknown` of this one, in the order
 * in which they came there. `numbers[n]` is then what name n of the other table is called here. */
void names_take(struct names *names, const struct names *others, uint32_t unknown,
                uint32_t *numbers);

/* The same as names_intern(), never made: NAME_NONE if it is not in the table. */
uint32_t names_find(const struct names *names, uint32_t parent, const uint8_t *labels,
                    size_t length);

/* The name that stands in uncompressed wire form at `wire`, or NAME_NONE. */
uint32_t names_find_wire(const struct names *names, const uint8_t *wire);

/* The name one label up. NAME_ROOT and NAME_UNKNOWN are their own parents. */
uint32_t name_parent(const struct names *names, uint32_t name);

/* The first label, lower case, and its length. Empty for NAME_ROOT and NAME_UNKNOWN. */
const uint8_t *name_label(const struct names *names, uint32_t name, size_t *length);

/* The next name behind `after` whose first label is this text, given in lower case; NAME_NONE if there
 * is none. NAME_UNKNOWN stands before all of them. */
uint32_t names_next(const struct names *names, uint32_t after, const char *text);

/* Is the first label this text, given in lower case? */
bool name_label_is(const struct names *names, uint32_t name, const char *text);

/* Is there a name of which a label behind the first is "*"? */
bool names_pass_wildcard(const struct names *names);

/* Is any of its labels this text? */
bool name_has_label(const struct names *names, uint32_t name, const char *text);

/* Length in wire form, the final zero octet included. */
unsigned name_wire_length(const struct names *names, uint32_t name);

/* Is `name` the same as `ancestor`, or below it? */
bool name_is_within(const struct names *names, uint32_t name, uint32_t ancestor);

/* Writes the wire form, lower case, to `wire` (NAME_WIRE_MAX octets); returns its length. */
unsigned name_to_wire(const struct names *names, uint32_t name, uint8_t *wire);

/* Writes the name as text without its final dot ("." for the root); returns `text`. */
const char *name_to_text(const struct names *names, uint32_t name, char text[NAME_TEXT_MAX]);

/* Writes a name in wire form as lower-case text without its final dot; returns `text`. */
const char *wire_to_text(const uint8_t *wire, char text[NAME_TEXT_MAX]);

#endif
