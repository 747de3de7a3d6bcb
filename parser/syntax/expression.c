#include "parser/syntax/expression.h"

#include <ctype.h>
#include <string.h>

#include "parser/array.h"

enum { DEPTH = 128 };

char reading_byte(const struct reading *reading)
{
    return reading->at < reading->tree->size ? reading->tree->bytes[reading->at] : '\0';
}

bool reading_starts(const struct reading *reading, const char *text)
{
    size_t length = strlen(text);
    return reading->tree->size - reading->at >= length &&
           memcmp(reading->tree->bytes + reading->at, text, length) == 0;
}

bool reading_fail(struct reading *reading, const char *message)
{
    uint32_t at = reading->at < reading->tree->size ? reading->at : reading->tree->size;
    bool inside = at < reading->tree->size;
    *reading->fault = (struct syntax_fault){
        .at = {at, at + (inside ? 1 : 0)}, .message = inside ? message : "the text ends too early"};
    return false;
}

bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '_' || byte == '-' || (byte & 0x80) != 0;
}

unsigned hex_read(const char *text, unsigned most, unsigned *value)
{
    static const char digits[] = "0123456789abcdef";
    unsigned count = 0;
    const char *digit;
    *value = 0;
    while (count < most && text[count] != '\0' &&
           (digit = strchr(digits, tolower((unsigned char)text[count]))) != NULL) {
        *value = *value * 16 + (unsigned)(digit - digits);
        count++;
    }
    return count;
}

static bool at_end(const struct reading *reading)
{
    return reading->at >= reading->tree->size;
}

static void comment_push(struct tree *tree, uint32_t start, uint32_t end)
{
    while (end > start && tree->bytes[end - 1] == '\r')
        end--;
    ARRAY_PUSH(tree, tree->comments, tree->comment_count, (struct span){start, end});
}

static bool comment_skip(struct reading *reading)
{
    struct tree *tree = reading->tree;
    uint32_t sign = reading->dialect->hash && reading_byte(reading) == '#'           ? 1
                    : reading_starts(reading, "//") || reading_starts(reading, "/*") ? 2
                                                                                     : 0;
    if (sign == 0)
        return false;
    bool closed = tree->bytes[reading->at] == '/' && tree->bytes[reading->at + 1] == '*';
    uint32_t start = reading->at + sign;
    const char *text = tree->bytes + start, *mark = closed ? "*/" : "\n";
    const char *found = memmem(text, tree->size - start, mark, strlen(mark));
    uint32_t end = found == NULL ? tree->size : (uint32_t)(found - tree->bytes);
    comment_push(tree, start, end);
    reading->at = closed && found != NULL ? end + 2 : end;
    return true;
}

void reading_blanks(struct reading *reading, bool lines)
{
    do
        while (!at_end(reading) && strchr(lines ? " \t\r\f\n" : " \t\r\f", reading_byte(reading)) &&
               reading_byte(reading) != '\0')
            reading->at++;
    while (comment_skip(reading));
}

struct span reading_word(struct reading *reading)
{
    struct span word = {reading->at, reading->at};
    while (!at_end(reading) && is_word_byte(reading_byte(reading)))
        reading->at++;
    word.end = reading->at;
    return word;
}

/* A string inside a template, or anything else that must not be looked into. */
static bool string_skip(struct reading *reading, bool *none)
{
    struct node node = {.kind = NODE_SCALAR};
    return reading->dialect->string(reading, &node, none);
}

bool reading_template(struct reading *reading)
{
    unsigned open = 0;
    if (++reading->depth > DEPTH)
        return reading_fail(reading, "templates are nested too deeply");
    do {
        bool none = true;
        if (!string_skip(reading, &none))
            return false;
        if (!none)
            continue;
        if (at_end(reading))
            return reading_fail(reading, "");
        char byte = reading_byte(reading);
        open += byte == '{';
        open -= byte == '}';
        reading->at++;
    } while (open > 0);
    reading->depth--;
    return true;
}

static bool is_assign(const struct reading *reading)
{
    char byte = reading_byte(reading);
    return !at_end(reading) && byte != '\0' && strchr(reading->dialect->assign, byte) != NULL;
}

