#include <string.h>

#include "parser/syntax/expression.h"
#include "parser/syntax/item.h"
#include "parser/syntax/javascript_text.h"

/*
 * JavaScript and TypeScript, as far as the data in them goes: strings, templates, calls, lists and
 * objects. A call is a NODE_LIST of its arguments whose `at` begins with the name; brackets are lists
 * too, and objects maps. A statement "x = value" is the value under the key "x". All else is computed.
 */

enum { DEPTH = 128 };

static bool is_identifier(char byte)
{
    return (is_word_byte(byte) && byte != '-') || byte == '$';
}

static char byte_at(const struct tree *tree, uint32_t at)
{
    return at < tree->size ? tree->bytes[at] : '\0';
}

/* ---- tokens ------------------------------------------------------------------------------------ */

static bool string_end(struct reading *reading, struct node *node)
{
    const struct tree *tree = reading->tree;
    while (reading->at < tree->size && tree->bytes[reading->at] != node->quote) {
        if (tree->bytes[reading->at] == '\n' && node->quote != '`')
            return reading_fail(reading, "a string does not end on its line");
        if (node->quote == '`' && reading_starts(reading, "${")) {
            node->kind = NODE_COMPUTED;
            reading->at++;
            if (!reading_template(reading))
                return false;
            continue;
        }
        bool escape = tree->bytes[reading->at] == '\\';
        node->escaped |= escape;
        reading->at += escape && reading->at + 1 < tree->size ? 2 : 1;
    }
    return reading->at < tree->size || reading_fail(reading, "");
}

static bool string_read(struct reading *reading, struct node *node, bool *none)
{
    char quote = reading_byte(reading);
    *none = quote == '\0' || strchr("\"'`", quote) == NULL;
    if (*none)
        return true;
    node->kind = NODE_SCALAR;
    node->quote = quote;
    node->at.start = node->text.start = ++reading->at;
    node->at.start--;
    if (!string_end(reading, node))
        return false;
    node->text.end = reading->at++;
    node->at.end = reading->at;
    return true;
}

static const struct dialect dialect = {.assign = ":", .string = string_read};

/* A slash that begins a term, and no comment, begins a regular expression. */
static void regex_skip(struct reading *reading)
{
    const struct tree *tree = reading->tree;
    bool class = false;
    for (reading->at++; reading->at < tree->size; reading->at++) {
        char byte = tree->bytes[reading->at];
        if (byte == '\n')
            return;
        if (byte == '\\')
            reading->at++;
        else if (byte == '/' && !class)
            break;
        else
            class = byte == '[' || (class && byte != ']');
    }
    if (reading->at < tree->size)
        reading->at++;
    else
        reading->at = tree->size;
}

static struct span word_read(struct reading *reading)
{
    struct span word = {reading->at, reading->at};
    while (is_identifier(reading_byte(reading)))
        reading->at++;
    word.end = reading->at;
    return word;
}

static bool word_is(const struct tree *tree, struct span word, const char *text)
{
    return span_length(word) == strlen(text) &&
           memcmp(tree->bytes + word.start, text, span_length(word)) == 0;
}

static bool word_is_of(const struct tree *tree, struct span word, const char *const *words)
{
    while (*words != NULL && !word_is(tree, word, *words))
        words++;
    return *words != NULL;
}

/* ---- elements ---------------------------------------------------------------------------------- */

static bool items_read(struct reading *reading, uint32_t list, char close);

/* Words behind which a term is still to come. */
static const char *const openers[] = {"return", "typeof", "case", "in", "of", "await", "new", NULL};

/* An element under way. */
struct element {
    uint32_t node;
    unsigned terms; /* how many of them there are, operators included */
    bool value;     /* the last token may end a value: a slash behind it divides */
    uint32_t end;
};

