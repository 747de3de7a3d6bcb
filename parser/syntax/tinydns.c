#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/syntax/line.h"

/*
 * The data file of tinydns: a record on a line, of which the first byte is its kind and colons part
 * the fields. A line is a list below the root: the kind, then the fields. Comments (#), lines that are
 * disabled (-) and locations (%) are no records. Trailing blanks are ignored, as tinydns-data does.
 */

/* Names are decoded to the escapes of master files, texts (quote: '\'') to the octets that they are. */
static void field_add(struct tree *tree, uint32_t line, struct span text, char quote)
{
    bool escaped = memchr(tree->bytes + text.start, '\\', span_length(text)) != NULL;
    tree_add(
        tree, line,
        (struct node){
            .kind = NODE_SCALAR, .quote = quote, .escaped = escaped, .at = text, .text = text});
}

static void record_add(struct tree *tree, struct span at)
{
    uint32_t line = tree_add(tree, 0, (struct node){.kind = NODE_LIST, .at = at, .text = at});
    char kind = tree->bytes[at.start];
    uint32_t end = at.end, start = at.start + 1;
    while (end > start && (tree->bytes[end - 1] == ' ' || tree->bytes[end - 1] == '\t'))
        end--;
    field_add(tree, line, (struct span){at.start, start}, 0);
    for (unsigned index = 0;; index++) {
        const char *colon = memchr(tree->bytes + start, ':', end - start);
        uint32_t stop = colon == NULL ? end : (uint32_t)(colon - tree->bytes);
        bool text = (kind == '\'' && index == 1) || (kind == ':' && index == 2);
        field_add(tree, line, (struct span){start, stop}, text ? '\'' : 0);
        if (colon == NULL)
            break;
        start = stop + 1;
    }
}

static bool tinydns_parse(struct tree *tree, struct syntax_fault *fault)
{
    (void)fault;
    for (uint32_t at = lines_begin(tree), next; at < tree->size; at = next) {
        struct span line = line_at(tree, at, &next);
        char kind = span_is_empty(line) ? '#' : tree->bytes[line.start];
        if (kind == '#' && !span_is_empty(line))
            ARRAY_PUSH(tree, tree->comments, tree->comment_count,
                       (struct span){line.start + 1, line.end});
        else if (strchr("#-% \t", kind) == NULL)
            record_add(tree, line);
    }
    return true;
}

static bool is_octal(char byte)
{
    return byte >= '0' && byte <= '7';
}

/* The octet that is written at `text`, and how many bytes that takes: \ooo has one to three digits. */
static unsigned char octet_read(const char *text, const char *end, size_t *used)
{
    unsigned value = 0;
    *used = 1;
    if (text[0] != '\\' || text + 1 == end)
        return (unsigned char)text[0];
    if (!is_octal(text[1])) {
        *used = 2;
        return (unsigned char)text[1];
    }
    for (; *used < 4 && text + *used < end && is_octal(text[*used]); ++*used)
        value = value * 8 + (unsigned)(text[*used] - '0');
    return (unsigned char)value;
}

static bool is_plain(unsigned char octet)
{
    return (octet >= 'a' && octet <= 'z') || (octet >= 'A' && octet <= 'Z') ||
           (octet >= '0' && octet <= '9') || octet == '-' || octet == '_' || octet == '*';
}

static char *tinydns_decode(const struct tree *tree, uint32_t node, void *mem)
{
    const struct node *field = tree_node(tree, node);
    const char *at = tree->bytes + field->text.start, *end = tree->bytes + field->text.end;
    char *out = talloc_strdup(mem, "");
    for (size_t used; at < end; at += used) {
        unsigned char octet = octet_read(at, end, &used);
        if (octet == 0)
            return NULL;
        out = field->quote == 0 && used > 1 && !is_plain(octet)
                  ? talloc_asprintf_append_buffer(out, "\\%03u", octet)
                  : talloc_asprintf_append_buffer(out, "%c", octet);
    }
    return out;
}

/* Names with escapes of their own are not written. */
static char *tinydns_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    (void)tree, (void)node;
    for (const char *at = value; *at != '\0'; at++)
        if (!is_plain((unsigned char)*at) && *at != '.')
            return NULL;
    return talloc_strdup(mem, value);
}

const struct syntax tinydns_syntax = {
    .name = "tinydns data",
    .parse = tinydns_parse,
    .decode = tinydns_decode,
    .encode = tinydns_encode,
    .erase = line_erase,
    .append = line_append,
};
