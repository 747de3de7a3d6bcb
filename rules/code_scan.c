#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"
#include "rules/code_scanner.h"
#include "rules/code_text.h"

enum {
    MENTIONS_MOST = 20000,    /* of one file; a list of hosts may hold millions */
    NAMES_FOLLOWED = 6,       /* identifiers of one expression */
    DEFINITIONS_FOLLOWED = 8, /* of one identifier */
    USES_FOLLOWED = 20,       /* of one constant */
    NEW_NEAR = 2500,          /* bytes before and behind a mention */
};

/* One mention, and the parts of the text around it, made when they are asked for. */
struct judged {
    struct code_scanner *scanner;
    struct code_text *text;
    struct code_mention *mention;
    void *mem;
    char *windows[REACH_COUNT];
    size_t lengths[REACH_COUNT];
};

static const char *window_of(struct judged *judged, enum code_reach reach)
{
    if (judged->windows[reach] == NULL)
        judged->windows[reach] =
            code_window(judged->mem, judged->text, judged->mention, reach, &judged->lengths[reach]);
    return judged->windows[reach];
}

static bool row_fits(struct judged *judged, const struct code_row *row, const pcre2_code *code)
{
    const struct code_mention *mention = judged->mention;
    if ((row->languages & (unsigned)judged->text->language->bit) == 0 ||
        (row->traits & mention->traits) == 0 || (row->needs & ~mention->traits) != 0 ||
        (row->forbids & mention->traits) != 0)
        return false;
    if (row->pattern == NULL)
        return true;
    const char *window = window_of(judged, row->reach);
    return scanner_finds(judged->scanner, code, window, judged->lengths[row->reach], 0);
}

static void judge(struct judged *judged)
{
    struct code_scanner *scanner = judged->scanner;
    for (size_t i = 0; i < scanner->row_count; i++)
        if (row_fits(judged, scanner_row(scanner, i), scanner->rows[i])) {
            judged->mention->row = scanner_row(scanner, i);
            judged->mention->verdict = judged->mention->row->verdict;
            return;
        }
}

/* How a piece of code makes the label; false: it does not. */
static bool find_derivation(struct judged *judged, const char *bytes, size_t size)
{
    for (size_t i = 0; i < judged->scanner->derivation_count; i++)
        if ((derivation_rows[i].languages & (unsigned)judged->text->language->bit) != 0 &&
            scanner_finds(judged->scanner, judged->scanner->derivations[i], bytes, size, 0)) {
            judged->mention->fault = derivation_rows[i].fault;
            judged->mention->traits |= TRAIT_DERIVED;
            return true;
        }
    return false;
}

static bool follow_name(struct judged *judged, const char *name, size_t length)
{
    uint32_t from = 0;
    char *lines;
    for (unsigned i = 0; i < DEFINITIONS_FOLLOWED; i++) {
        lines = code_definition(judged->mem, judged->text, name, length, &from);
        if (lines == NULL)
            return false;
        if (find_derivation(judged, lines, talloc_get_size(lines) - 1))
            return true;
    }
    return false;
}

static bool is_identifier_start(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_';
}

/* Follows the identifiers in a piece of code, the last ones first. */
static bool follow_names(struct judged *judged, const char *bytes, size_t size)
{
    size_t end = size;
    for (unsigned followed = 0; end > 0 && followed < NAMES_FOLLOWED;) {
        size_t start = end;
        while (start > 0 && byte_is_word(bytes[start - 1]) && bytes[start - 1] != '-')
            start--;
        if (end > start && is_identifier_start(bytes[start])) {
            followed++;
            if (follow_name(judged, bytes + start, end - start))
                return true;
        }
        end = start == end ? end - 1 : start;
    }
    return false;
}

/* "{tenant}-{domain}.mail.…" in a manual: it shows how hosts look, and is no string of a program. */
static bool is_written(const struct code_text *text, const struct code_mention *mention)
{
    uint32_t start = mention->at.start;
    bool quoted = start > 0 && (text->bytes[start - 1] == '"' || text->bytes[start - 1] == '\'');
    return (mention->traits & TRAIT_SAMPLE) != 0 &&
           (!quoted || (mention->traits & TRAIT_PROSE) != 0);
}

