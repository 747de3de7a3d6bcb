#include <string.h>
#include <talloc.h>

#include "parser/formats/csv_table.h"

/* get-zones --format=tsv: name, short name, TTL, class, type, value; no headings. */
static const struct columns tsv_columns = {{
    [COLUMN_OWNER] = 0,
    [COLUMN_ZONE] = -1,
    [COLUMN_TYPE] = 4,
    [COLUMN_TTL] = 2,
    [COLUMN_PREFERENCE] = -1,
    [COLUMN_WEIGHT] = -1,
    [COLUMN_PORT] = -1,
    [COLUMN_EXCHANGE] = -1,
    [COLUMN_VALUE] = 5,
}};

static bool tsv_row_fits(const struct tree *tree, uint32_t row)
{
    uint32_t cells[6], cell = tree_node(tree, row)->child;
    for (size_t i = 0; i < 6; i++) {
        if (cell == 0)
            return false;
        cells[i] = cell;
        cell = tree_node(tree, cell)->next;
    }
    return tree_number(tree, cells[2]) >= 0 && tree_is(tree, cells[3], "IN") &&
           !span_is_empty(tree_node(tree, cells[1])->text);
}

static const char *tsv_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    uint32_t end = 0;
    while (end < size && end < 4096 && bytes[end] != '\n')
        end++;
    if (memchr(bytes, '\t', end) == NULL)
        return NULL;
    void *mem = talloc_new(NULL);
    struct syntax_fault fault;
    const struct tree *tree = tree_read(mem, &csv_syntax, bytes, end, &fault);
    bool found = tree_node(tree, 0)->child != 0 && tsv_row_fits(tree, tree_node(tree, 0)->child);
    talloc_free(mem);
    return found ? "name, short name, TTL, class, type and value in columns" : NULL;
}

/* The apex is the name whose short name is "@". */
static const char *tsv_zone(const struct tree *tree, void *mem)
{
    for (uint32_t row = tree_node(tree, 0)->child; row != 0; row = tree_node(tree, row)->next) {
        uint32_t name = tree_node(tree, row)->child;
        if (tsv_row_fits(tree, row) && tree_is(tree, tree_node(tree, name)->next, "@"))
            return tree_value(tree, name, mem);
    }
    return NULL;
}

static void tsv_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    struct table table = {
        .tree = entries_open(document, &csv_syntax), .columns = tsv_columns, .owners_whole = true};
    void *mem = talloc_new(NULL);
    if (origin == NULL)
        origin = tsv_zone(table.tree, mem);
    table_read(document, origin, &table, tree_node(table.tree, 0)->child);
    talloc_free(mem);
}

const struct format dnscontrol_tsv_format = {
    .name = "dnscontrol-tsv",
    .summary = "DNSControl: get-zones --format=tsv",
    .recognise = tsv_recognise,
    .read = tsv_read,
    ENTRIES_ANSWERS,
};
