#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/entries.h"
#include "parser/master/lexer.h"
#include "parser/master/text.h"
#include "parser/master/types.h"
#include "parser/syntax/line.h"

/*
 * What Unbound answers from its configuration: local-data: "contoso.com. 3600 IN MX 0 host.". A view
 * for its own clients. Names are absolute with and without final dot (unbound.conf(5)).
 */

static const char key[] = "local-data:";

/* Fields of a line, in this order; empty where the record leaves one out. */
enum field { OWNER, TTL, TYPE, RDATA };

static void field_add(struct tree *tree, uint32_t line, struct span at, char quote)
{
    tree_add(tree, line, (struct node){.kind = NODE_SCALAR, .quote = quote, .at = at, .text = at});
}

/* [ttl] [class] type, then what is left. False: there is no type. */
static bool fields_add(struct tree *tree, uint32_t line, struct span text, char quote)
{
    struct lexer lexer = lexer_over(tree->bytes, text.start, text.end);
    struct token token = lexer_next(&lexer);
    struct span ttl = {token.at.end, token.at.end};
    uint16_t number;
    uint64_t seconds;
    field_add(tree, line, token.at, quote);
    for (token = lexer_next(&lexer); token.kind == TOKEN_WORD; token = lexer_next(&lexer)) {
        const char *word = tree->bytes + token.at.start;
        size_t length = span_length(token.at);
        if (class_read(word, length, &number))
            continue;
        if (ttl_read(word, length, &seconds)) {
            ttl = token.at;
            continue;
        }
        struct span rdata = {lexer.at, text.end};
        while (!span_is_empty(rdata) && byte_is_blank(tree->bytes[rdata.start]))
            rdata.start++;
        field_add(tree, line, ttl, quote);
        field_add(tree, line, token.at, quote);
        field_add(tree, line, rdata, quote);
        return true;
    }
    return false;
}

/* The quoted text behind the key; empty if the line has none. */
static struct span record_in(const struct tree *tree, struct span line, char *quote)
{
    while (!span_is_empty(line) && byte_is_blank(tree->bytes[line.start]))
        line.start++;
    if (span_length(line) <= strlen(key) || memcmp(tree->bytes + line.start, key, strlen(key)) != 0)
        return (struct span){line.end, line.end};
    line.start += (uint32_t)strlen(key);
    while (!span_is_empty(line) && byte_is_blank(tree->bytes[line.start]))
        line.start++;
    *quote = span_is_empty(line) ? '\0' : tree->bytes[line.start];
    if (*quote != '"' && *quote != '\'')
        return (struct span){line.end, line.end};
    line.start++;
    const char *close = memchr(tree->bytes + line.start, *quote, span_length(line));
    return (struct span){line.start, close == NULL ? line.start : (uint32_t)(close - tree->bytes)};
}

static bool unbound_parse(struct tree *tree, struct syntax_fault *fault)
{
    (void)fault;
    for (uint32_t at = lines_begin(tree), next; at < tree->size; at = next) {
        struct span line = line_at(tree, at, &next);
        char quote = 0;
        struct span record = record_in(tree, line, &quote);
        uint32_t after = span_is_empty(record) ? line.start : record.end;
        const char *sign = memchr(tree->bytes + after, '#', line.end - after);
        if (sign != NULL)
            ARRAY_PUSH(tree, tree->comments, tree->comment_count,
                       (struct span){(uint32_t)(sign - tree->bytes) + 1, line.end});
        if (span_is_empty(record))
            continue;
        uint32_t node =
            tree_add(tree, 0, (struct node){.kind = NODE_LIST, .at = line, .text = line});
        fields_add(tree, node, record, quote);
    }
    return true;
}

static char *unbound_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    return strchr(value, tree_node(tree, node)->quote) == NULL ? talloc_strdup(mem, value) : NULL;
}

/* Nothing is escaped here. */
static const struct syntax unbound_syntax = {
    .name = "unbound.conf",
    .parse = unbound_parse,
    .encode = unbound_encode,
    .erase = line_erase,
    .append = line_append,
};

static void line_read(struct document *document, const struct tree *tree, uint32_t line)
{
    uint32_t fields[RDATA + 1], field = tree_node(tree, line)->child;
    void *mem = talloc_new(NULL);
    size_t count = 0;
    for (; field != 0 && count <= RDATA; field = tree_node(tree, field)->next)
        fields[count++] = field;
    if (count > RDATA) {
        char *ttl = tree_value(tree, fields[TTL], mem);
        uint64_t seconds;
        struct entry entry = {.owner = tree_value(tree, fields[OWNER], mem),
                              .owner_node = fields[OWNER],
                              .zone = NAME_ROOT,
                              .type = tree_value(tree, fields[TYPE], mem),
                              .type_node = fields[TYPE],
                              .ttl = ttl_read(ttl, strlen(ttl), &seconds) ? (int64_t)seconds : -1,
                              .ttl_node = *ttl == '\0' ? 0 : fields[TTL],
                              .parts[0] = {.node = fields[RDATA]},
                              .part_count = 1,
                              .origin = NAME_ROOT,
                              .element = line};
        entries_add(document, &entry);
    }
    talloc_free(mem);
}

static void unbound_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    const struct tree *tree = entries_open(document, &unbound_syntax);
    for (uint32_t line = tree_node(tree, 0)->child; line != 0; line = tree_node(tree, line)->next)
        line_read(document, tree, line);
    entries_close(document, entries_told(document, origin));
    document->whole = false;
}

/* A line that begins with the key and goes on with a quote. */
static const char *unbound_recognise(const char *name, const char *bytes, uint32_t size)
{
    enum { LOOKED_AT = 1 << 16 };
    (void)name;
    const char *end = bytes + (size < LOOKED_AT ? size : LOOKED_AT), *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), key, strlen(key))) != NULL) {
        const char *before = at, *behind = at + strlen(key);
        while (before > bytes && byte_is_blank(before[-1]))
            before--;
        while (behind < end && byte_is_blank(*behind))
            behind++;
        if ((before == bytes || before[-1] == '\n') && behind < end &&
            (*behind == '"' || *behind == '\''))
            return "lines of local-data";
        at = behind;
    }
    return NULL;
}

const struct format unbound_format = {
    .name = "unbound",
    .summary = "unbound.conf: records of local-data",
    .recognise = unbound_recognise,
    .read = unbound_read,
    ENTRIES_ANSWERS,
};