/* Is the label made from the domain in the statement, or where its identifiers are defined? */
static void derive(struct judged *judged)
{
    struct code_mention *mention = judged->mention;
    enum { OPERAND = 80 }; /* bytes before "+" */
    if (is_written(judged->text, mention) || (mention->traits & (TRAIT_HOLE | TRAIT_JOINED)) == 0 ||
        (mention->traits & TRAIT_COMMENT) != 0)
        return;
    const char *statement = window_of(judged, REACH_STATEMENT), *host;
    size_t length = judged->lengths[REACH_STATEMENT];
    if (find_derivation(judged, statement, length))
        return;
    host = memchr(statement, CODE_HOST[0], length);
    size_t before = host == NULL ? 0 : (size_t)(host - statement);
    size_t hole = span_length(mention->label);
    if ((mention->traits & TRAIT_HOLE) != 0 && hole > 0)
        before = before < hole ? before : hole;
    else
        before = before < OPERAND ? before : OPERAND;
    if (host != NULL && !follow_names(judged, host - before, before))
        follow_names(judged, host + 1, length - (size_t)(host + 1 - statement)); /* "%s…", label */
}

/* "${domain}.mail.…": nobody replaced the dots. */
static bool is_domain_itself(const struct code_text *text, struct span hole)
{
    static const char *const names[] = {"domain", "zone",        "apex",
                                        "fqdn",   "domain_name", "zone_name",
                                        "zname",  "domainname",  "zonename"};
    uint32_t start = hole.start, end = hole.end;
    while (start < end && !is_identifier_start(text->bytes[start]))
        start++;
    while (end > start && !byte_is_word(text->bytes[end - 1]))
        end--;
    for (uint32_t at = start; at < end; at++) /* var.domain, self.domain */
        if (text->bytes[at] == '.')
            start = at + 1;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i]) == end - start &&
            strncasecmp(text->bytes + start, names[i], end - start) == 0)
            return true;
    return false;
}

/* ---- a constant that holds the suffix ---------------------------------------------------------- */

static enum code_verdict stronger(enum code_verdict a, enum code_verdict b)
{
    static const int weights[] = {
        [CODE_NOTHING] = 0, [CODE_RELAY] = 1, [CODE_DETECTOR] = 2, [CODE_INDIRECT] = 3,
        [CODE_GUARD] = 4,   [CODE_NAMED] = 5, [CODE_LITERAL] = 6,  [CODE_DERIVES] = 7};
    return weights[b] > weights[a] ? b : a;
}

static void judge_anew(struct code_scanner *scanner, struct code_text *text,
                       struct code_mention *mention);

/* SUFFIX = ".mail.…" says nothing; what is done with SUFFIX does. */
static void judge_uses(struct code_scanner *scanner, struct code_text *text,
                       struct code_mention *mention)
{
    struct span name = code_constant(text, mention), use;
    uint32_t from = 0;
    bool whole = (mention->traits & TRAIT_WHOLE) != 0 && mention->row == NULL;
    if (((mention->traits & (TRAIT_SUFFIX | TRAIT_BARE)) == 0 && !whole) || span_is_empty(name))
        return;
    for (unsigned i = 0; i < USES_FOLLOWED && code_use(text, name, &from, &use); i++) {
        struct code_mention there = {.use = use.start, .suffix = use, .label = mention->label};
        there.at = use;
        there.traits = mention->traits & ~(unsigned)(TRAIT_SUFFIX | TRAIT_BARE);
        if (!whole)
            mention_use(text, &there);
        judge_anew(scanner, text, &there);
        if (stronger(mention->verdict, there.verdict) == mention->verdict)
            continue;
        mention->verdict = there.verdict;
        mention->row = there.row;
        mention->fault = there.fault;
        mention->use = use.start;
    }
}

/*
 * A change of a constant changes all that it is used for, such as the MX of another domain. Data has
 * attributes where code has constants, and their names stand in many places.
 */
static void count_uses(struct code_text *text, struct code_mention *mention)
{
    struct span name = code_constant(text, mention), use;
    uint32_t from = 0;
    bool plain = text->language->data && mention->use == UINT32_MAX;
    if ((mention->traits & TRAIT_WHOLE) == 0 || span_is_empty(name) || plain)
        return;
    bool is_used = code_use(text, name, &from, &use);
    if (is_used && code_use(text, name, &from, &use)) /* and used again */
        mention->traits |= TRAIT_SHARED;
}

/* ok = mx.endswith(".mail.…") tells nothing either; "if not ok: fail()" further down does. */
static void judge_result(struct judged *judged)
{
    enum { LINES = 7 };
    struct code_text *text = judged->text;
    struct span name = code_result(text, judged->mention), use;
    uint32_t from = judged->mention->at.end;
    if (judged->mention->verdict != CODE_DETECTOR || span_is_empty(name))
        return;
    for (unsigned i = 0; i < USES_FOLLOWED && code_use(text, name, &from, &use); i++) {
        uint32_t end = text_line_end(text, use.end);
        for (unsigned line = 1; line < LINES && end < text->size; line++)
            end = text_line_end(text, end + 1);
        uint32_t start = text_line_start(text, use.start);
        if (scanner_finds(judged->scanner, judged->scanner->outcome, text->bytes + start,
                          end - start, 0)) {
            judged->mention->verdict = CODE_GUARD;
            judged->mention->use = use.start;
            return;
        }
    }
}

