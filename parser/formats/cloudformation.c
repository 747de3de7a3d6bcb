#include "parser/formats/cloudformation.h"

#include <string.h>
#include <talloc.h>

#include "parser/formats/json_text.h"
#include "parser/formats/once.h"
#include "parser/formats/rrset.h"

/*
 * AWS CloudFormation: AWS::Route53::RecordSet and RecordSetGroup. Names and hosts are absolute with or
 * without a final dot, as in Route 53. A Ref leads to the parameter's default, if nothing else uses it.
 */

/* The name in {"Ref": "Name"}, or in YAML's !Ref Name; NULL if it is neither. To be freed. */
static char *referred(const struct tree *tree, uint32_t value)
{
    const struct node *node = tree_node(tree, value);
    bool tag = node->kind == NODE_COMPUTED && span_length(node->at) > 5 &&
               memcmp(tree->bytes + node->at.start, "!Ref ", 5) == 0;
    return tag ? talloc_strndup(NULL, tree->bytes + node->text.start, span_length(node->text))
               : tree_value(tree, tree_member(tree, value, "Ref"), NULL);
}

/* A reference to the default of that parameter. */
static uint32_t follow(struct document *document, uint32_t value, bool to_edit)
{
    const struct tree *tree = entries_tree(document);
    uint32_t parameters = tree_member(tree, tree->nodes[0].child, "Parameters");
    if (tree_node(tree, value)->kind == NODE_SCALAR)
        return value;
    char *name = referred(tree, value);
    uint32_t parameter =
        name == NULL || !entries_may_follow(document) ? 0 : tree_member(tree, parameters, name);
    uint32_t meant = tree_member(tree, parameter, "Default");
    bool fine = meant != 0 && tree_node(tree, meant)->kind == NODE_SCALAR &&
                (!to_edit || name_is_used_once(document, name));
    talloc_free(name);
    return fine ? meant : 0;
}

static const struct rrset_shape shape = {.name = "Name",
                                         .type = "Type",
                                         .ttl = "TTL",
                                         .values = "ResourceRecords",
                                         .octal = true,
                                         .follow = follow};

static void set_read(struct document *document, uint32_t set, uint32_t element)
{
    bool routed = tree_member(entries_tree(document), set, "SetIdentifier") != 0;
    rrset_add(document, &shape, set, element, routed ? set : 0);
}

static void element_read(struct document *document, uint32_t element)
{
    set_read(document, element, element);
}

static void resource_read(struct document *document, uint32_t resource)
{
    const struct tree *tree = entries_tree(document);
    uint32_t type = tree_member(tree, resource, "Type");
    uint32_t properties = tree_member(tree, resource, "Properties");
    if (properties == 0)
        return;
    if (tree_is(tree, type, "AWS::Route53::RecordSet"))
        set_read(document, properties, resource);
    else if (tree_is(tree, type, "AWS::Route53::RecordSetGroup"))
        each_element(document, tree_member(tree, properties, "RecordSets"), element_read);
}

static void root_read(struct document *document, uint32_t root)
{
    each_element(document, tree_member(entries_tree(document), root, "Resources"), resource_read);
}

void cloudformation_read(struct document *document, const char *origin, const struct syntax *syntax)
{
    entries_open(document, syntax);
    each_root(document, root_read);
    entries_close(document, entries_told(document, origin));
}

static void json_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    cloudformation_read(document, origin, &json_syntax);
}

static const char *json_recognise(const char *name, const char *bytes, uint32_t size)
{
    (void)name;
    return json_starts(bytes, size) && json_has_text(bytes, size, "AWS::Route53::RecordSet")
               ? "JSON with a resource AWS::Route53::RecordSet"
               : NULL;
}

const struct format cloudformation_format = {
    .name = "cloudformation",
    .summary = "AWS CloudFormation: templates with Route 53 record sets, JSON",
    .recognise = json_recognise,
    .read = json_read,
    ENTRIES_ANSWERS,
};
