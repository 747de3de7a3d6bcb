#ifndef MXMEND_FORMATS_RECORDS_H
#define MXMEND_FORMATS_RECORDS_H

#include "parser/entries.h"

/*
 * Lists of records as most providers' APIs and command lines print them: an object a record, with a
 * type, a name, a value, a TTL and perhaps a priority, under names that differ (the tables are in
 * records.c). Cloudflare's is one of them.
 */

/* The parts of one record, as the object has them; 0: it has none. */
struct record_object {
    uint32_t object, type, name, value, priority, ttl;
};

/* Has this map what makes it a record, of a type that there is? */
bool record_object_find(const struct tree *tree, uint32_t map, struct record_object *found);

/* What differs from provider to provider. */
struct records_shape {
    bool absolute; /* names are whole, with or without a final dot */
    bool auto_ttl; /* 1 means automatic */
    bool proxies;  /* records may be tagged as proxied */
};

/* Reads a document of this kind. */
void records_read(struct document *document, const char *origin, const struct records_shape *shape);

#endif
