#ifndef MXMEND_FORMATS_FOLLOW_H
#define MXMEND_FORMATS_FOLLOW_H

#include "parser/document.h"
#include "parser/syntax/tree.h"

/*
 * Following references in code to the literal that they mean in the same file: var.mx_host, local.mx,
 * a parameter of Bicep. What a program would work out is never worked out here.
 */

enum { PATH_PARTS = 8 };

/* A dotted path: its names, NUL-terminated. Indices and ["keys"] count as names. */
struct path {
    char *names[PATH_PARTS];
    unsigned count;
    struct span at; /* as it is written */
};

/* How a language finds what a path means. */
struct follower {
    const struct tree *tree;
    bool template_scalars; /* "${…}" in a scalar is a template: JSON knows none */
    unsigned definitions; /* how often a name is written where it is defined, as it is where used */

    /* The node that a path means; 0: it is not in this file. */
    uint32_t (*find)(const struct tree *tree, const struct path *path);

    /* The node with the name of the zone that a path speaks of in some way; 0: none. */
    uint32_t (*find_zone)(const struct tree *tree, const struct path *path);
};

/* Is the value of this node worked out? */
bool follow_is_computed(const struct follower *follower, uint32_t node);

/* The path that the node is nothing but: a reference, or a template of one. False: it is none. */
bool follow_path(const struct follower *follower, uint32_t node, struct path *path, void *mem);

/*
 * What a reference leads to, if nothing else in the file refers to it, so that it may be edited; 0:
 * there is no such value, or it serves others too. It is a scalar or a list.
 */
uint32_t follow_value(const struct follower *follower, uint32_t node);

/* The same for a template that holds one reference, "10 ${local.host}."; `*around` is what stands
 * before and behind it, NUL-terminated, owned by `mem`. */
uint32_t follow_inside(const struct follower *follower, uint32_t id, char *around[2], void *mem);

/* What the node says as text, references and templates followed as far as they go; NULL if that
 * cannot be told. `zone`: it names a zone, by whichever of the zone's properties. Owned by `mem`. */
char *follow_text(const struct follower *follower, uint32_t node, bool zone, void *mem);

/* Is the byte at `at` inside a comment? */
bool follow_in_comment(const struct tree *tree, uint32_t at);

#endif
