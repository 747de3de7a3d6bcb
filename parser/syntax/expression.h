#ifndef MXMEND_SYNTAX_EXPRESSION_H
#define MXMEND_SYNTAX_EXPRESSION_H

#include "parser/syntax/tree.h"

/*
 * The values of a configuration language such as HCL or Bicep: strings, numbers, lists, objects, and
 * expressions made of them. An expression becomes a NODE_COMPUTED whose children are the literals in
 * it, for whoever looks for one; what it would give is never worked out. A template string ("${…}") is
 * a NODE_COMPUTED with a quote.
 */
struct reading;

struct dialect {
    const char *assign; /* what stands between a key and its value: any of these */
    bool hash;          /* '#' starts a comment, as "//" does */
    bool list_lines;    /* the elements of a list may be parted by line ends alone */

    const char *continues; /* a line that begins with any of these goes on with the value */

    /* Reads the string that begins here into the node; `*none`: there is no string here. */
    bool (*string)(struct reading *reading, struct node *node, bool *none);

    /* Reads an item of an object that is no member; `*none`: it is one. NULL: there are only members. */
    bool (*item)(struct reading *reading, uint32_t parent, bool *none);
};

struct reading {
    struct tree *tree;
    struct syntax_fault *fault;
    const struct dialect *dialect;
    uint32_t at;
    unsigned depth;
};

char reading_byte(const struct reading *reading);
bool reading_starts(const struct reading *reading, const char *text);
bool reading_fail(struct reading *reading, const char *message);

/* Blanks and comments; line ends too, if `lines`. */
void reading_blanks(struct reading *reading, bool lines);

/* An identifier; empty if there is none. */
struct span reading_word(struct reading *reading);

/* The key of a member: a word, a string, or an expression up to the sign of assignment. */
bool reading_key(struct reading *reading, struct span *key);

/* A number of up to `most` hexadecimal digits; returns how many there are. */
unsigned hex_read(const char *text, unsigned most, unsigned *value);

/* Is this byte part of a word? */
bool is_word_byte(char byte);

/* Skips "${ … }" from its brace on, strings inside it included. */
bool reading_template(struct reading *reading);

/* A value, up to a comma, a closing bracket or (if `line`) the end of the line. */
bool reading_value(struct reading *reading, uint32_t parent, struct span key, bool line);

#endif
