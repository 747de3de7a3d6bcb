#include <string.h>
#include <talloc.h>

#include "parser/syntax/expression.h"
#include "parser/syntax/item.h"

/*
 * HCL, as Terraform and its relatives write it (github.com/hashicorp/hcl, hclsyntax/spec.md).
 *
 * A block is a map below its keyword; each of its labels is a map with one member between the two:
 * resource "t" "n" { a = 1 } reads as JSON's {"resource": {"t": {"n": {"a": 1}}}} would, so that one
 * reader serves both notations. A keyword may come several times.
 */

/* A string in quotes; `*computed` if some of it is a template. */
static bool quoted_read(struct reading *reading, struct node *node, bool *computed)
{
    node->text.start = ++reading->at;
    for (;;) {
        char byte = reading_byte(reading);
        if (reading->at >= reading->tree->size || byte == '\n')
            return reading_fail(reading, "a string does not end on its line");
        if (byte == '"')
            break;
        bool literal = reading_starts(reading, "$${") || reading_starts(reading, "%%{");
        bool template = reading_starts(reading, "${") || reading_starts(reading, "%{");
        node->escaped |= byte == '\\' || literal;
        *computed |= template;
        reading->at += literal ? 3 : template ? 1 : byte == '\\' ? 2 : 1;
        if (template && !reading_template(reading))
            return false;
    }
    node->text.end = reading->at++;
    return true;
}

static uint32_t line_end(const struct tree *tree, uint32_t at)
{
    const char *end = memchr(tree->bytes + at, '\n', tree->size - at);
    return end == NULL ? tree->size : (uint32_t)(end - tree->bytes);
}

/* Is this line the word alone, blanks aside? */
static bool line_is(const struct tree *tree, uint32_t at, struct span word)
{
    const char *text = tree->bytes + at, *end = tree->bytes + line_end(tree, at);
    size_t length = span_length(word);
    text += strspn(text, " \t");
    if ((size_t)(end - text) < length || memcmp(text, tree->bytes + word.start, length) != 0)
        return false;
    text += length;
    while (text < end && (*text == ' ' || *text == '\t' || *text == '\r'))
        text++;
    return text == end;
}

/* A heredoc from "<<" on: its lines up to the one that is the word alone. */
static bool heredoc_read(struct reading *reading, struct node *node, bool *computed)
{
    const struct tree *tree = reading->tree;
    reading->at += 2;
    bool indented = reading_byte(reading) == '-';
    reading->at += indented;
    struct span word = reading_word(reading);
    uint32_t line = line_end(tree, reading->at);
    node->quote = '|';
    node->escaped = indented;
    node->text.start = line < tree->size ? line + 1 : line;
    do {
        if (line >= tree->size)
            return reading_fail(reading, "a heredoc does not end");
        reading->at = line + 1;
        line = line_end(tree, reading->at);
    } while (!line_is(tree, reading->at, word));
    node->text.end = reading->at;
    reading->at += (uint32_t)strspn(tree->bytes + reading->at, " \t") + span_length(word);
    const char *text = tree->bytes + node->text.start;
    *computed = memmem(text, span_length(node->text), "${", 2) != NULL ||
                memmem(text, span_length(node->text), "%{", 2) != NULL;
    return true;
}

static bool is_heredoc(const struct reading *reading)
{
    const char *text = reading->tree->bytes + reading->at;
    uint32_t left = reading->tree->size - reading->at, dash = left > 3 && text[2] == '-';
    return reading_starts(reading, "<<") && left > 3 && is_word_byte(text[2 + dash]);
}

static bool string_read(struct reading *reading, struct node *node, bool *none)
{
    bool computed = false, heredoc = is_heredoc(reading);
    *none = reading_byte(reading) != '"' && !heredoc;
    if (*none)
        return true;
    node->quote = '"';
    if (!(heredoc ? heredoc_read : quoted_read)(reading, node, &computed))
        return false;
    node->kind = computed ? NODE_COMPUTED : NODE_SCALAR;
    return true;
}

static const struct dialect dialect = {
    .assign = "=:", .hash = true, .continues = "", .string = string_read};

/* ---- blocks ------------------------------------------------------------------------------------ */

static bool body_read(struct reading *reading, uint32_t parent, bool closes);

/* From behind the keyword: the labels, then the body. */
static bool block_read(struct reading *reading, uint32_t parent, struct span key)
{
    struct tree *tree = reading->tree;
    uint32_t outermost = 0, node = parent;
    for (;;) {
        struct node map = {.kind = NODE_MAP, .key = key, .at = {reading->at, reading->at}};
        node = tree_add(tree, node, map);
        outermost = outermost == 0 ? node : outermost;
        if (reading_byte(reading) == '{')
            break;
        struct node label = {.kind = NODE_SCALAR};
        bool none = true;
        if (!string_read(reading, &label, &none))
            return false;
        key = none ? reading_word(reading) : label.text;
        if (none && span_is_empty(key))
            return reading_fail(reading, "an equals sign or { is expected");
        reading_blanks(reading, false);
    }
    reading->at++;
    if (!body_read(reading, node, true))
        return false;
    reading->at++;
    for (; node >= outermost; node = tree->nodes[node].parent)
        tree->nodes[node].at.end = reading->at;
    return true;
}

static bool body_item_read(struct reading *reading, uint32_t parent)
{
    struct node quoted = {.kind = NODE_SCALAR};
    bool none = true;
    if (!string_read(reading, &quoted, &none)) /* "key" = value, of Terraform before 0.12 */
        return false;
    struct span key = none ? reading_word(reading) : quoted.text;
    if (span_is_empty(key))
        return reading_fail(reading, "the name of an attribute or a block is expected");
    reading_blanks(reading, false);
    if (reading_byte(reading) != '=')
        return block_read(reading, parent, key);
    reading->at++;
    reading_blanks(reading, false);
    return reading_value(reading, parent, key, true);
}

