#include <arpa/inet.h>
#include <string.h>
#include <talloc.h>

#include "parser/entries.h"
#include "parser/ldns.h"
#include "parser/syntax/line.h"

/*
 * The data file of tinydns (djbdns), as tinydns-data 1.05 of Debian reads it. Names are absolute; a
 * host without a dot is put in front of ".mx." or ".ns." and the owner. One line may make several
 * records; those that a server would answer for the owner's zone are read. A file holds any number of
 * zones, and parts of zones, so nothing is concluded from what is not there.
 */

enum { FIELDS = 10 };

struct line {
    struct document *document;
    const struct tree *tree;
    uint32_t node;
    uint32_t fields[FIELDS]; /* fields[0] is the owner; 0: missing or empty */
    void *mem;               /* until the next line */
};

/* How a kind of line makes a record. */
struct kind {
    char mark;
    const char *type;
    unsigned first, count; /* fields of the RDATA */
    unsigned ttl;          /* field */
    uint32_t ttl_default;  /* seconds, as tinydns-data has it */
    bool (*add)(struct line *line, const struct kind *kind, struct entry *entry);
};

static char *field_value(const struct line *line, unsigned index)
{
    return tree_value(line->tree, line->fields[index], line->mem);
}

/* ---- hosts -------------------------------------------------------------------------------------- */

/* An address on the line is the host's. Its records would move with a host that is changed, so that
 * one is read and not edited; nor is a name that the line only stands for. */
static struct part host_part(const struct line *line, const char *label)
{
    char *host = field_value(line, 2), *owner = field_value(line, 0);
    bool whole = host != NULL && strchr(host, '.') != NULL;
    struct part part = {.node = whole ? line->fields[2] : 0,
                        .form = PART_TEXT,
                        .bound = whole && line->fields[1] != 0};
    part.fallback = host == NULL ? talloc_asprintf(line->document, "%s.%s", label, owner)
                    : whole      ? talloc_strdup(line->document, host)
                                 : talloc_asprintf(line->document, "%s.%s.%s", host, label, owner);
    return part;
}

static void host_address_add(struct line *line, const struct entry *entry, struct part host)
{
    struct entry address = *entry;
    if (line->fields[1] == 0)
        return;
    address.owner = host.fallback;
    address.owner_node = line->fields[2];
    address.type = "A";
    address.parts[0] = (struct part){.node = line->fields[1]};
    address.part_count = 1;
    entries_add(line->document, &address);
}

static bool add_mx(struct line *line, const struct kind *kind, struct entry *entry)
{
    (void)kind;
    entry->parts[0] = (struct part){.node = line->fields[3], .fallback = "0"};
    entry->parts[1] = host_part(line, "mx");
    entry->part_count = 2;
    bool added = entries_add(line->document, entry);
    host_address_add(line, entry, entry->parts[1]);
    return added;
}

static bool add_ns(struct line *line, const struct kind *kind, struct entry *entry)
{
    (void)kind;
    entry->parts[0] = host_part(line, "ns");
    entry->part_count = 1;
    bool added = entries_add(line->document, entry);
    host_address_add(line, entry, entry->parts[0]);
    return added;
}

/* ---- other lines -------------------------------------------------------------------------------- */

static bool add_fields(struct line *line, const struct kind *kind, struct entry *entry)
{
    enum part_form form = kind->mark == '\'' ? PART_STRING : PART_TEXT;
    for (unsigned i = 0; i < kind->count; i++) {
        if (line->fields[kind->first + i] ==
            0) /* of a Z line: tinydns-data knows what to put there */
            return false;
        entry->parts[i] = (struct part){.node = line->fields[kind->first + i], .form = form};
    }
    entry->part_count = kind->count;
    return entries_add(line->document, entry);
}