/* Makes room for another term: what was the whole element becomes its first part. */
static void element_widen(struct tree *tree, struct element *element)
{
    struct node whole = tree->nodes[element->node];
    if (element->terms++ != 1)
        return;
    bool plain = whole.kind == NODE_COMPUTED && whole.quote == 0;
    tree->nodes[element->node].child = tree->nodes[element->node].last = 0;
    tree->nodes[element->node].kind = NODE_COMPUTED;
    tree->nodes[element->node].quote = 0;
    tree->nodes[element->node].escaped = false;
    if (plain)
        return;
    whole.key = (struct span){0, 0};
    uint32_t first = tree_add(tree, element->node, whole), child = whole.child;
    tree->nodes[first].child = child;
    tree->nodes[first].last = whole.last;
    for (; child != 0; child = tree->nodes[child].next)
        tree->nodes[child].parent = first;
}

/* The node for the next term: the element itself, if it is the first one. */
static uint32_t term_node(struct tree *tree, struct element *element, struct node term)
{
    element_widen(tree, element);
    if (element->terms > 1)
        return tree_add(tree, element->node, term);
    struct node *node = &tree->nodes[element->node];
    node->kind = term.kind;
    node->quote = term.quote;
    node->escaped = term.escaped;
    node->at = term.at;
    node->text = term.text;
    return element->node;
}

static bool brackets_read(struct reading *reading, struct element *element, uint32_t start)
{
    static const char opens[] = "([{", closes[] = ")]}";
    struct tree *tree = reading->tree;
    char close = closes[strchr(opens, reading_byte(reading)) - opens];
    struct node term = {.kind = NODE_LIST, .at = {start, start}};
    uint32_t node = term_node(tree, element, term);
    reading->at++;
    if (!items_read(reading, node, close))
        return false;
    tree->nodes[node].at.end = reading->at;
    tree->nodes[node].text = tree->nodes[node].at;
    return true;
}

/* A number, a constant, a name (a.b.c), or a call of it. */
static bool word_term(struct reading *reading, struct element *element)
{
    static const char *const constants[] = {"true", "false", "null", "undefined", NULL};
    struct tree *tree = reading->tree;
    struct span word = word_read(reading);
    bool digit = strchr("0123456789", tree->bytes[word.start]) != NULL;
    while (reading_byte(reading) == '.' && is_identifier(byte_at(tree, reading->at + 1))) {
        reading->at++;
        word.end = word_read(reading).end;
    }
    element->value = !word_is_of(tree, word, openers);
    uint32_t behind = reading->at;
    while (behind < tree->size && (tree->bytes[behind] == ' ' || tree->bytes[behind] == '\t'))
        behind++;
    if (!digit && element->value && byte_at(tree, behind) == '(') {
        reading->at = behind;
        return brackets_read(reading, element, word.start);
    }
    bool constant = digit || word_is_of(tree, word, constants);
    struct node term = {.kind = constant ? NODE_SCALAR : NODE_COMPUTED, .at = word, .text = word};
    if (constant || element->terms == 0)
        term_node(tree, element, term);
    else
        element_widen(tree, element);
    return true;
}

static bool term_read(struct reading *reading, struct element *element)
{
    struct node string = {.kind = NODE_SCALAR};
    bool none = true;
    if (!string_read(reading, &string, &none))
        return false;
    bool fine = true, value = true;
    char byte = reading_byte(reading);
    if (!none) {
        term_node(reading->tree, element, string);
    } else if (is_identifier(byte)) {
        fine = word_term(reading, element);
        value = element->value;
    } else if (byte != '\0' && strchr("([{", byte) != NULL) {
        fine = brackets_read(reading, element, reading->at);
    } else {
        element_widen(reading->tree, element);
        if (element->terms == 1) /* it begins with an operator: no whole value */
            element->terms = 2;
        value = false;
        if (byte == '/' && !element->value)
            regex_skip(reading);
        else
            reading->at++;
    }
    element->value = value;
    element->end = reading->at;
    return fine;
}

/* Goes on behind blanks; true: a line ended there which ends the statement too. */
static bool statement_ends(struct reading *reading, const struct element *element, bool block)
{
    const struct tree *tree = reading->tree;
    uint32_t from = reading->at;
    reading_blanks(reading, true);
    return block && element->value && is_identifier(reading_byte(reading)) &&
           memchr(tree->bytes + from, '\n', reading->at - from) != NULL;
}