/* Up to the closing brace, or to the end of the text. */
static bool body_read(struct reading *reading, uint32_t parent, bool closes)
{
    enum { DEPTH = 128 };
    if (++reading->depth > DEPTH)
        return reading_fail(reading, "blocks are nested too deeply");
    for (;;) {
        reading_blanks(reading, true);
        bool end = reading->at >= reading->tree->size;
        if (end ? !closes : closes && reading_byte(reading) == '}')
            break;
        if (end)
            return reading_fail(reading, "");
        if (!body_item_read(reading, parent))
            return false;
        reading_blanks(reading, false);
        if (reading_byte(reading) == ',') /* Terraform before 0.12 took it */
            reading->at++;
    }
    reading->depth--;
    return true;
}

static bool hcl_parse(struct tree *tree, struct syntax_fault *fault)
{
    struct reading reading = {.tree = tree, .fault = fault, .dialect = &dialect};
    if (tree->size >= 3 && memcmp(tree->bytes, "\xef\xbb\xbf", 3) == 0)
        reading.at = 3;
    return body_read(&reading, 0, false);
}

/* ---- values ------------------------------------------------------------------------------------ */

static char *utf8_append(char *out, unsigned code)
{
    char bytes[5] = "";
    if (code < 0x80) {
        bytes[0] = (char)code;
    } else if (code < 0x800) {
        bytes[0] = (char)(0xc0 | code >> 6);
        bytes[1] = (char)(0x80 | (code & 0x3f));
    } else if (code < 0x10000) {
        bytes[0] = (char)(0xe0 | code >> 12);
        bytes[1] = (char)(0x80 | (code >> 6 & 0x3f));
        bytes[2] = (char)(0x80 | (code & 0x3f));
    } else {
        bytes[0] = (char)(0xf0 | (code >> 18 & 7));
        bytes[1] = (char)(0x80 | (code >> 12 & 0x3f));
        bytes[2] = (char)(0x80 | (code >> 6 & 0x3f));
        bytes[3] = (char)(0x80 | (code & 0x3f));
    }
    return talloc_strdup_append_buffer(out, bytes);
}

/* One escape from its first byte on; returns how many bytes it takes, 0 if it is none. */
static size_t escape_decode(const char *text, char **out)
{
    static const char letters[] = "nrt\"\\", values[] = "\n\r\t\"\\";
    const char *letter = text[1] == '\0' ? NULL : strchr(letters, text[1]);
    unsigned code;
    if (strncmp(text, "$${", 3) == 0 || strncmp(text, "%%{", 3) == 0) {
        *out = talloc_strndup_append_buffer(*out, text + 1, 2);
        return 3;
    }
    if (text[0] != '\\') {
        *out = talloc_strndup_append_buffer(*out, text, 1);
        return 1;
    }
    if (letter != NULL) {
        *out = talloc_strndup_append_buffer(*out, values + (letter - letters), 1);
        return 2;
    }
    unsigned most = text[1] == 'u' ? 4 : text[1] == 'U' ? 8 : 0;
    if (most == 0 || hex_read(text + 2, most, &code) != most)
        return 0;
    *out = utf8_append(*out, code);
    return most + 2;
}

/* A heredoc "<<-" loses the blanks that all of its lines begin with. */
static char *heredoc_decode(const char *text, void *mem)
{
    size_t least = SIZE_MAX;
    char *out = talloc_strdup(mem, "");
    for (const char *line = text; *line != '\0';
         line += strcspn(line, "\n"), line += *line != '\0') {
        size_t blanks = strspn(line, " \t");
        if (line[blanks] != '\n' && blanks < least)
            least = blanks;
    }
    for (const char *line = text; *line != '\0';) {
        size_t length = strcspn(line, "\n"), blanks = strspn(line, " \t");
        size_t drop = blanks < least ? blanks : least;
        length += line[length] != '\0';
        out = talloc_strndup_append_buffer(out, line + drop, length - drop);
        line += length;
    }
    return out;
}

static char *string_decode(const char *text, void *mem)
{
    char *out = talloc_strdup(mem, "");
    while (*text != '\0') {
        size_t taken = escape_decode(text, &out);
        if (taken == 0) {
            talloc_free(out);
            return NULL;
        }
        text += taken;
    }
    return out;
}

static char *hcl_decode(const struct tree *tree, uint32_t node, void *mem)
{
    const struct node *scalar = tree_node(tree, node);
    char *text = talloc_strndup(NULL, tree->bytes + scalar->text.start, span_length(scalar->text));
    char *out = scalar->quote == '|' ? heredoc_decode(text, mem) : string_decode(text, mem);
    talloc_free(text);
    return out;
}

static char *hcl_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    char quote = tree_node(tree, node)->quote;
    char *out = quote == '|' ? NULL : talloc_strdup(mem, "");
    for (; out != NULL && *value != '\0'; value++) {
        bool template = strncmp(value, "${", 2) == 0 || strncmp(value, "%{", 2) == 0;
        if (quote != 0 && (template || *value == '"' || *value == '\\'))
            out = talloc_strndup_append_buffer(out, template ? value : "\\", 1);
        out = talloc_strndup_append_buffer(out, value, 1);
        if ((unsigned char)*value < ' ')
            return NULL;
    }
    return out;
}

const struct syntax hcl_syntax = {
    .name = "HCL",
    .parse = hcl_parse,
    .decode = hcl_decode,
    .encode = hcl_encode,
    .erase = item_erase,
    .append = item_append,
    .paste = item_paste,
    .list_commas = true,
};
