#include "rules/suppress.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "rules/meta.h"

/* One rule that one comment suppresses. */
struct suppression {
    const struct remark *remark;
    const struct rule *rule;
    struct span at; /* the rule's name in the comment */
    bool whole_file;
    bool used;
};

struct suppressions {
    struct check *check;
    struct suppression *items; /* in order of file and entry, those for whole files first */
    size_t count;
};

struct words {
    const char *bytes;
    struct span rest;
};

static bool separates(char byte)
{
    return byte == ' ' || byte == '\t' || byte == ',' || byte == '\r';
}

/* The next word of a comment; empty at its end. */
static struct span word_next(struct words *words)
{
    struct span *rest = &words->rest;
    while (rest->start < rest->end && separates(words->bytes[rest->start]))
        rest->start++;
    struct span word = {rest->start, rest->start};
    while (rest->start < rest->end && !separates(words->bytes[rest->start]))
        rest->start++;
    word.end = rest->start;
    return word;
}

static bool word_is(const struct words *words, struct span word, const char *text)
{
    return span_length(word) == strlen(text) &&
           memcmp(words->bytes + word.start, text, strlen(text)) == 0;
}

static const struct rule *rule_in(const struct words *words, struct span word)
{
    char id[64] = "";
    if (span_length(word) >= sizeof id)
        return NULL;
    memcpy(id, words->bytes + word.start, span_length(word));
    return rule_find(id);
}

/* The rules that are named, up to "--" or the end. */
static void rules_read(struct suppressions *all, const struct remark *remark, struct words *words,
                       bool whole_file)
{
    size_t named = 0;
    for (struct span word = word_next(words); !span_is_empty(word) && !word_is(words, word, "--");
         word = word_next(words), named++) {
        struct suppression item = {remark, rule_in(words, word), word, whole_file, false};
        if (item.rule == NULL)
            meta_report(all->check, "meta-unknown-rule", remark->file, word,
                        "there is no rule '%.*s'", (int)span_length(word),
                        words->bytes + word.start);
        else
            ARRAY_PUSH(all->check->findings, all->items, all->count, item);
    }
    if (named == 0)
        meta_report(all->check, "meta-suppression-form", remark->file, remark->at,
                    "a suppression names the rules that it means");
}

static void remark_read(struct suppressions *all, const struct remark *remark)
{
    const struct file *file = &all->check->document->files[remark->file];
    struct words words = {file->bytes, remark->at};
    struct span verb = word_next(&words);
    bool whole_file = word_is(&words, verb, "ignore-file");
    bool here = word_is(&words, verb, "ignore"), next = word_is(&words, verb, "ignore-next");
    if (!whole_file && !here && !next)
        meta_report(all->check, "meta-suppression-form", remark->file, remark->at,
                    "what is known is ignore, ignore-next and ignore-file");
    else if (whole_file && remark->before > 0)
        meta_report(all->check, "meta-suppression-form", remark->file, remark->at,
                    "ignore-file stands before the first record");
    else if (here && !remark->trailing)
        meta_report(all->check, "meta-suppression-form", remark->file, remark->at,
                    "ignore stands on the record's line; above it, it is ignore-next");
    else if (next && remark->trailing)
        meta_report(all->check, "meta-suppression-form", remark->file, remark->at,
                    "ignore-next stands on a line of its own; on the record's line it is ignore");
    else
        rules_read(all, remark, &words, whole_file);
}

static uint32_t key_of(const struct suppression *item)
{
    return item->whole_file ? 0 : item->remark->entry.start;
}

static int suppression_compare(const void *a, const void *b)
{
    const struct suppression *left = a, *right = b;
    if (left->remark->file != right->remark->file)
        return left->remark->file < right->remark->file ? -1 : 1;
    if (left->whole_file != right->whole_file)
        return left->whole_file ? -1 : 1;
    return key_of(left) < key_of(right) ? -1 : key_of(left) > key_of(right);
}

/* Is this suppression behind the place of the finding, so that none from here on can cover it? */
static bool is_beyond(const struct suppression *item, const struct finding *finding)
{
    if (item->remark->file != finding->file)
        return item->remark->file > finding->file;
    return !item->whole_file && item->remark->entry.start > finding->at.start;
}

static bool covers(const struct suppression *item, const struct finding *finding)
{
    return item->remark->file == finding->file && item->rule == finding->rule &&
           (item->whole_file || (item->remark->entry.start <= finding->at.start &&
                                 finding->at.start <= item->remark->entry.end));
}

/* Does this suppression end before the finding, and so before all that follow? */
static bool is_behind(const struct suppression *item, const struct finding *finding)
{
    if (item->remark->file != finding->file)
        return item->remark->file < finding->file;
    return !item->whole_file && item->remark->entry.end < finding->at.start;
}

/* `*from` is the first suppression that can still cover this finding or a later one. */
static bool finding_is_suppressed(struct suppressions *all, const struct finding *finding,
                                  size_t *from)
{
    bool suppressed = false;
    while (*from < all->count && is_behind(&all->items[*from], finding))
        ++*from;
    for (size_t i = *from; i < all->count && !is_beyond(&all->items[i], finding); i++)
        if (covers(&all->items[i], finding))
            suppressed = all->items[i].used = true;
    return suppressed;
}

static void findings_filter(struct suppressions *all)
{
    struct findings *findings = all->check->findings;
    size_t kept = 0, from = 0;
    for (size_t i = 0; i < findings->count; i++) {
        if (finding_is_suppressed(all, &findings->items[i], &from))
            findings->suppressed++;
        else
            findings->items[kept++] = findings->items[i];
    }
    findings->count = kept;
}

void suppress(struct check *check)
{
    const struct document *document = check->document;
    struct suppressions all = {.check = check};
    for (size_t i = 0; i < document->remark_count; i++)
        remark_read(&all, &document->remarks[i]);
    if (all.count > 0)
        qsort(all.items, all.count, sizeof *all.items, suppression_compare);
    findings_filter(&all);
    for (size_t i = 0; i < all.count; i++)
        if (!all.items[i].used && rule_is_selected(check->selection, all.items[i].rule))
            meta_report(check, "meta-unused-suppression", all.items[i].remark->file,
                        all.items[i].at, "%s is suppressed here and finds nothing",
                        all.items[i].rule->id);
}
