#include "parser/formats/csv_columns.h"

#include <ctype.h>
#include <string.h>

/* Headings in lower case, without blanks, dashes and underscores; of several in one table, the first
 * one here is taken (formats.md section 18; a Windows server has RecordType, and Type as a number). */
static const struct {
    enum column column;
    const char *heading;
} headings[] = {
    {COLUMN_OWNER, "name"},
    {COLUMN_OWNER, "host"},
    {COLUMN_OWNER, "hostname"},
    {COLUMN_OWNER, "recordname"},
    {COLUMN_OWNER, "record"},
    {COLUMN_OWNER, "fqdn"},
    {COLUMN_OWNER, "subdomain"},
    {COLUMN_OWNER, "owner"},
    {COLUMN_ZONE, "zone"},
    {COLUMN_ZONE, "zonename"},
    {COLUMN_ZONE, "domain"},
    {COLUMN_ZONE, "domainname"},
    {COLUMN_TYPE, "recordtype"},
    {COLUMN_TYPE, "rrtype"},
    {COLUMN_TYPE, "type"},
    {COLUMN_TTL, "ttl"},
    {COLUMN_TTL, "timetolive"},
    {COLUMN_TTL, "ttl(seconds)"},
    {COLUMN_TTL, "ttl(s)"},
    {COLUMN_PREFERENCE, "preference"},
    {COLUMN_PREFERENCE, "priority"},
    {COLUMN_PREFERENCE, "pref"},
    {COLUMN_PREFERENCE, "prio"},
    {COLUMN_PREFERENCE, "mxpriority"},
    {COLUMN_PREFERENCE, "mxpreference"},
    {COLUMN_PREFERENCE, "mxpref"},
    {COLUMN_PREFERENCE, "mx"},
    {COLUMN_WEIGHT, "weight"},
    {COLUMN_PORT, "port"},
    {COLUMN_EXCHANGE, "mailexchange"},
    {COLUMN_EXCHANGE, "exchange"},
    {COLUMN_EXCHANGE, "mailexchanger"},
    {COLUMN_VALUE, "value"},
    {COLUMN_VALUE, "data"},
    {COLUMN_VALUE, "content"},
    {COLUMN_VALUE, "target"},
    {COLUMN_VALUE, "pointsto"},
    {COLUMN_VALUE, "answer"},
    {COLUMN_VALUE, "recorddata"},
    {COLUMN_VALUE, "rdata"},
    {COLUMN_VALUE, "recordvalue"},
    {COLUMN_VALUE, "destination"},
};

/* Is this the heading, apart from case, blanks, dashes and underscores? */
static bool heading_is(const struct tree *tree, uint32_t cell, const char *heading)
{
    struct span text = tree_node(tree, cell)->text;
    for (uint32_t at = text.start; at < text.end; at++) {
        char byte = tree->bytes[at];
        if (byte == ' ' || byte == '-' || byte == '_')
            continue;
        if (tolower((unsigned char)byte) != *heading || *heading == '\0')
            return false;
        heading++;
    }
    return *heading == '\0';
}

static int heading_find(const struct tree *tree, uint32_t row, const char *heading)
{
    int index = 0;
    for (uint32_t cell = tree_node(tree, row)->child; cell != 0;
         cell = tree_node(tree, cell)->next, index++)
        if (heading_is(tree, cell, heading))
            return index;
    return -1;
}

/* An owner (or at least a zone), and a type with a value or the host of an MX. */
bool columns_read(const struct tree *tree, uint32_t row, struct columns *columns)
{
    for (int i = 0; i < COLUMNS; i++)
        columns->at[i] = -1;
    for (size_t i = 0; i < sizeof headings / sizeof *headings; i++)
        if (columns->at[headings[i].column] < 0)
            columns->at[headings[i].column] = heading_find(tree, row, headings[i].heading);
    const int *at = columns->at;
    return (at[COLUMN_OWNER] >= 0 || at[COLUMN_ZONE] >= 0) &&
           ((at[COLUMN_TYPE] >= 0 && at[COLUMN_VALUE] >= 0) || at[COLUMN_EXCHANGE] >= 0);
}

uint32_t columns_cell(const struct tree *tree, uint32_t row, const struct columns *columns,
                      enum column column)
{
    int index = columns->at[column];
    uint32_t cell = index < 0 ? 0 : tree_node(tree, row)->child;
    for (; cell != 0 && index > 0; index--)
        cell = tree_node(tree, cell)->next;
    return cell != 0 && span_is_empty(tree_node(tree, cell)->text) ? 0 : cell;
}