/* RDATA as octets, in the form of RFC 3597. */
static bool add_octets(struct line *line, struct entry *entry, const char *octets, size_t length)
{
    char *text = talloc_asprintf(line->document, "\\# %zu ", length);
    for (size_t i = 0; i < length; i++)
        text = talloc_asprintf_append_buffer(text, "%02x", (unsigned char)octets[i]);
    entry->parts[0] = (struct part){.fallback = text};
    entry->part_count = 1;
    return entries_add(line->document, entry);
}

static bool add_generic(struct line *line, const struct kind *kind, struct entry *entry)
{
    (void)kind;
    char *type = field_value(line, 1), *octets = field_value(line, 2);
    if (type == NULL || octets == NULL)
        return false;
    entry->type = talloc_asprintf(line->mem, "TYPE%s", type);
    entry->type_node = line->fields[1];
    return add_octets(line, entry, octets, strlen(octets));
}

/* 32 hexadecimal digits, of which RFC 3597 makes the same octets. */
static bool add_aaaa(struct line *line, const struct kind *kind, struct entry *entry)
{
    (void)kind;
    char *digits = field_value(line, 1);
    if (digits == NULL)
        return false;
    entry->parts[0] =
        (struct part){.fallback = talloc_asprintf(line->document, "\\# 16 %s", digits)};
    entry->part_count = 1;
    return entries_add(line->document, entry);
}

static const struct kind kinds[] = {
    {'+', "A", 1, 1, 2, 86400, add_fields},     {'=', "A", 1, 1, 2, 86400, add_fields},
    {'\'', "TXT", 1, 1, 2, 86400, add_fields},  {'^', "PTR", 1, 1, 2, 86400, add_fields},
    {'C', "CNAME", 1, 1, 2, 86400, add_fields}, {'Z', "SOA", 1, 7, 8, 2560, add_fields},
    {'@', "MX", 2, 2, 4, 86400, add_mx},        {'&', "NS", 2, 1, 3, 259200, add_ns},
    {'.', "NS", 2, 1, 3, 259200, add_ns},       {':', "", 2, 1, 3, 86400, add_generic},
    {'3', "AAAA", 1, 1, 2, 86400, add_aaaa},    {'6', "AAAA", 1, 1, 2, 86400, add_aaaa},
};

static const struct kind *kind_find(char mark)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].mark == mark)
            return &kinds[i];
    return NULL;
}

static void line_take(struct line *line, uint32_t node)
{
    uint32_t field = tree_node(line->tree, tree_node(line->tree, node)->child)->next;
    memset(line->fields, 0, sizeof line->fields);
    line->node = node;
    for (unsigned i = 0; i < FIELDS && field != 0; i++) {
        line->fields[i] = span_is_empty(tree_node(line->tree, field)->text) ? 0 : field;
        field = tree_node(line->tree, field)->next;
    }
}

static char mark_of(const struct tree *tree, uint32_t node)
{
    return tree->bytes[tree_node(tree, node)->at.start];
}

static void line_read(struct line *line, uint32_t node)
{
    const struct kind *kind = kind_find(mark_of(line->tree, node));
    line_take(line, node);
    char *owner = field_value(line, 0);
    if (kind == NULL || owner == NULL)
        return;
    struct entry entry = {.owner = owner,
                          .owner_node = line->fields[0],
                          .zone = NAME_ROOT,
                          .type = kind->type,
                          .type_node = tree_node(line->tree, node)->child,
                          .ttl = tree_number(line->tree, line->fields[kind->ttl]),
                          .ttl_node = line->fields[kind->ttl],
                          .origin = NAME_ROOT,
                          .element = node};
    if (entry.ttl < 0) {
        entry.ttl = kind->ttl_default;
        entry.ttl_node = 0;
    }
    kind->add(line, kind, &entry);
}

/* The zone, if there is but one that the file speaks for (. and Z lines). */
static uint32_t zone_find(struct line *line)
{
    uint32_t zone = NAME_NONE;
    for (uint32_t node = tree_node(line->tree, 0)->child; node != 0;
         node = tree_node(line->tree, node)->next) {
        char mark = mark_of(line->tree, node);
        if (mark != '.' && mark != 'Z')
            continue;
        line_take(line, node);
        char *owner = field_value(line, 0);
        uint32_t name =
            owner == NULL ? NAME_UNKNOWN : entries_name(line->document, owner, NAME_ROOT);
        if (zone != NAME_NONE && zone != name)
            return NAME_UNKNOWN;
        zone = name;
    }
    return zone == NAME_NONE ? NAME_UNKNOWN : zone;
}

