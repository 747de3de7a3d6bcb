#ifndef MXMEND_TAG_LIST_H
#define MXMEND_TAG_LIST_H

#include "parser/span.h"
#include "rules/text_fault.h"

/*
 * A list of tags "name=value; name=value" as DKIM defines it (RFC 6376 section 3.2) and DMARC takes
 * it over. Places are bytes of the text; blanks around names and values belong to neither.
 */
struct tag {
    struct span at;    /* all of it, without blanks around */
    struct span name;  /* up to "=" */
    struct span value; /* empty: nothing stands behind "=" */
    bool separated;    /* there is a "=" */
};

/* The next tag; `*at` starts at 0 and moves. Nothing between two semicolons is no tag. */
bool tag_next(const char *text, uint32_t *at, struct tag *tag);

/* Is this the tag of that name, in that very case (RFC 6376 section 3.2)? */
bool tag_is(const char *text, const struct tag *tag, const char *name);

/* Is this its value, the case aside, as in the values that RFC 5234 tells? */
bool tag_has(const char *text, const struct tag *tag, const char *value);

/* Finds the first tag of that name. */
bool tag_find(const char *text, const char *name, struct tag *tag);

/* Notes what is no tag, and the second one of a name, either of which spoils the list. `what`: DKIM,
 * DMARC. */
void tag_list_judge(const char *text, const char *what, struct text_faults *faults);

#endif
