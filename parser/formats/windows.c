#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/fields.h"
#include "parser/formats/json_text.h"
#include "parser/formats/rrset.h"

/*
 * Windows DNS: Get-DnsServerResourceRecord | ConvertTo-Json. With enough -Depth the data is a list of
 * properties with names and values; with less of it PowerShell writes them as one text
 * (`MailExchange = "host." Preference = 0`), or nothing but the name of the class.
 */

static const struct fields_row rows[] = {
    {"MX", NULL, {"Preference", "MailExchange"}, false},
    {"A", NULL, {"IPv4Address"}, false},
    {"AAAA", NULL, {"IPv6Address"}, false},
    {"CNAME", NULL, {"HostNameAlias"}, false},
    {"NS", NULL, {"NameServer"}, false},
    {"PTR", NULL, {"PtrDomainName"}, false},
    {"TXT", NULL, {"DescriptiveText"}, true},
    {"SRV", NULL, {"Priority", "Weight", "Port", "DomainName"}, false},
    {.type = NULL},
};

static uint32_t property_find(const struct tree *tree, uint32_t list, const char *name)
{
    for (uint32_t item = tree_node(tree, list)->child; item != 0;
         item = tree_node(tree, item)->next)
        if (tree_is(tree, tree_member(tree, item, "Name"), name))
            return tree_member(tree, item, "Value");
    return 0;
}

/* Where the value stands in `Name = value` or `Name = "value"` of a text; empty: nowhere. */
static struct span value_slice(const char *text, const char *name)
{
    for (const char *at = text; (at = strcasestr(at, name)) != NULL; at++) {
        const char *value = at + strlen(name);
        bool word = at > text && isalnum((unsigned char)at[-1]);
        value += strspn(value, " ");
        if (word || *value != '=')
            continue;
        value += 1 + strspn(value + 1, " ");
        bool quoted = *value == '"';
        value += quoted;
        size_t length = strcspn(value, quoted ? "\"" : " ");
        return (struct span){(uint32_t)(value - text), (uint32_t)(value - text + (long)length)};
    }
    return (struct span){0, 0};
}

/* The same in a text, or in any of a list of texts. */
static struct part text_find(const struct tree *tree, uint32_t node, const char *name)
{
    struct part part = {.node = 0};
    uint32_t item = tree_node(tree, node)->kind == NODE_LIST ? tree_node(tree, node)->child : node;
    for (; item != 0 && part.node == 0; item = item == node ? 0 : tree_node(tree, item)->next) {
        char *text = tree_value(tree, item, NULL);
        struct span slice = text == NULL ? (struct span){0, 0} : value_slice(text, name);
        if (!span_is_empty(slice))
            part = (struct part){.node = item, .slice = slice};
        talloc_free(text);
    }
    return part;
}

/* One field, from wherever PowerShell put it. */
static struct part field_find(const struct tree *tree, uint32_t data, const char *name)
{
    uint32_t list = tree_member(tree, data, "CimInstanceProperties");
    uint32_t node = tree_member(tree, data, name);
    if (node == 0 && list != 0 && tree_node(tree, list)->kind == NODE_LIST)
        node = property_find(tree, list, name);
    return node != 0   ? (struct part){.node = node}
           : list != 0 ? text_find(tree, list, name)
                       : (struct part){.node = 0};
}

static bool fields_add(const struct tree *tree, const struct fields_row *row, uint32_t data,
                       struct entry *entry)
{
    for (size_t i = 0; i < FIELDS_MOST && row->keys[i] != NULL; i++) {
        struct part part = field_find(tree, data, row->keys[i]);
        if (part.node == 0 || tree_node(tree, part.node)->kind != NODE_SCALAR)
            return false;
        part.form = row->text ? PART_STRING : PART_TEXT;
        entry->parts[entry->part_count++] = part;
    }
    return true;
}

