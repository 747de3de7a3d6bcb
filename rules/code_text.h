#ifndef MXMEND_CODE_TEXT_H
#define MXMEND_CODE_TEXT_H

#include "parser/code/language.h"
#include "rules/code_scan.h"

/* A text that is looked at, and the small questions about it. For the parts of the scanner only. */
struct code_text {
    const char *bytes;
    uint32_t size;
    const struct language *language;
    struct comment *comments;
    size_t comment_count;
    uint32_t fence_at; /* up to here the lines of ``` were counted */
    uint32_t sample;   /* where the last sample starts */
    uint32_t tried;    /* of which sample it is known whether it is a test */
    bool tested;       /* it is one */
    bool fenced;       /* an odd number of them: a sample is open */
    uint32_t tests;    /* where they start; UINT32_MAX: nowhere */
    bool made_up;      /* they give answers of their own, so far as was read */
};

enum { TEXT_LINE_MOST = 4096 }; /* bytes: longer lines are looked at in parts */

/* A letter, a digit, "-" or "_": what labels and names in programs are made of. */
bool byte_is_word(char byte);

/* Where the line starts, or ends, that `at` stands in. */
uint32_t text_line_start(const struct code_text *text, uint32_t at);
uint32_t text_line_end(const struct code_text *text, uint32_t at);

bool text_is_comment(const struct code_text *text, uint32_t at);

/* Does it stand in a sample of code of a manual, between lines of ```? To be asked in order. */
bool text_is_sample(struct code_text *text, uint32_t at);

/* Is the mention one of the words of a sentence, within a string or on a line? (code_traits.c) */
bool text_is_sentence(const struct code_text *text, const struct code_mention *mention);

/* Finds out where the tests of a file start. */
void text_find_tests(const struct code_scanner *scanner, struct code_text *text, const char *path);

/* TRAIT_TEST and TRAIT_MADE_UP, as far as they are there. To be asked in order. */
unsigned text_test_traits(const struct code_scanner *scanner, struct code_text *text,
                          const struct code_mention *mention);

/* The same of the sample of a manual that was come upon last. */
unsigned text_sample_traits(const struct code_scanner *scanner, struct code_text *text);

/* Finds out the shape of a mention whose suffix is known, and what it covers. (code_mention.c) */
void mention_shape(const struct code_text *text, struct code_mention *mention);

/* The same of a place where a constant is used that holds the suffix. */
void mention_use(const struct code_text *text, struct code_mention *mention);

/* Does a label stand for others? TRAIT_SAMPLE, TRAIT_PLACEHOLDER, or none. (code_sample.c) */
unsigned label_traits(const struct code_text *text, struct span label);

/*
 * The text around a mention, with CODE_HOST in its place, NUL-terminated, owned by `mem`.
 * (code_window.c)
 */
char *code_window(void *mem, const struct code_text *text, const struct code_mention *mention,
                  enum code_reach reach, size_t *length);

/*
 * Text that tells how an identifier comes by its value: the lines that define it, owned by `mem`;
 * NULL if there is no more. `*from` is 0 at first. (code_follow.c)
 */
char *code_definition(void *mem, const struct code_text *text, const char *name, size_t length,
                      uint32_t *from);

/* The identifier that a mention's line gives it as a constant: NAME = ".mail.…"; empty if none. */
struct span code_constant(const struct code_text *text, const struct code_mention *mention);

/* The identifier that is given the result of a comparison with the mention; empty if none is. */
struct span code_result(const struct code_text *text, const struct code_mention *mention);

/* The next place from `*from` on where the identifier stands and is not defined; moves behind it.
 * False: there is none. */
bool code_use(const struct code_text *text, struct span name, uint32_t *from, struct span *use);

#endif
