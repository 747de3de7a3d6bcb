#include "parser/formats/json_text.h"
#include "parser/formats/rrset.h"

/*
 * Amazon Route 53: what list-resource-record-sets prints, and change batches. Names and hosts without
 * a final dot are absolute. Aliases are no data: AWS answers with what the target has.
 */

static const struct rrset_shape shape = {.name = "Name",
                                         .type = "Type",
                                         .ttl = "TTL",
                                         .values = "ResourceRecords",
                                         .value = "Value",
                                         .octal = true};

/* Sets with an identifier are chosen by weight, place or health: each is an answer of its own. */
static void set_read(struct document *document, uint32_t set, uint32_t element)
{
    bool routed = tree_member(entries_tree(document), set, "SetIdentifier") != 0;
    rrset_add(document, &shape, set, element, routed ? set : 0);
}

/* What is taken away by a change is no data. */
static void change_read(struct document *document, uint32_t change)
{
    const struct tree *tree = entries_tree(document);
    if (!tree_is(tree, tree_member(tree, change, "Action"), "DELETE"))
        set_read(document, tree_member(tree, change, "ResourceRecordSet"), change);
}

static void element_read(struct document *document, uint32_t element)
{
    set_read(document, element, element);
}

static void root_read(struct document *document, uint32_t root)
{
    const struct tree *tree = entries_tree(document);
    uint32_t batch = tree_member(tree, root, "ChangeBatch");
    each_element(document, tree_member(tree, root, "ResourceRecordSets"), element_read);
    each_element(document, tree_member(tree, batch != 0 ? batch : root, "Changes"), change_read);
}

static void route53_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    entries_open(document, &json_syntax);
    each_root(document, root_read);
    json_pages_count(document);
    entries_close(document, entries_told(document, origin));
}

static const char *route53_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    if (!json_starts(bytes, size))
        return NULL;
    if (json_has_key(bytes, size, "ResourceRecordSets"))
        return "JSON with the key ResourceRecordSets";
    return json_has_key(bytes, size, "Changes") && json_has_key(bytes, size, "ResourceRecordSet")
               ? "JSON with the keys Changes and ResourceRecordSet"
               : NULL;
}

const struct format route53_format = {
    .name = "route53",
    .summary = "Amazon Route 53: record sets and change batches, JSON",
    .recognise = route53_recognise,
    .read = route53_read,
    ENTRIES_ANSWERS,
};
