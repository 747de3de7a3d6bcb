#include "parser/formats/google.h"

#include "parser/formats/json_text.h"
#include "parser/formats/rrset.h"

/* Google Cloud DNS. Hosts need a final dot; what a transaction deletes is no data. */

static const struct rrset_shape shape = {
    .name = "name", .type = "type", .ttl = "ttl", .values = "rrdatas", .dots = DOT_ALWAYS};

/* Sets with a routing policy have their values there, one list for each place or weight. */
static void set_read(struct document *document, uint32_t set)
{
    const struct tree *tree = entries_tree(document);
    if (tree_member(tree, set, "rrdatas") != 0)
        rrset_add(document, &shape, set, set, 0);
}

static void root_read(struct document *document, uint32_t root)
{
    static const char *const lists[] = {"rrsets", "additions", "items", NULL};
    const struct tree *tree = entries_tree(document);
    uint32_t list = tree_member_of(tree, root, lists);
    if (tree_node(tree, root)->kind == NODE_LIST)
        each_element(document, root, root_read);
    else if (list != 0)
        each_element(document, list, set_read);
    else
        set_read(document, root);
}

void google_read(struct document *document, const char *origin, const struct syntax *syntax)
{
    entries_open(document, syntax);
    each_root(document, root_read);
    json_pages_count(document);
    entries_close(document, entries_told(document, origin));
}

static void json_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    google_read(document, origin, &json_syntax);
}

static const char *json_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return json_starts(bytes, size) && json_has_key(bytes, size, "rrdatas")
               ? "JSON with the key rrdatas"
               : NULL;
}

const struct format google_format = {
    .name = "google",
    .summary = "Google Cloud DNS: record sets, JSON",
    .recognise = json_recognise,
    .read = json_read,
    ENTRIES_ANSWERS,
};
