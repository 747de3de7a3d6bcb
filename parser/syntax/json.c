#include <ctype.h>
#include <string.h>
#include <talloc.h>

#include <cjson/cJSON.h>

#include "parser/array.h"
#include "parser/syntax/element.h"

/*
 * JSON (RFC 8259), and what Azure's templates add to it: comments and strings over several lines.
 * jsmn, which tells where tokens stand, lets too much pass ({"a" "b"}) to say where a fault is, so
 * the few lines of grammar are here; strings are decoded by cJSON. Several texts in a row are read
 * as several roots: pages of an API are often kept so.
 */

enum { DEPTH = 128 };

struct reading {
    struct tree *tree;
    struct syntax_fault *fault;
    uint32_t at;
    unsigned depth;
};

static char byte_here(const struct reading *reading)
{
    return reading->at < reading->tree->size ? reading->tree->bytes[reading->at] : '\0';
}

static bool fail(struct reading *reading, const char *message)
{
    uint32_t at = reading->at, end = at < reading->tree->size ? at + 1 : at;
    *reading->fault = (struct syntax_fault){
        .at = {at, end},
        .message = at < reading->tree->size ? message : "the JSON text ends too early"};
    return false;
}

static bool comment_skip(struct reading *reading)
{
    const struct tree *tree = reading->tree;
    const char *text = tree->bytes + reading->at, *end;
    size_t left = tree->size - reading->at;
    if (left < 2 || text[0] != '/' || (text[1] != '/' && text[1] != '*'))
        return false;
    end = text[1] == '/' ? memchr(text, '\n', left) : memmem(text + 2, left - 2, "*/", 2);
    reading->at = end == NULL ? tree->size : (uint32_t)(end - tree->bytes) + 1 + (text[1] == '*');
    struct span comment = {(uint32_t)(text - tree->bytes) + 2,
                           end == NULL ? tree->size : (uint32_t)(end - tree->bytes)};
    ARRAY_PUSH(reading->tree, reading->tree->comments, reading->tree->comment_count, comment);
    return true;
}

static void blanks_skip(struct reading *reading)
{
    do
        while (reading->at < reading->tree->size && strchr(" \t\r\n", byte_here(reading)) != NULL &&
               byte_here(reading) != '\0')
            reading->at++;
    while (comment_skip(reading));
}

/* A string from its quote on; `*escaped` if it holds a backslash. */
static bool string_take(struct reading *reading, struct span *text, bool *escaped)
{
    *escaped = false;
    text->start = ++reading->at;
    while (byte_here(reading) != '"') {
        if (reading->at >= reading->tree->size)
            return fail(reading, "");
        bool backslash = byte_here(reading) == '\\';
        *escaped |= backslash;
        reading->at += backslash && reading->at + 1 < reading->tree->size ? 2 : 1;
    }
    text->end = reading->at++;
    return true;
}

static bool value_read(struct reading *reading, uint32_t parent, struct span key);

static bool member_read(struct reading *reading, uint32_t parent)
{
    struct span key;
    bool escaped;
    if (byte_here(reading) != '"')
        return fail(reading, "a name in quotes is expected");
    if (!string_take(reading, &key, &escaped))
        return false;
    blanks_skip(reading);
    if (byte_here(reading) != ':')
        return fail(reading, "a colon is expected");
    reading->at++;
    blanks_skip(reading);
    return value_read(reading, parent, key);
}

/* An object or an array, from its bracket on. */
static bool group_read(struct reading *reading, uint32_t parent, struct span key)
{
    bool map = byte_here(reading) == '{';
    char close = map ? '}' : ']';
    uint32_t start = reading->at++;
    uint32_t node = tree_add(reading->tree, parent,
                             (struct node){.kind = map ? NODE_MAP : NODE_LIST,
                                           .key = key,
                                           .at = {start, reading->tree->size}});
    if (++reading->depth > DEPTH)
        return fail(reading, "values are nested too deeply");
    blanks_skip(reading);
    while (byte_here(reading) != close || reading->at >= reading->tree->size) {
        if (!(map ? member_read(reading, node) : value_read(reading, node, (struct span){0, 0})))
            return false;
        blanks_skip(reading);
        if (byte_here(reading) == close)
            break;
        if (byte_here(reading) != ',')
            return fail(reading, map ? "a comma or } is expected" : "a comma or ] is expected");
        reading->at++;
        blanks_skip(reading);
    }
    reading->depth--;
    reading->at++;
    reading->tree->nodes[node].at = (struct span){start, reading->at};
    return true;
}