/* [export] [const|let|var] name [: type] = */
static bool statement_key(struct reading *reading, struct span *key)
{
    static const char *const declares[] = {"export", "const", "let", "var", NULL};
    const struct tree *tree = reading->tree;
    bool declared = false;
    struct span word = word_read(reading);
    while (word_is_of(tree, word, declares)) {
        declared = true;
        reading_blanks(reading, true);
        word = word_read(reading);
    }
    reading_blanks(reading, false);
    if (declared && reading_byte(reading) == ':')
        while (reading->at < tree->size && strchr("=;\n(){}", tree->bytes[reading->at]) == NULL)
            reading->at++;
    char next = byte_at(tree, reading->at + 1);
    if (span_is_empty(word) || reading_byte(reading) != '=' || next == '=' || next == '>')
        return false;
    reading->at++;
    *key = word;
    return true;
}

/* The key of a statement, or of a member: name: or "name": */
static void key_read(struct reading *reading, bool block, struct span *key, bool *member)
{
    struct node string = {.kind = NODE_SCALAR};
    bool none = true;
    uint32_t start = reading->at;
    size_t comments = reading->tree->comment_count;
    const struct syntax_fault fault = *reading->fault;
    *member = false;
    if (block && string_read(reading, &string, &none)) {
        struct span word = none ? word_read(reading) : string.text;
        reading_blanks(reading, true);
        *member = reading->at > start && reading_byte(reading) == ':';
        if (*member) {
            *key = word;
            reading->at++;
            return;
        }
    }
    *reading->fault = fault;
    reading->at = start;
    reading->tree->comment_count = comments;
    if (statement_key(reading, key))
        return;
    reading->at = start;
    reading->tree->comment_count = comments;
}

static bool element_read(struct reading *reading, uint32_t list, char close, bool *member)
{
    struct tree *tree = reading->tree;
    bool block = close == '}' || close == '\0';
    struct span key = {0, 0};
    key_read(reading, block, &key, member);
    reading_blanks(reading, true);
    uint32_t start = reading->at;
    struct node node = {.kind = NODE_COMPUTED, .key = key, .at = {start, start}};
    struct element element = {.node = tree_add(tree, list, node), .end = start};
    do {
        char byte = reading_byte(reading);
        if (reading->at >= tree->size || (byte != '\0' && strchr(",;)]}", byte) != NULL))
            break;
        if (!term_read(reading, &element))
            return false;
    } while (!statement_ends(reading, &element, block));
    if (element.terms != 1) {
        tree->nodes[element.node].at = (struct span){start, element.end};
        tree->nodes[element.node].text = tree->nodes[element.node].at;
    }
    return true;
}

/* What stands in brackets, up to behind the closing one; '\0': the whole text. */
static bool items_read(struct reading *reading, uint32_t list, char close)
{
    struct tree *tree = reading->tree;
    bool map = close == '}', member;
    if (++reading->depth > DEPTH)
        return reading_fail(reading, "brackets are nested too deeply");
    for (;;) {
        reading_blanks(reading, true);
        char byte = reading_byte(reading);
        if (reading->at >= tree->size) {
            reading->depth--;
            return close == '\0' || reading_fail(reading, "");
        }
        if (close != '\0' && byte == close)
            break;
        if (byte == ',' || byte == ';') {
            reading->at++;
            continue;
        }
        if (byte != '\0' && strchr(")]}", byte) != NULL)
            return reading_fail(reading, "a bracket closes what is not open");
        bool first = tree->nodes[list].child == 0;
        if (!element_read(reading, list, close, &member))
            return false;
        map = map && (member || !first);
    }
    if (map)
        tree->nodes[list].kind = NODE_MAP;
    reading->at++;
    reading->depth--;
    return true;
}

static bool javascript_parse(struct tree *tree, struct syntax_fault *fault)
{
    struct reading reading = {.tree = tree, .fault = fault, .dialect = &dialect};
    if (tree->size >= 3 && memcmp(tree->bytes, "\xef\xbb\xbf", 3) == 0)
        reading.at = 3;
    return items_read(&reading, 0, '\0');
}

const struct syntax javascript_syntax = {
    .name = "JavaScript",
    .parse = javascript_parse,
    .decode = javascript_decode,
    .encode = javascript_encode,
    .erase = javascript_erase,
    .append = item_append,
    .list_commas = true,
};