/* ------------------------------------------------------------------------------------------------ */

/* With all traits known but what only the rest of the file tells. */
static void judge_anew(struct code_scanner *scanner, struct code_text *text,
                       struct code_mention *mention)
{
    struct judged judged = {
        .scanner = scanner, .text = text, .mention = mention, .mem = talloc_new(NULL)};
    mention->fault = DERIVATION_NONE;
    derive(&judged);
    judge(&judged);
    judge_result(&judged);
    if (mention->verdict == CODE_DERIVES && mention->fault == DERIVATION_NONE &&
        (mention->traits & TRAIT_HOLE) != 0 && is_domain_itself(text, mention->label))
        mention->fault = DERIVATION_DOTS;
    talloc_free(judged.mem);
}

static void add_traits(const struct code_scanner *scanner, struct code_text *text,
                       struct code_mention *mention)
{
    uint32_t from = mention->at.start < NEW_NEAR ? 0 : mention->at.start - NEW_NEAR;
    uint32_t to = text->size - mention->at.end < NEW_NEAR ? text->size : mention->at.end + NEW_NEAR;
    if (scanner_finds(scanner, scanner->fresh, text->bytes + from, to - from, 0))
        mention->traits |= TRAIT_NEW;
    if (text_is_comment(text, mention->at.start))
        mention->traits |= TRAIT_COMMENT;
    bool sample =
        text->language->bit == LANGUAGE_MARKDOWN && text_is_sample(text, mention->at.start);
    if (text_is_sentence(text, mention))
        mention->traits |= TRAIT_SENTENCE;
    mention->traits |= text_test_traits(scanner, text, mention);
    if ((text->language->bit & LANGUAGE_PROSE) != 0 && !sample)
        mention->traits |= TRAIT_PROSE;
    if (sample)
        mention->traits |= text_sample_traits(scanner, text);
    if ((mention->traits & TRAIT_LITERAL) != 0)
        mention->traits |= label_traits(text, mention->label);
    static const char early[] = "eo";
    for (uint32_t at = mention->suffix.start; at + 4 < mention->suffix.end; at++)
        if (!byte_is_word(text->bytes[at]) && strncasecmp(text->bytes + at + 1, early, 2) == 0 &&
            !byte_is_word(text->bytes[at + 3]))
            mention->traits |= TRAIT_EARLY;
}

/* Is it a line that a diff adds? What it takes away, or leaves, is told of where the file is read. */
static bool is_added(const struct code_text *text, size_t at)
{
    const char *lf = memrchr(text->bytes, '\n', at);
    return (lf == NULL ? text->bytes : lf + 1)[0] == '+';
}

struct code_mentions *code_scan(void *mem, struct code_scanner *scanner, const struct file *file)
{
    struct code_mentions *all = talloc_zero(mem, struct code_mentions);
    struct code_text text = {.bytes = file->bytes, .size = file->size};
    all->language = text.language = language_of(file->path, file->bytes, file->size);
    if (!code_scanner_hits(scanner, file->bytes, file->size))
        return all;
    scanner_complete(scanner);
    bool others = scanner_finds(scanner, scanner->others, file->path, strlen(file->path), 0);
    text_find_tests(scanner, &text, file->path);
    text.comments =
        language_comments(all, text.language, file->bytes, file->size, &text.comment_count);
    for (size_t at = 0; scanner_finds(scanner, scanner->suffix, file->bytes, file->size, at);) {
        const PCRE2_SIZE *found = pcre2_get_ovector_pointer(scanner->data);
        struct code_mention mention = {.suffix = {(uint32_t)found[0], (uint32_t)found[1]},
                                       .use = UINT32_MAX};
        at = found[1];
        mention.traits = others ? TRAIT_OTHERS : 0;
        if (text.language->bit == LANGUAGE_DIFF && !is_added(&text, mention.suffix.start))
            continue;
        all->halted = all->count == MENTIONS_MOST;
        if (all->halted)
            break;
        mention_shape(&text, &mention);
        add_traits(scanner, &text, &mention);
        judge_anew(scanner, &text, &mention);
        if ((mention.traits & TRAIT_COMMENT) == 0)
            judge_uses(scanner, &text, &mention);
        if (mention.verdict == CODE_LITERAL)
            count_uses(&text, &mention);
        ARRAY_PUSH(all, all->items, all->count, mention);
    }
    return all;
}
