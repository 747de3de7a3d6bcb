#include <string.h>
#include <talloc.h>

#include "parser/syntax/line.h"
#include "parser/syntax/tree.h"

/*
 * Tables as text (RFC 4180, and what spreadsheets make of it): the separator is a comma, a semicolon
 * or a TAB, whichever the first line has most of. A row is a list below the root, its cells are
 * scalars. Blank lines are no rows, nor is what Excel ("sep=;") and PowerShell ("#TYPE …") put first.
 */

struct csv {
    char separator;
};

static char separator_of(const struct tree *tree)
{
    const struct csv *csv = tree->syntax_data;
    return csv->separator;
}

static bool line_is_blank(const struct tree *tree, struct span line)
{
    while (!span_is_empty(line) && strchr(" \t", tree->bytes[line.start]) != NULL &&
           tree->bytes[line.start] != '\0')
        line.start++;
    return span_is_empty(line);
}

static bool line_is_preamble(const struct tree *tree, struct span line)
{
    static const char *const words[] = {"sep=", "#TYPE "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (span_length(line) >= strlen(words[i]) &&
            memcmp(tree->bytes + line.start, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

/* Where the table begins. */
static uint32_t table_start(const struct tree *tree)
{
    uint32_t at = lines_begin(tree), next;
    for (; at < tree->size; at = next) {
        struct span line = line_at(tree, at, &next);
        if (!line_is_blank(tree, line) && !line_is_preamble(tree, line))
            break;
    }
    return at;
}

static char separator_guess(const struct tree *tree, struct span line)
{
    static const char separators[] = ",;\t";
    size_t most = 0;
    char found = ',';
    for (const char *separator = separators; *separator != '\0'; separator++) {
        size_t count = 0;
        bool quoted = false;
        for (uint32_t at = line.start; at < line.end; at++) {
            quoted ^= tree->bytes[at] == '"';
            count += !quoted && tree->bytes[at] == *separator;
        }
        if (count > most)
            found = *separator;
        most = count > most ? count : most;
    }
    return found;
}

static bool is_line_end(char byte)
{
    return byte == '\n' || byte == '\r';
}

/* A cell without quotes: the blanks around it are not part of it. */
static struct node cell_bare(const struct tree *tree, uint32_t start, uint32_t *at)
{
    uint32_t end = start;
    while (end < tree->size && !is_line_end(tree->bytes[end]) &&
           tree->bytes[end] != separator_of(tree))
        end++;
    *at = end;
    while (end > start && tree->bytes[end - 1] == ' ')
        end--;
    return (struct node){.kind = NODE_SCALAR, .at = {start, end}, .text = {start, end}};
}

/* A cell from its quote on. False: it is not quoted as a whole, or never closed (`*open`). */
static bool cell_quoted(const struct tree *tree, uint32_t start, struct node *cell, uint32_t *at,
                        bool *open)
{
    uint32_t end = start + 1;
    *cell = (struct node){.kind = NODE_SCALAR, .quote = '"'};
    for (; end < tree->size; end++) {
        bool quote = tree->bytes[end] == '"';
        bool doubled = quote && end + 1 < tree->size && tree->bytes[end + 1] == '"';
        if (quote && !doubled)
            break;
        cell->escaped |= doubled;
        end += doubled;
    }
    *open = end >= tree->size;
    cell->text = (struct span){start + 1, end};
    cell->at = (struct span){start, end + 1};
    for (*at = end + 1; *at < tree->size && tree->bytes[*at] == ' ';)
        ++*at;
    return !*open && (*at >= tree->size || is_line_end(tree->bytes[*at]) ||
                      tree->bytes[*at] == separator_of(tree));
}

static bool row_read(struct tree *tree, uint32_t *at, struct syntax_fault *fault)
{
    uint32_t row = tree_add(tree, 0, (struct node){.kind = NODE_LIST});
    uint32_t start = *at;
    for (;; ++*at) {
        struct node cell;
        bool open = false;
        uint32_t from = *at;
        while (from < tree->size && tree->bytes[from] == ' ')
            from++;
        bool quote = from < tree->size && tree->bytes[from] == '"';
        if (!quote || !cell_quoted(tree, from, &cell, at, &open))
            cell = cell_bare(tree, from, at);
        if (open) {
            *fault =
                (struct syntax_fault){.at = {from, from + 1}, .message = "a quote is never closed"};
            return false;
        }
        tree_add(tree, row, cell);
        if (*at >= tree->size || tree->bytes[*at] != separator_of(tree))
            break;
    }
    tree->nodes[row].at = tree->nodes[row].text = (struct span){start, *at};
    return true;
}

static bool csv_parse(struct tree *tree, struct syntax_fault *fault)
{
    struct csv *csv = talloc_zero(tree, struct csv);
    uint32_t at = table_start(tree), next;
    csv->separator = separator_guess(tree, line_at(tree, at, &next));
    tree->syntax_data = csv;
    while (at < tree->size) {
        if (line_is_blank(tree, line_at(tree, at, &next))) {
            at = next;
            continue;
        }
        if (!row_read(tree, &at, fault))
            return false;
        line_at(tree, at, &at);
    }
    return true;
}

/* Two quotes are one. */
static char *csv_decode(const struct tree *tree, uint32_t node, void *mem)
{
    struct span text = tree_node(tree, node)->text;
    char *value = talloc_strndup(mem, tree->bytes + text.start, span_length(text)), *out = value;
    for (const char *in = value; *in != '\0'; in++) {
        *out++ = *in;
        in += in[0] == '"' && in[1] == '"';
    }
    *out = '\0';
    return value;
}

static char *csv_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    const char special[] = {separator_of(tree), '"', '\r', '\n', '\0'};
    char *out = talloc_strdup(mem, "");
    if (tree_node(tree, node)->quote == 0)
        return strpbrk(value, special) == NULL ? talloc_strdup(mem, value) : NULL;
    for (; *value != '\0'; value++)
        out = talloc_asprintf_append_buffer(out, *value == '"' ? "\"%c" : "%c", *value);
    return out;
}

const struct syntax csv_syntax = {
    .name = "CSV",
    .parse = csv_parse,
    .decode = csv_decode,
    .encode = csv_encode,
    .erase = line_erase,
    .append = line_append,
};
