#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "parser/entries.h"
#include "parser/formats/json_text.h"

/*
 * Amazon Route 53: what list-resource-record-sets prints, and change batches. Names and hosts without
 * a final dot are absolute.
 */

/* Characters are written as \ooo, three octal digits; master files have decimal ones. */
static char *name_decimal(const char *name, void *mem)
{
    char *out = talloc_strdup(mem, "");
    for (unsigned octal; *name != '\0'; name++) {
        if (name[0] == '\\' && sscanf(name, "\\%3o", &octal) == 1 && octal < 256 &&
            strspn(name + 1, "01234567") >= 3) {
            out = octal == '*' ? talloc_strdup_append_buffer(out, "*")
                               : talloc_asprintf_append_buffer(out, "\\%03u", octal);
            name += 3;
        } else {
            out = talloc_strndup_append_buffer(out, name, 1);
        }
    }
    return out;
}

/* A value stands in an object of its own, which goes with it. */
static void value_add(struct document *document, struct entry entry, uint32_t element)
{
    const struct tree *tree = entries_tree(document);
    uint32_t value = tree_member(tree, element, "Value");
    if (value == 0)
        return;
    entry.element = element;
    entry.parts[0] = (struct part){.node = value, .form = PART_TEXT};
    entry.part_count = 1;
    entries_add(document, &entry);
}

static void set_read(struct document *document, uint32_t set, uint32_t element)
{
    const struct tree *tree = entries_tree(document);
    void *mem = talloc_new(NULL);
    uint32_t name = tree_member(tree, set, "Name"), type = tree_member(tree, set, "Type");
    uint32_t ttl = tree_member(tree, set, "TTL"),
             values = tree_member(tree, set, "ResourceRecords");
    char *owner = tree_value(tree, name, mem), *mnemonic = tree_value(tree, type, mem);
    if (owner != NULL && mnemonic != NULL && values != 0) {
        struct entry entry = {.owner = name_decimal(owner, mem),
                              .owner_node = name,
                              .zone = NAME_ROOT,
                              .type = mnemonic,
                              .type_node = type,
                              .ttl = tree_number(tree, ttl),
                              .ttl_node = ttl,
                              .origin = NAME_ROOT,
                              .set = element};
        for (uint32_t value = tree_node(tree, values)->child; value != 0;
             value = tree_node(tree, value)->next)
            value_add(document, entry, value);
    }
    talloc_free(mem);
}

/* What is taken away by a change is no data. */
static void change_read(struct document *document, uint32_t change)
{
    const struct tree *tree = entries_tree(document);
    if (!tree_is(tree, tree_member(tree, change, "Action"), "DELETE"))
        set_read(document, tree_member(tree, change, "ResourceRecordSet"), change);
}

static void list_read(struct document *document, uint32_t list,
                      void (*read)(struct document *document, uint32_t element))
{
    const struct tree *tree = entries_tree(document);
    for (uint32_t element = list == 0 ? 0 : tree_node(tree, list)->child; element != 0;
         element = tree_node(tree, element)->next)
        read(document, element);
}

static void element_read(struct document *document, uint32_t element)
{
    set_read(document, element, element);
}

static void root_read(struct document *document, uint32_t root)
{
    const struct tree *tree = entries_tree(document);
    uint32_t batch = tree_member(tree, root, "ChangeBatch");
    list_read(document, tree_member(tree, root, "ResourceRecordSets"), element_read);
    list_read(document, tree_member(tree, batch != 0 ? batch : root, "Changes"), change_read);
}

static void route53_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    entries_open(document, &json_syntax);
    for (uint32_t root = entries_tree(document)->nodes[0].child; root != 0;
         root = entries_tree(document)->nodes[root].next)
        root_read(document, root);
    entries_close(document,
                  origin == NULL ? NAME_UNKNOWN : entries_name(document, origin, NAME_ROOT));
}

static bool route53_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return json_starts(bytes, size) && (json_has_key(bytes, size, "ResourceRecordSets") ||
                                        (json_has_key(bytes, size, "Changes") &&
                                         json_has_key(bytes, size, "ResourceRecordSet")));
}

const struct format route53_format = {
    .name = "route53",
    .summary = "Amazon Route 53: record sets and change batches, JSON",
    .recognise = route53_recognise,
    .read = route53_read,
    ENTRIES_ANSWERS,
};