/* A key that is worked out, such as (var.name): the span of all of it. */
static bool key_computed(struct reading *reading, struct span *key)
{
    unsigned open = 0;
    *key = (struct span){reading->at, reading->at};
    while (!at_end(reading) && reading_byte(reading) != '\n' && (open > 0 || !is_assign(reading))) {
        bool none = true;
        if (!string_skip(reading, &none))
            return false;
        if (!none)
            continue;
        open += strchr("([", reading_byte(reading)) != NULL;
        open -= open > 0 && strchr(")]", reading_byte(reading)) != NULL;
        if (strchr(" \t\r", reading->tree->bytes[reading->at++]) == NULL)
            key->end = reading->at;
    }
    return !span_is_empty(*key) || reading_fail(reading, "a name is expected");
}

bool reading_key(struct reading *reading, struct span *key)
{
    uint32_t start = reading->at;
    struct node node = {.kind = NODE_SCALAR};
    bool none = true;
    if (!reading->dialect->string(reading, &node, &none))
        return false;
    *key = none ? reading_word(reading) : node.text;
    reading_blanks(reading, false);
    if (!span_is_empty(*key) && is_assign(reading))
        return true;
    if (!none && is_assign(reading)) /* "" is a key too: of the apex */
        return true;
    reading->at = start;
    return key_computed(reading, key);
}

static bool member_read(struct reading *reading, uint32_t parent)
{
    struct span key;
    bool none = true;
    if (reading->dialect->item != NULL && !reading->dialect->item(reading, parent, &none))
        return false;
    if (!none)
        return true;
    if (!reading_key(reading, &key))
        return false;
    reading_blanks(reading, false);
    if (!is_assign(reading))
        return reading_fail(reading, "a sign of assignment is expected");
    reading->at++;
    reading_blanks(reading, true);
    return reading_value(reading, parent, key, true);
}

static bool terms_read(struct reading *reading, uint32_t node, char close, bool line,
                       uint32_t *end);

/* What stands in the brackets of a list or an object. */
static bool items_read(struct reading *reading, uint32_t node, bool map, char close)
{
    bool lines = map || reading->dialect->list_lines;
    while (reading_byte(reading) != close || at_end(reading)) {
        bool fine = map ? member_read(reading, node)
                        : reading_value(reading, node, (struct span){0, 0}, lines);
        if (!fine)
            return false;
        reading_blanks(reading, false);
        bool line = lines && reading_byte(reading) == '\n';
        reading_blanks(reading, true);
        if (reading_byte(reading) == close)
            break;
        if (reading_byte(reading) != ',' && !line)
            return reading_fail(reading,
                                map ? "a comma or } is expected" : "a comma or ] is expected");
        reading->at += reading_byte(reading) == ',';
        reading_blanks(reading, true);
    }
    return true;
}

/* A list or an object from its bracket on; "[for …]" and "{for …}" are worked out. */
static bool group_read(struct reading *reading, uint32_t node)
{
    bool map = reading_byte(reading) == '{';
    char close = map ? '}' : ']';
    uint32_t end;
    reading->at++;
    if (++reading->depth > DEPTH)
        return reading_fail(reading, "values are nested too deeply");
    reading_blanks(reading, true);
    bool loop = reading_starts(reading, "for ") || reading_starts(reading, "for\t");
    bool choice = !map && reading_starts(reading, "if ");
    reading->tree->nodes[node].kind = loop || choice ? NODE_COMPUTED : map ? NODE_MAP : NODE_LIST;
    if (!(loop || choice ? terms_read(reading, node, close, false, &end)
                         : items_read(reading, node, map, close)))
        return false;
    reading->depth--;
    reading->at++;
    reading->tree->nodes[node].at.end = reading->at;
    return true;
}

