#ifndef MXMEND_FORMATS_RRSET_H
#define MXMEND_FORMATS_RRSET_H

#include "parser/entries.h"

/*
 * Record sets as many providers keep them: an object with a name, a type, a TTL and a list of values,
 * each the text of one RDATA. Names are absolute, with or without a final dot.
 */
struct rrset_shape {
    const char *name, *type, *ttl; /* keys of the set */
    const char *values;            /* key of its list; a lone value may stand there too */
    const char *value; /* key in an element of the list; NULL: the element is the value */
    const char *off;   /* key in an element: true if it is not served; NULL: there is none */
    enum dot_style dots;
    bool octal; /* escapes are \ooo, octal */

    /* The scalar that a value means that is none itself, or is an expression; 0 if some program
     * works it out. `to_edit`: only if nothing else means it too. NULL: nothing is followed. */
    uint32_t (*follow)(struct document *document, uint32_t value, bool to_edit);

    /* What a name says that is put together of such scalars, owned by `mem`; NULL if that is not told
     * here, the function too. */
    char *(*text)(struct document *document, uint32_t value, void *mem);
};

/*
 * Adds the records of a set. `element` is what goes with the last of them. `variant`: see struct
 * entry. A set whose name some program works out has an unknown owner.
 */
void rrset_add(struct document *document, const struct rrset_shape *shape, uint32_t set,
               uint32_t element, uint32_t variant);

/* Calls `read` with each element of a list (of each value of a map), if there is one. */
void each_element(struct document *document, uint32_t list,
                  void (*read)(struct document *document, uint32_t element));

/* The same with the whole texts of a file, which may hold several. */
void each_root(struct document *document, void (*read)(struct document *document, uint32_t root));

/* Adds an MX whose value some program works out as what it is: something for people to look at. */
void mx_computed(struct document *document, uint32_t node);

#endif