/* A number, true, false or null. */
static bool word_read(struct reading *reading, uint32_t parent, struct span key)
{
    static const char *const words[] = {"true", "false", "null"};
    const char *text = reading->tree->bytes + reading->at;
    uint32_t start = reading->at;
    while (isalnum((unsigned char)byte_here(reading)) ||
           (byte_here(reading) != '\0' && strchr("+-.", byte_here(reading)) != NULL))
        reading->at++;
    size_t length = reading->at - start;
    bool known = length > 0 && (isdigit((unsigned char)text[0]) || text[0] == '-');
    for (size_t i = 0; i < 3 && !known; i++)
        known = length == strlen(words[i]) && memcmp(text, words[i], length) == 0;
    if (!known) {
        reading->at = start;
        return fail(reading, "a value is expected");
    }
    struct span at = {start, reading->at};
    tree_add(reading->tree, parent,
             (struct node){.kind = NODE_SCALAR, .key = key, .at = at, .text = at});
    return true;
}

static bool value_read(struct reading *reading, uint32_t parent, struct span key)
{
    struct node node = {.kind = NODE_SCALAR, .quote = '"', .key = key};
    char byte = byte_here(reading);
    if (byte == '{' || byte == '[')
        return group_read(reading, parent, key);
    if (byte != '"')
        return word_read(reading, parent, key);
    node.at.start = reading->at;
    if (!string_take(reading, &node.text, &node.escaped))
        return false;
    node.at.end = reading->at;
    tree_add(reading->tree, parent, node);
    return true;
}

static bool json_parse(struct tree *tree, struct syntax_fault *fault)
{
    struct reading reading = {.tree = tree, .fault = fault};
    if (tree->size >= 3 && memcmp(tree->bytes, "\xef\xbb\xbf", 3) == 0)
        reading.at = 3;
    blanks_skip(&reading);
    do {
        if (!value_read(&reading, 0, (struct span){0, 0}))
            return false;
        blanks_skip(&reading);
    } while (reading.at < tree->size);
    return true;
}

/* A value that holds NUL is none for C, and half of one would be no better. */
static char *json_decode(const struct tree *tree, uint32_t node, void *mem)
{
    struct span at = tree_node(tree, node)->at;
    if (memmem(tree->bytes + at.start, span_length(at), "\\u0000", 6) != NULL)
        return NULL;
    cJSON *value = cJSON_ParseWithLength(tree->bytes + at.start, span_length(at));
    char *text = cJSON_IsString(value) ? talloc_strdup(mem, value->valuestring) : NULL;
    cJSON_Delete(value);
    return text;
}

/* The code in \uXXXX; decoding has made sure that there is one. */
static unsigned code_read(const char *digits)
{
    unsigned code = 0;
    for (int i = 0; i < 4; i++) {
        unsigned char digit = (unsigned char)digits[i];
        code = code * 16 + (digit <= '9' ? (unsigned)digit - '0' : (digit | 0x20U) - 'a' + 10U);
    }
    return code;
}

/* One character or escape: its bytes in the file, and in the value as UTF-8. */
static void character_measure(const char *text, size_t *written, size_t *meant)
{
    *written = *meant = 1;
    if (text[0] != '\\')
        return;
    *written = 2;
    if (text[1] != 'u')
        return;
    unsigned code = code_read(text + 2);
    bool pair = code >= 0xd800 && code < 0xdc00;
    *written = pair ? 12 : 6;
    *meant = pair ? 4 : code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
}

static uint32_t json_place(const struct tree *tree, uint32_t node, size_t offset)
{
    struct span text = tree_node(tree, node)->text;
    uint32_t at = text.start;
    for (size_t value = 0, written, meant; value < offset && at < text.end; value += meant) {
        character_measure(tree->bytes + at, &written, &meant);
        at += (uint32_t)written;
    }
    return at < text.end ? at : text.end;
}

static char *json_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    if (tree_node(tree, node)->quote == 0) /* a number stays one */
        return talloc_strdup(mem, value);
    cJSON *string = cJSON_CreateString(value);
    char *quoted = cJSON_PrintUnformatted(string);
    char *text = quoted == NULL ? NULL : talloc_strndup(mem, quoted + 1, strlen(quoted) - 2);
    cJSON_free(quoted);
    cJSON_Delete(string);
    return text;
}

const struct syntax json_syntax = {
    .name = "JSON",
    .parse = json_parse,
    .decode = json_decode,
    .encode = json_encode,
    .place = json_place,
    .erase = element_erase,
    .append = element_append,
    .paste = element_paste,
    .list_commas = true,
};
