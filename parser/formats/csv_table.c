#include "parser/formats/csv_table.h"

#include <arpa/inet.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/ldns.h"
#include "parser/master/text.h"
#include "parser/master/types.h"
#include "parser/zone_name.h"

static char *cell_value(const struct table *table, uint32_t cell)
{
    return tree_value(table->tree, cell, table->mem);
}

/* ---- owners ------------------------------------------------------------------------------------- */

static uint32_t zone_of_row(const struct table *table)
{
    char *zone =
        cell_value(table, columns_cell(table->tree, table->row, &table->columns, COLUMN_ZONE));
    return zone == NULL ? table->zone : entries_name(table->document, zone, NAME_ROOT);
}

/* Is this a whole name rather than one below the zone? */
static bool owner_is_whole(const struct table *table, const char *owner, uint32_t zone)
{
    char text[NAME_TEXT_MAX];
    size_t length = strlen(owner);
    if (table->owners_whole)
        return true;
    if (zone == NAME_UNKNOWN)
        return strchr(owner, '.') != NULL;
    size_t tail = strlen(name_to_text(table->document->names, zone, text));
    return length >= tail && strcasecmp(owner + length - tail, text) == 0 &&
           (length == tail || owner[length - tail - 1] == '.');
}

/* ---- TTLs --------------------------------------------------------------------------------------- */

/* "01:00:00" and, with days, "1.00:00:00", as .NET writes a time; -1 if it is none. */
static int64_t timespan_read(const char *text)
{
    const char *dot = strchr(text, '.');
    uint64_t days = 0, number, seconds = 0;
    if (dot != NULL && !number_read(text, (size_t)(dot - text), 9999, &days))
        return -1;
    text = dot != NULL ? dot + 1 : text;
    for (unsigned unit = 0; unit < 3; unit++) {
        size_t length = strcspn(text, ":");
        if (!number_read(text, length, unit == 0 ? 23 : 59, &number) ||
            text[length] != (unit < 2 ? ':' : '\0'))
            return -1;
        seconds = seconds * 60 + number;
        text += length + 1;
    }
    return (int64_t)(days * 86400 + seconds);
}

/* Words ("Automatic") leave it to the provider. */
static void ttl_take(const struct table *table, struct entry *entry)
{
    uint32_t cell = columns_cell(table->tree, table->row, &table->columns, COLUMN_TTL);
    char *text = cell_value(table, cell);
    uint64_t seconds;
    entry->ttl = -1;
    if (text == NULL)
        return;
    if (ttl_read(text, strlen(text), &seconds)) {
        entry->ttl = (int64_t)seconds;
        entry->ttl_node = tree_number(table->tree, cell) >= 0 ? cell : 0;
    } else {
        entry->ttl = timespan_read(text);
    }
}

/* ---- values ------------------------------------------------------------------------------------- */

static uint32_t value_of_row(const struct table *table, uint16_t type)
{
    uint32_t exchange = type == LDNS_RR_TYPE_MX ? columns_cell(table->tree, table->row,
                                                               &table->columns, COLUMN_EXCHANGE)
                                                : 0;
    return exchange != 0 ? exchange
                         : columns_cell(table->tree, table->row, &table->columns, COLUMN_VALUE);
}

static void part_add(struct entry *entry, uint32_t node, enum part_form form)
{
    entry->parts[entry->part_count++] = (struct part){.node = node, .form = form};
}

static unsigned words_in(const char *text)
{
    unsigned words = 0;
    for (text += strspn(text, " \t"); *text != '\0'; text += strspn(text, " \t"), words++)
        text += strcspn(text, " \t");
    return words;
}

bool table_value_is_class(const char *value)
{
    return strstr(value, "DnsServerResourceRecord") != NULL || strstr(value, "CimInstance") != NULL;
}

static bool mx_take(const struct table *table, struct entry *entry, uint32_t cell,
                    const char *value)
{
    uint32_t preference = columns_cell(table->tree, table->row, &table->columns, COLUMN_PREFERENCE);
    struct span at = tree_node(table->tree, cell)->at;
    if (table_value_is_class(value)) {
        document_problem(table->document, PROBLEM_LOSSY, 0, at,
                         "the export lost the host of this MX: only the name of a class stands "
                         "here");
        return false;
    }
    if (words_in(value) == 1) {
        if (preference == 0)
            document_problem(table->document, PROBLEM_NO_PREFERENCE, 0, at,
                             "this MX has lost its preference");
        entry->parts[entry->part_count++] =
            (struct part){.node = preference, .fallback = "0", .form = PART_TEXT};
    }
    part_add(entry, cell, PART_TEXT);
    return true;
}

static bool srv_take(const struct table *table, struct entry *entry, uint32_t cell,
                     const char *value)
{
    static const enum column columns[] = {COLUMN_PREFERENCE, COLUMN_WEIGHT, COLUMN_PORT};
    const unsigned words = words_in(value);
    for (unsigned i = 0; i + words < 4 && i < 3; i++)
        part_add(entry, columns_cell(table->tree, table->row, &table->columns, columns[i]),
                 PART_TEXT);
    for (unsigned i = 0; i < entry->part_count; i++)
        if (entry->parts[i].node == 0)
            return false;
    part_add(entry, cell, PART_TEXT);
    return words <= 4;
}