static void tinydns_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    struct line line = {.document = document,
                        .tree = entries_open(document, &tinydns_syntax),
                        .mem = talloc_new(NULL)};
    for (uint32_t node = tree_node(line.tree, 0)->child; node != 0;
         node = tree_node(line.tree, node)->next) {
        line_read(&line, node);
        talloc_free_children(line.mem);
    }
    uint32_t zone = entries_told(document, origin);
    entries_close(document, zone == NAME_UNKNOWN ? zone_find(&line) : zone);
    document->whole = false;
    talloc_free(line.mem);
}

/* ---- recognition -------------------------------------------------------------------------------- */

static bool is_name(const char *text)
{
    return text != NULL && strchr(text, '.') != NULL &&
           strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.*\\") ==
               strlen(text);
}

/* Is this a line of tinydns and of nothing else? */
static bool line_fits(const struct line *line, char mark)
{
    const struct tree *tree = line->tree;
    uint8_t octets[4];
    char *value = field_value(line, 1);
    bool second = tree_node(tree, tree_node(tree, line->node)->child)->next !=
                  tree_node(tree, line->node)->last;
    if (kind_find(mark) == NULL || !second || !is_name(field_value(line, 0)))
        return false;
    if (mark == '+' || mark == '=')
        return value != NULL && inet_pton(AF_INET, value, octets) == 1;
    if (mark == '@' || mark == '&' || mark == '.')
        return value == NULL || inet_pton(AF_INET, value, octets) == 1;
    return value != NULL;
}

/* Looks at the first line that is a record, so that other texts are soon done with. */
static bool first_line_fits(const char *bytes, uint32_t size)
{
    const struct tree text = {.bytes = bytes, .size = size};
    for (uint32_t at = lines_begin(&text), next; at < size; at = next) {
        struct span line = line_at(&text, at, &next);
        char first = span_is_empty(line) ? '#' : bytes[line.start];
        if (strchr("#-% \t", first) == NULL)
            return kind_find(first) != NULL &&
                   memchr(bytes + line.start, ':', span_length(line)) != NULL;
    }
    return false;
}

static const char *tinydns_recognise(const char *name, const char *bytes, uint32_t size)
{
    enum { LOOKED_AT = 1 << 14, SPARE = 10 };
    (void)name;
    if (!first_line_fits(bytes, size))
        return NULL;
    uint32_t looked_at = size < LOOKED_AT ? size : LOOKED_AT;
    while (looked_at < size && looked_at > 0 && bytes[looked_at - 1] != '\n')
        looked_at--;
    struct syntax_fault fault;
    void *mem = talloc_new(NULL);
    struct line line = {.tree = tree_read(mem, &tinydns_syntax, bytes, looked_at, &fault),
                        .mem = mem};
    unsigned fitting = 0, others = 0, sure = 0;
    for (uint32_t node = tree_node(line.tree, 0)->child;
         node != 0 && others * SPARE <= fitting + SPARE; node = tree_node(line.tree, node)->next) {
        char mark = mark_of(line.tree, node);
        line_take(&line, node);
        bool fits = line_fits(&line, mark);
        fitting += fits;
        others += !fits;
        sure += fits && strchr("+=@&.", mark) != NULL;
    }
    talloc_free(mem);
    return sure > 0 && others * SPARE <= fitting ? "most lines are those of tinydns-data" : NULL;
}

const struct format tinydns_format = {
    .name = "tinydns",
    .summary = "data file of tinydns (djbdns)",
    .recognise = tinydns_recognise,
    .read = tinydns_read,
    ENTRIES_ANSWERS,
};
