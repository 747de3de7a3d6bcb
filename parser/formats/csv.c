#include <arpa/inet.h>
#include <string.h>
#include <talloc.h>

#include "parser/formats/csv_table.h"
#include "parser/ldns.h"

/*
 * Tables of records: what spreadsheets, registrars and Export-Csv write. Hosts are absolute with and
 * without final dot. An owner is below the zone, unless it ends with the zone's name or a dot.
 */

static void csv_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    struct table table = {.tree = entries_open(document, &csv_syntax)};
    uint32_t first = tree_node(table.tree, 0)->child;
    if (first == 0 || !columns_read(table.tree, first, &table.columns)) {
        document_problem(document, PROBLEM_SCHEMA, 0, tree_node(table.tree, first)->at,
                         "no headings tell which column holds owner, type and value");
        first = 0;
    }
    table_read(document, origin, &table, first == 0 ? 0 : tree_node(table.tree, first)->next);
}

/* ---- recognition -------------------------------------------------------------------------------- */

enum { LOOKED_AT = 1 << 16 }; /* bytes */

/* Does a value go with a type? Only what no other table would hold counts. */
static bool row_is_record(struct table *table)
{
    struct entry entry;
    uint16_t type;
    if (!table_type(table, &entry, &type))
        return false;
    char *value = table_value(table, type);
    uint8_t octets[16];
    if (value == NULL)
        return false;
    return type == LDNS_RR_TYPE_A      ? inet_pton(AF_INET, value, octets) == 1
           : type == LDNS_RR_TYPE_AAAA ? inet_pton(AF_INET6, value, octets) == 1
           : type == LDNS_RR_TYPE_MX || type == LDNS_RR_TYPE_CNAME || type == LDNS_RR_TYPE_NS
               ? strchr(value, '.') != NULL || table_value_is_class(value)
               : type == LDNS_RR_TYPE_TXT && strchr(value, '=') != NULL;
}

/* Most rows have a type of DNS, and one at least has a value that goes with it. */
static bool rows_are_records(struct table *table, uint32_t row)
{
    unsigned rows = 0, typed = 0, records = 0;
    for (; row != 0; row = tree_node(table->tree, row)->next, rows++) {
        struct entry entry;
        uint16_t type;
        table->row = row;
        table->mem = talloc_new(NULL);
        typed += table_type(table, &entry, &type);
        records += row_is_record(table);
        talloc_free(table->mem);
    }
    return records > 0 && typed * 2 > rows;
}

/* Looks at the first lines only, so that other texts are soon done with. */
static bool first_line_has_headings(const char *bytes, uint32_t size)
{
    enum { LINES = 3, LINE_MOST = 4096 };
    uint32_t end = 0, row = 0;
    bool found = false;
    for (unsigned i = 0; i < LINES && row == 0 && end < size; i++) {
        struct syntax_fault fault;
        struct columns columns;
        const char *feed =
            memchr(bytes + end, '\n', size - end < LINE_MOST ? size - end : LINE_MOST);
        if (feed == NULL && size - end >= LINE_MOST)
            return false;
        end = feed == NULL ? size : (uint32_t)(feed - bytes) + 1;
        struct tree *tree = tree_read(NULL, &csv_syntax, bytes, end, &fault);
        row = tree_node(tree, 0)->child;
        found = row != 0 && tree_node(tree, row)->child != tree_node(tree, row)->last &&
                columns_read(tree, row, &columns);
        talloc_free(tree);
    }
    return found;
}

static const char *csv_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    uint32_t looked_at = size < LOOKED_AT ? size : LOOKED_AT;
    if (!first_line_has_headings(bytes, size))
        return NULL;
    struct syntax_fault fault;
    void *mem = talloc_new(NULL);
    struct table table = {.tree = tree_read(mem, &csv_syntax, bytes, looked_at, &fault)};
    uint32_t first = tree_node(table.tree, 0)->child;
    bool found = first != 0 && columns_read(table.tree, first, &table.columns) &&
                 rows_are_records(&table, tree_node(table.tree, first)->next);
    talloc_free(mem);
    return found ? "headings of a table of records, and rows that go with them" : NULL;
}

const struct format csv_format = {
    .name = "csv",
    .summary = "table of records, CSV",
    .recognise = csv_recognise,
    .read = csv_read,
    ENTRIES_ANSWERS,
};