static bool address_take(struct entry *entry, uint32_t cell, const char *value, int family)
{
    uint8_t octets[16];
    part_add(entry, cell, PART_TEXT);
    return inet_pton(family, value, octets) == 1;
}

/* Quotes that are part of the value are those of a master file. */
static bool text_take(struct entry *entry, uint32_t cell, const char *value)
{
    part_add(entry, cell, value[0] == '"' ? PART_TEXT : PART_STRING);
    return true;
}

static bool plain_take(struct entry *entry, uint32_t cell, const char *value, unsigned words)
{
    part_add(entry, cell, PART_TEXT);
    return words_in(value) == words;
}

/* The parts of the RDATA. False: the row makes no record that can be told. */
static bool value_take(const struct table *table, struct entry *entry, uint16_t type, uint32_t zone)
{
    uint32_t cell = value_of_row(table, type);
    char *value = cell_value(table, cell);
    entry->origin = value != NULL && strchr(value, '.') != NULL ? NAME_ROOT : zone;
    if (value == NULL || (type != LDNS_RR_TYPE_MX && table_value_is_class(value)))
        return false;
    switch (type) {
    case LDNS_RR_TYPE_MX:
        return mx_take(table, entry, cell, value);
    case LDNS_RR_TYPE_SRV:
        return srv_take(table, entry, cell, value);
    case LDNS_RR_TYPE_A:
        return address_take(entry, cell, value, AF_INET);
    case LDNS_RR_TYPE_AAAA:
        return address_take(entry, cell, value, AF_INET6);
    case LDNS_RR_TYPE_TXT:
    case LDNS_RR_TYPE_SPF:
        return text_take(entry, cell, value);
    case LDNS_RR_TYPE_CNAME:
    case LDNS_RR_TYPE_NS:
    case LDNS_RR_TYPE_PTR:
        return plain_take(entry, cell, value, 1);
    case LDNS_RR_TYPE_SOA:
        return plain_take(entry, cell, value, 7);
    case LDNS_RR_TYPE_CAA:
        return plain_take(entry, cell, value, 3);
    default:
        return false;
    }
}

char *table_value(const struct table *table, uint16_t type)
{
    return cell_value(table, value_of_row(table, type));
}

/* ---- rows --------------------------------------------------------------------------------------- */

/* A table without types is one of MX records. */
bool table_type(const struct table *table, struct entry *entry, uint16_t *type)
{
    entry->type_node = columns_cell(table->tree, table->row, &table->columns, COLUMN_TYPE);
    entry->type = table->columns.at[COLUMN_TYPE] < 0 ? "MX" : cell_value(table, entry->type_node);
    return entry->type != NULL && type_read(entry->type, strlen(entry->type), type);
}

static bool row_take(struct table *table, struct entry *entry)
{
    uint16_t type;
    uint32_t zone = zone_of_row(table);
    *entry = (struct entry){.element = table->row};
    entry->owner_node = columns_cell(table->tree, table->row, &table->columns, COLUMN_OWNER);
    char *owner = cell_value(table, entry->owner_node);
    entry->owner = owner == NULL ? "" : owner;
    entry->zone = owner_is_whole(table, entry->owner, zone) ? NAME_ROOT : zone;
    if (table->zone_seen != zone)
        table->zone_seen = table->zone_seen == NAME_NONE ? zone : NAME_UNKNOWN;
    ttl_take(table, entry);
    return table_type(table, entry, &type) && value_take(table, entry, type, zone);
}

static void rows_read(struct table *table, uint32_t row)
{
    for (; row != 0; row = tree_node(table->tree, row)->next) {
        struct entry entry;
        table->row = row;
        table->mem = talloc_new(NULL);
        if (row_take(table, &entry))
            entries_add(table->document, &entry);
        talloc_free(table->mem);
    }
}

/* The zone that a file is named for: contoso.com.csv. */
static uint32_t zone_of_path(struct document *document, const char *path, bool mx_only)
{
    static const char *const endings[] = {".csv", ".tsv"};
    char zone[NAME_TEXT_MAX], *name = talloc_strdup(NULL, path);
    size_t length = strlen(name);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (length > 4 && strcasecmp(name + length - 4, endings[i]) == 0)
            name[length - 4] = '\0';
    length = strlen(name);
    if (mx_only && length > 3 && strcasecmp(name + length - 3, ".mx") == 0)
        name[length - 3] = '\0'; /* as the command of export-lossy names it */
    bool told = zone_of_file_name(name, zone);
    talloc_free(name);
    return told ? entries_name(document, zone, NAME_ROOT) : NAME_UNKNOWN;
}

void table_read(struct document *document, const char *origin, struct table *table, uint32_t first)
{
    table->document = document;
    table->zone_seen = NAME_NONE;
    table->zone = entries_told(document, origin);
    if (table->zone == NAME_UNKNOWN)
        table->zone =
            zone_of_path(document, document->files[0].path, table->columns.at[COLUMN_TYPE] < 0);
    rows_read(table, first);
    entries_close(document, table->zone_seen == NAME_NONE ? table->zone : table->zone_seen);
}
