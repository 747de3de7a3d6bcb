#ifndef MXMEND_SYNTAX_YAML_READ_H
#define MXMEND_SYNTAX_YAML_READ_H

#include <libfyaml.h>

#include "parser/syntax/tree.h"

/*
 * How yaml.c reads a text into a tree: libfyaml's events, one after the other. No document is built
 * of them, so aliases expand nothing.
 */

enum {
    YAML_DEPTH = 128,        /* how deep values may be nested */
    YAML_EXPANDED = 1 << 20, /* values that aliases may stand for, all together */
    YAML_FAULTS = 100,       /* after so many the rest is not read */
    YAML_LINE =
        1 << 20, /* bytes: libfyaml keeps all tokens of a line of brackets, 70 bytes a byte */
    YAML_OPEN = 1 << 16, /* brackets, where no text could have so many */
    YAML_FOLDS = 512,    /* lines of a scalar: putting them together takes the square of that */
    YAML_BUCKETS = 1024,
};

struct yaml_anchor {
    struct span name;
    uint32_t node;
    uint32_t next; /* in its bucket, counted from 1 */
    uint64_t size; /* values it stands for, aliases in it counted as what they stand for */
    bool whole;    /* all of it has been read */
    bool used;
};

/* The value of a scalar whose bytes are not its value. */
struct yaml_text {
    uint32_t start; /* of the scalar's text */
    const char *value;
};

/* The syntax_data of a tree. */
struct yaml {
    struct yaml_text *texts; /* in the order of the file */
    size_t text_count;
};

struct yaml_frame {
    uint32_t node;   /* 0: a key that is no scalar, which is passed over */
    uint32_t anchor; /* counted from 1; 0: it has none */
    uint64_t before; /* values when it began */
    struct span key; /* of the value that comes next */
    bool map, key_next, merges;
};

struct yaml_reading {
    struct tree *tree;
    struct yaml *yaml;
    struct syntax_fault *fault;
    const char *text; /* what libfyaml reads */
    uint32_t base;    /* where in the file that begins */
    uint32_t last;    /* end of the last thing that was read */
    uint32_t begin;   /* where that began, if it is a scalar */
    uint32_t end;     /* where libfyaml ended: it may be in the midst of the text */
    uint32_t top;     /* where the last thing at the top began */
    uint32_t resumed; /* the collection at the top that goes on behind a fault; 0: none does */
    bool masked;      /* it is a template */
    bool bound;       /* a bound was reached: the rest is not read */
    struct yaml_frame frames[YAML_DEPTH + 1];
    unsigned depth;
    struct yaml_anchor *anchors;
    size_t anchor_count, first_anchor; /* of this document */
    uint32_t buckets[YAML_BUCKETS];
    uint64_t expanded; /* values that aliases stand for */
};

/* Notes a fault; always false. */
bool yaml_fail(struct yaml_reading *reading, uint32_t start, uint32_t end, enum fault_kind kind,
               const char *message);

/* ---- events (yaml_event.c) ---- */

/* Takes in an event; false: a fault. */
bool yaml_event_read(struct yaml_reading *reading, struct fy_event *event);

/* Passes over a gap between two tokens, noting the comments in it. */
void yaml_gap_read(struct yaml_reading *reading, uint32_t end);

/* What is being read; the last frame of all stands for the file. */
struct yaml_frame *yaml_frame_top(struct yaml_reading *reading);

/* ---- anchors and aliases (yaml_alias.c) ---- */

/* Anchors hold for a document. */
void yaml_anchors_forget(struct yaml_reading *reading);

/* A node has this anchor, whose name stands at `name`. Returns its number, counted from 1. */
uint32_t yaml_anchor_add(struct yaml_reading *reading, struct span name, uint32_t node);

/* All of the node has been read; `before` is how many values there were before it. */
void yaml_anchor_close(struct yaml_reading *reading, uint32_t anchor, uint64_t before);

/* How many values there are so far, aliases counted as what they stand for. */
uint64_t yaml_values(const struct yaml_reading *reading);

/* Adds the value that an alias stands for: a node of its own that has the children of the anchor's.
 * `alias` is what goes in but for what the value says. False: a fault. */
bool yaml_alias_add(struct yaml_reading *reading, uint32_t parent, struct span name,
                    struct node alias);

/* Gives a map that has a member "<<" the members that it takes over from other maps. */
bool yaml_merge(struct yaml_reading *reading, uint32_t map);

/* Marks what aliases stand for. */
void yaml_mark_shared(struct yaml_reading *reading);

/* ---- for the rows of the syntax (yaml_text.c, yaml_change.c) ---- */

void yaml_text_keep(struct yaml_reading *reading, uint32_t start, const char *value, size_t length);
char *yaml_decode(const struct tree *tree, uint32_t node, void *mem);
uint32_t yaml_place(const struct tree *tree, uint32_t node, size_t offset);
char *yaml_encode(const struct tree *tree, uint32_t node, const char *value, void *mem);
size_t yaml_erase(const struct tree *tree, uint32_t node, void *mem, struct edit *edits);
size_t yaml_append(const struct tree *tree, uint32_t node, const char *text, void *mem,
                   struct edit *edits);

#endif
