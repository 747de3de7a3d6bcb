#ifndef MXMEND_MASTER_SAME_DOCUMENT_H
#define MXMEND_MASTER_SAME_DOCUMENT_H

#include <string.h>

#include "parser/document.h"

/* For the tests: do two documents say the same of one text, byte by byte? */

static inline bool names_are_same(const struct names *a, const struct names *b)
{
    char one[NAME_TEXT_MAX], other[NAME_TEXT_MAX];
    bool same = names_count(a) == names_count(b);
    for (uint32_t i = 0; same && i < names_count(a); i++)
        same = strcmp(name_to_text(a, i, one), name_to_text(b, i, other)) == 0;
    return same;
}

static inline bool problems_are_same(const struct document *a, const struct document *b)
{
    bool same = a->problem_count == b->problem_count;
    for (size_t i = 0; same && i < a->problem_count; i++) {
        const struct problem *one = &a->problems[i], *other = &b->problems[i];
        same = one->kind == other->kind && one->file == other->file &&
               memcmp(&one->at, &other->at, sizeof one->at) == 0 &&
               strcmp(one->message, other->message) == 0;
    }
    return same;
}

static inline bool remarks_are_same(const struct document *a, const struct document *b)
{
    bool same = a->remark_count == b->remark_count;
    for (size_t i = 0; same && i < a->remark_count; i++) {
        const struct remark *one = &a->remarks[i], *other = &b->remarks[i];
        same = one->file == other->file && one->before == other->before &&
               one->trailing == other->trailing &&
               memcmp(&one->at, &other->at, sizeof one->at) == 0 &&
               memcmp(&one->entry, &other->entry, sizeof one->entry) == 0;
    }
    return same;
}

static inline bool arrays_are_same(const void *a, size_t a_count, const void *b, size_t b_count,
                                   size_t size)
{
    return a_count == b_count && (a_count == 0 || memcmp(a, b, a_count * size) == 0);
}

/* What differs first; NULL: nothing. (Neither records nor scopes have padding.) */
static inline const char *documents_differ(const struct document *a, const struct document *b)
{
    const struct {
        bool same;
        const char *what;
    } parts[] = {
        {names_are_same(a->names, b->names), "names"},
        {arrays_are_same(a->records, a->record_count, b->records, b->record_count,
                         sizeof *a->records),
         "records"},
        {arrays_are_same(a->scopes, a->scope_count, b->scopes, b->scope_count, sizeof *a->scopes),
         "scopes"},
        {problems_are_same(a, b), "problems"},
        {remarks_are_same(a, b), "remarks"},
        {a->file_count == b->file_count, "files"},
        {a->apex == b->apex && a->whole == b->whole, "zones"},
        {a->borrows_ttl == b->borrows_ttl && a->halted == b->halted, "flags"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++)
        if (!parts[i].same)
            return parts[i].what;
    return NULL;
}

#endif