/* "01:00:00" or "1.00:00:00", days first; -1: neither. */
static int64_t span_read(const char *text)
{
    enum { MOST = 100000 }; /* a TTL has fewer days, hours or minutes */
    static const int64_t units[] = {86400, 3600, 60, 1};
    int64_t total = 0;
    size_t unit = text[strspn(text, "0123456789")] == '.' ? 0 : 1;
    for (; unit < 4; unit++) {
        char *end;
        unsigned long number = strtoul(text, &end, 10);
        char behind = unit == 0 ? '.' : unit < 3 ? ':' : '\0';
        if (end == text || number > MOST || *end != behind)
            return -1;
        total += (int64_t)number * units[unit];
        text = end + 1;
    }
    return total;
}

/* Seconds: an object, or a time span; -1: neither. */
static int64_t seconds_of(const struct tree *tree, uint32_t node)
{
    int64_t total = tree_number(tree, tree_member(tree, node, "TotalSeconds"));
    char *text = tree_value(tree, node, NULL);
    if (total < 0 && text != NULL)
        total = span_read(text);
    talloc_free(text);
    return total;
}

/* "DC=@,DC=contoso.com,cn=MicrosoftDNS,…": the second part. Owned by `mem`; NULL: none. */
static char *zone_of(const struct tree *tree, uint32_t record, void *mem)
{
    char *text = tree_value(tree, tree_member(tree, record, "DistinguishedName"), mem);
    char *second = text == NULL ? NULL : strcasestr(text, ",DC=");
    if (second == NULL)
        return NULL;
    second += strlen(",DC=");
    second[strcspn(second, ",")] = '\0';
    return second;
}

static void record_read(struct document *document, uint32_t record)
{
    const struct tree *tree = entries_tree(document);
    void *mem = talloc_new(NULL);
    uint32_t host = tree_member(tree, record, "HostName"),
             type = tree_member(tree, record, "RecordType");
    uint32_t data = tree_member(tree, record, "RecordData"),
             ttl = tree_member(tree, record, "TimeToLive");
    char *owner = tree_value(tree, host, mem), *mnemonic = tree_value(tree, type, mem);
    char *zone = zone_of(tree, record, mem);
    const struct fields_row *row = mnemonic == NULL ? NULL : fields_of_type(rows, mnemonic);
    struct entry entry = {.owner = owner,
                          .owner_node = host,
                          .zone = zone == NULL ? document->origin
                                               : entries_name(document, zone, NAME_ROOT),
                          .type = mnemonic,
                          .type_node = type,
                          .ttl = seconds_of(tree, ttl),
                          .origin = NAME_ROOT,
                          .dots = DOT_ALWAYS,
                          .element = record};
    if (ttl != 0 && tree_node(tree, ttl)->kind == NODE_SCALAR)
        entry.ttl_node = ttl;
    if (owner != NULL && row != NULL && data != 0) {
        if (fields_add(tree, row, data, &entry))
            entries_add(document, &entry);
        else if (strcmp(row->type, "MX") == 0)
            document_problem(document, PROBLEM_LOSSY, 0, tree_node(tree, data)->at,
                             "the export lost where the MX points");
    }
    talloc_free(mem);
}

static void root_read(struct document *document, uint32_t root)
{
    if (tree_node(entries_tree(document), root)->kind == NODE_LIST)
        each_element(document, root, record_read);
    else
        record_read(document, root);
}

static void windows_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    entries_open(document, &json_syntax);
    document->origin = entries_told(document, origin);
    each_root(document, root_read);
    entries_close(document, document->origin);
}

static const char *windows_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return json_starts(bytes, size) && json_has_key(bytes, size, "HostName") &&
                   json_has_key(bytes, size, "RecordType") &&
                   json_has_key(bytes, size, "RecordData")
               ? "JSON with the keys HostName, RecordType and RecordData"
               : NULL;
}

const struct format windows_format = {
    .name = "windows",
    .summary = "Windows DNS: Get-DnsServerResourceRecord as JSON",
    .recognise = windows_recognise,
    .read = windows_read,
    ENTRIES_ANSWERS,
};
