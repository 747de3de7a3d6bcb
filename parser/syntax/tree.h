#ifndef MXMEND_SYNTAX_TREE_H
#define MXMEND_SYNTAX_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "parser/edit.h"
#include "parser/span.h"

/*
 * The values that a text of JSON, YAML, HCL or the like holds, as a tree with spans. Nothing is
 * decoded until it is asked for, and nothing is ever printed back: a change is an edit of the bytes.
 *
 * Nodes are numbered from 1 in the order of the text; 0 is no node.
 */
enum node_kind {
    NODE_SCALAR,
    NODE_MAP,      /* members have keys */
    NODE_LIST,     /* elements have none */
    NODE_COMPUTED, /* what some program works out: an expression, a template, a reference */
};

struct node {
    enum node_kind kind;
    char quote;   /* of a scalar: '"', '\'', '`' …; 0 for a bare word, '|' for a block of lines */
    bool escaped; /* a scalar whose bytes are not its value: escapes, folded lines */
    bool shared;  /* its bytes stand for other values too (YAML's aliases): not to be edited */
    uint32_t parent, prior, next; /* the siblings before and behind */
    uint32_t child, last;         /* first and last */
    struct span key;              /* of a member: the key, quotes left out */
    struct span at;               /* the whole value, quotes or brackets included */
    struct span text;             /* of a scalar: what is between the quotes */
};

enum fault_kind {
    FAULT_TEXT,    /* the text is not of this syntax */
    FAULT_BOUND,   /* a bound of mxmend was reached */
    FAULT_TEMPLATE /* some program fills the text in, and only then it is of this syntax */
};

/* What stopped the reading, and where. */
struct syntax_fault {
    struct span at;
    const char *message; /* the fault first, no full stop; owned by the tree, or static */
    enum fault_kind kind;
};

struct syntax;

struct tree {
    const struct syntax *syntax;
    const char *bytes; /* not terminated; the file's */
    uint32_t size;
    struct node *nodes; /* nodes[0] stands for all roots: they are its children */
    size_t count;
    struct span *comments; /* from behind the comment sign to the end of the comment */
    size_t comment_count;
    struct syntax_fault *faults; /* further ones, where a syntax can read on behind a fault */
    size_t fault_count;
    struct span *lost; /* what faults kept from being read, as far as a syntax tells */
    size_t lost_count;
    void *syntax_data; /* the syntax' own, owned by the tree */
};

/* A notation. */
struct syntax {
    const char *name;
    bool resumes; /* reads on behind a fault: no bracket stays open */

    /* Fills the tree. False: the text is not of this syntax from `fault` on; what came before it is
     * in the tree. */
    bool (*parse)(struct tree *tree, struct syntax_fault *fault);

    /* The value of an escaped scalar, NUL-terminated, owned by `mem`; NULL if it cannot be told. */
    char *(*decode)(const struct tree *tree, uint32_t node, void *mem);

    /* A value as it is written between the quotes of this scalar; NULL if it cannot. */
    char *(*encode)(const struct tree *tree, uint32_t node, const char *value, void *mem);

    /* Where byte `offset` of the value of an escaped scalar (or the end of it) is written. NULL: not
     * known; such a scalar is written anew as a whole when something in it changes. */
    uint32_t (*place)(const struct tree *tree, uint32_t node, size_t offset);

    /* Takes an element out of its list, or a member out of its map, with what separates it from its
     * neighbours. Returns the number of edits, 0 if it cannot be done here. */
    size_t (*erase)(const struct tree *tree, uint32_t node, void *mem, struct edit *edits);

    /* Puts another element behind this one, laid out as it is; `text` is what stands in place of the
     * bytes of its `at`. The same number. */
    size_t (*append)(const struct tree *tree, uint32_t node, const char *text, void *mem,
                     struct edit *edits);

    /* Where that cannot be done since the copy needs a name of its own: what a person is to paste,
     * under a name to choose. NULL (function or text): nothing can be said. */
    char *(*paste)(const struct tree *tree, uint32_t node, const char *text, void *mem);

    bool list_commas; /* the elements of a list have commas even on lines of their own */
};

/* Reads a text, owned by `mem`. `fault->message` is NULL if all of it could be read. */
struct tree *tree_read(void *mem, const struct syntax *syntax, const char *bytes, uint32_t size,
                       struct syntax_fault *fault);

/* For the syntaxes: adds a node below `parent`, behind its last child; returns its number. */
uint32_t tree_add(struct tree *tree, uint32_t parent, struct node node);

const struct node *tree_node(const struct tree *tree, uint32_t node);

/* The member of a map with this key, in any case; 0 if there is none, or `map` is no map. */
uint32_t tree_member(const struct tree *tree, uint32_t map, const char *key);

/* The first of several keys that the map has. The list ends with NULL. */
uint32_t tree_member_of(const struct tree *tree, uint32_t map, const char *const *keys);

/* Is the member's key this one, in any case? */
bool tree_key_is(const struct tree *tree, uint32_t node, const char *key);

/* Is it a scalar with this value, in any case? */
bool tree_is(const struct tree *tree, uint32_t node, const char *value);

/* The value of a scalar, NUL-terminated, owned by `mem`; NULL for other nodes and for 0. */
char *tree_value(const struct tree *tree, uint32_t node, void *mem);

/* The key of a member, the same; keys are taken as written. */
char *tree_key(const struct tree *tree, uint32_t node, void *mem);

/* A scalar's value as a number of at least 0; -1 if it is none. */
int64_t tree_number(const struct tree *tree, uint32_t node);

extern const struct syntax json_syntax, yaml_syntax, hcl_syntax, bicep_syntax, csv_syntax,
    tinydns_syntax, javascript_syntax;

#endif
