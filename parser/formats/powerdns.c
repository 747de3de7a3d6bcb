#include "parser/formats/json_text.h"
#include "parser/formats/rrset.h"

/* PowerDNS: a zone as its API prints it, and what is sent to change one. Hosts need a final dot. */

static const struct rrset_shape shape = {.name = "name",
                                         .type = "type",
                                         .ttl = "ttl",
                                         .values = "records",
                                         .value = "content",
                                         .off = "disabled",
                                         .dots = DOT_ALWAYS};

static void set_read(struct document *document, uint32_t set)
{
    const struct tree *tree = entries_tree(document);
    if (!tree_is(tree, tree_member(tree, set, "changetype"), "DELETE"))
        rrset_add(document, &shape, set, set, 0);
}

static void root_read(struct document *document, uint32_t root)
{
    each_element(document, tree_member(entries_tree(document), root, "rrsets"), set_read);
}

static void powerdns_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    entries_open(document, &json_syntax);
    each_root(document, root_read);
    entries_close(document, entries_told(document, origin));
}

static const char *powerdns_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return json_starts(bytes, size) && json_has_key(bytes, size, "rrsets") &&
                   json_has_key(bytes, size, "content")
               ? "JSON with the keys rrsets and content"
               : NULL;
}

const struct format powerdns_format = {
    .name = "powerdns",
    .summary = "PowerDNS: zones of the API, JSON",
    .recognise = powerdns_recognise,
    .read = powerdns_read,
    ENTRIES_ANSWERS,
};
