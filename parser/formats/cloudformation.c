#include "parser/formats/cloudformation.h"

#include <string.h>
#include <talloc.h>

#include "parser/formats/json_text.h"
#include "parser/formats/once.h"
#include "parser/formats/rrset.h"

/*
 * AWS CloudFormation: AWS::Route53::RecordSet and RecordSetGroup. Names and hosts are absolute with or
 * without a final dot, as in Route 53. A Ref leads to the parameter's default, if nothing else uses it;
 * a Sub in a name says as much as the defaults do.
 */

/* What stands in {"Ref": "Name"}, or in YAML's !Ref Name; NULL if it is neither. To be freed. */
static char *argument_of(const struct tree *tree, uint32_t value, const char *tag, const char *key)
{
    const struct node *node = tree_node(tree, value);
    bool tagged = node->kind == NODE_COMPUTED && span_length(node->at) > strlen(tag) &&
                  memcmp(tree->bytes + node->at.start, tag, strlen(tag)) == 0;
    return tagged ? talloc_strndup(NULL, tree->bytes + node->text.start, span_length(node->text))
                  : tree_value(tree, tree_member(tree, value, key), NULL);
}

/* The default of a parameter, if it is a scalar; 0. */
static uint32_t default_of(struct document *document, const char *name)
{
    const struct tree *tree = entries_tree(document);
    uint32_t parameters = tree_member(tree, tree->nodes[0].child, "Parameters");
    uint32_t parameter =
        name == NULL || !entries_may_follow(document) ? 0 : tree_member(tree, parameters, name);
    uint32_t meant = tree_member(tree, parameter, "Default");
    return meant != 0 && tree_node(tree, meant)->kind == NODE_SCALAR ? meant : 0;
}

/* A reference to the default of that parameter. */
static uint32_t follow(struct document *document, uint32_t value, bool to_edit)
{
    const struct tree *tree = entries_tree(document);
    if (tree_node(tree, value)->kind == NODE_SCALAR)
        return value;
    char *name = argument_of(tree, value, "!Ref ", "Ref");
    uint32_t meant = default_of(document, name);
    bool fine = meant != 0 && (!to_edit || name_is_used_once(document, name));
    talloc_free(name);
    return fine ? meant : 0;
}

/* "mail.${Domain}" with the default of the parameter in its place. NULL: some piece is no parameter, or
 * has no default. */
static char *substitute(struct document *document, char *text, void *mem)
{
    char *out = talloc_strdup(mem, "");
    for (char *piece; out != NULL && (piece = strstr(text, "${")) != NULL;) {
        char *end = strchr(piece, '}');
        if (end == NULL)
            return NULL;
        *piece = *end = '\0';
        char *value = tree_value(entries_tree(document), default_of(document, piece + 2), mem);
        out = value == NULL ? NULL : talloc_asprintf_append_buffer(out, "%s%s", text, value);
        text = end + 1;
    }
    return out == NULL ? NULL : talloc_strdup_append_buffer(out, text);
}

static char *text_of(struct document *document, uint32_t value, void *mem)
{
    char *sub = argument_of(entries_tree(document), value, "!Sub ", "Fn::Sub");
    char *text = sub == NULL ? NULL : substitute(document, sub, mem);
    talloc_free(sub);
    return text;
}

static const struct rrset_shape shape = {.name = "Name",
                                         .type = "Type",
                                         .ttl = "TTL",
                                         .values = "ResourceRecords",
                                         .octal = true,
                                         .follow = follow,
                                         .text = text_of};

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