/* Numbers, true, false and null. */
static bool is_literal_word(const char *text, size_t length)
{
    static const char *const words[] = {"true", "false", "null"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (length == strlen(words[i]) && memcmp(text, words[i], length) == 0)
            return true;
    size_t digits = strspn(text, "0123456789");
    return length > 0 && digits > 0 && digits >= length;
}

/* A literal, if one begins here: fills the node. */
static bool literal_read(struct reading *reading, uint32_t id, bool *none)
{
    struct tree *tree = reading->tree;
    char byte = reading_byte(reading);
    struct node node = tree->nodes[id];
    *none = false;
    if (byte == '{' || byte == '[')
        return group_read(reading, id);
    *none = true;
    if (!reading->dialect->string(reading, &node, none))
        return false;
    if (*none) {
        uint32_t start = reading->at;
        struct span word = reading_word(reading);
        *none = !is_literal_word(tree->bytes + word.start, span_length(word));
        node.kind = NODE_SCALAR;
        node.text = word;
        if (*none)
            reading->at = start;
    }
    if (!*none) {
        node.at.end = reading->at;
        tree->nodes[id] = node;
    }
    return true;
}

/* Does the next line go on with what stands on this one? */
static bool goes_on(const struct reading *reading)
{
    const struct tree *tree = reading->tree;
    uint32_t at = reading->at;
    while (at < tree->size && strchr(" \t\r\n", tree->bytes[at]) != NULL && tree->bytes[at] != '\0')
        at++;
    return at < tree->size && tree->bytes[at] != '\0' &&
           strchr(reading->dialect->continues, tree->bytes[at]) != NULL;
}

static bool is_over(const struct reading *reading, bool line)
{
    char byte = reading_byte(reading);
    return at_end(reading) || (byte != '\0' && strchr(",]})", byte) != NULL) ||
           (line && byte == '\n' && !goes_on(reading));
}

static bool parentheses_read(struct reading *reading, uint32_t node)
{
    uint32_t end;
    reading->at++;
    if (++reading->depth > DEPTH)
        return reading_fail(reading, "values are nested too deeply");
    if (!terms_read(reading, node, ')', false, &end))
        return false;
    reading->depth--;
    reading->at++;
    return true;
}

/* One term: a literal with quotes or brackets becomes a child, anything else is passed over. */
static bool term_read(struct reading *reading, uint32_t node)
{
    struct node child = {.kind = NODE_SCALAR, .at = {reading->at, reading->at}};
    char byte = reading_byte(reading);
    bool none = true;
    if (byte == '(')
        return parentheses_read(reading, node);
    if (byte == '[' || byte == '{')
        return group_read(reading, tree_add(reading->tree, node, child));
    if (!reading->dialect->string(reading, &child, &none))
        return false;
    if (!none) {
        child.at.end = reading->at;
        tree_add(reading->tree, node, child);
    } else if (span_is_empty(reading_word(reading))) {
        reading->at++;
    }
    return true;
}

/* The terms of an expression up to `close`; if that is 0, up to where a value ends. */
static bool terms_read(struct reading *reading, uint32_t node, char close, bool line, uint32_t *end)
{
    for (;;) {
        reading_blanks(reading, close != '\0' || !line);
        if (close == '\0' && is_over(reading, line))
            return true;
        if (reading_byte(reading) == '\n') {
            reading->at++;
            continue;
        }
        if (at_end(reading))
            return reading_fail(reading, "");
        if (close != '\0' && reading_byte(reading) == close)
            return true;
        if (strchr(")]}", reading_byte(reading)) != NULL)
            return reading_fail(reading, "this bracket closes nothing");
        if (!term_read(reading, node))
            return false;
        *end = reading->at;
    }
}

/* What began as a literal is part of an expression: "a" == var.b, {…}[var.c]. */
static void literal_demote(struct tree *tree, uint32_t id)
{
    struct node literal = tree->nodes[id];
    if (literal.kind == NODE_SCALAR || literal.quote != 0) {
        literal.key = (struct span){0, 0};
        tree_add(tree, id, literal);
    }
    tree->nodes[id].kind = NODE_COMPUTED;
    tree->nodes[id].quote = 0;
    tree->nodes[id].escaped = false;
}

bool reading_value(struct reading *reading, uint32_t parent, struct span key, bool line)
{
    uint32_t start = reading->at, end = start;
    uint32_t id = tree_add(reading->tree, parent,
                           (struct node){.kind = NODE_COMPUTED, .key = key, .at = {start, start}});
    bool none;
    if (!literal_read(reading, id, &none))
        return false;
    end = reading->at;
    reading_blanks(reading, !line);
    if (!none && is_over(reading, line)) {
        reading->at = end;
        return true;
    }
    if (!none)
        literal_demote(reading->tree, id);
    if (!terms_read(reading, id, '\0', line, &end))
        return false;
    reading->tree->nodes[id].at.end = end;
    return end > start || reading_fail(reading, "a value is expected");
}
