#ifndef MXMEND_FORMATS_YAML_RECORDS_H
#define MXMEND_FORMATS_YAML_RECORDS_H

#include "parser/entries.h"

/*
 * Records in YAML or JSON without a schema of its own, or one much like all others: a map with a
 * type, a name, a TTL and values, whatever they are called; or what stands below a key that says MX.
 *
 * A walk goes over all values. What is above a record decides what it is about.
 */
struct walk {
    const struct tree *tree;
    struct document *document; /* NULL: only to see whether there is something */
    void *mem;                 /* for what is needed while walking */
    unsigned found;            /* MX records, and MX that are worked out */
};

struct surroundings {
    const char *zone;  /* as written; NULL: nothing told */
    bool told;         /* it is in the file, or the user said it; else the path looks like it */
    const char *owner; /* the same, of the key above */
    struct span owner_at;
    bool mx;   /* below a key that says MX */
    bool mail; /* below one that may mean it */
    bool kept; /* see struct entry */
    unsigned depth;
};

/* Looks for records in all that is below a node. */
void records_walk(struct walk *walk, uint32_t node, struct surroundings around);

/* Reads a map that is a record set of some type. False: it is none, and may hold some. */
bool records_set_read(struct walk *walk, uint32_t map, const struct surroundings *around);

/* Reads what stands below a key that says MX: a value, a list of values, a map by preference. False:
 * no value of an MX. */
bool records_mx_read(struct walk *walk, uint32_t node, const struct surroundings *around);

/* Is it a name, or a wildcard? */
bool text_is_owner(const char *text);

#endif
