#include <ctype.h>
#include <string.h>
#include <talloc.h>

#include "parser/formats/yaml_records.h"

/* The name behind !Ref, or in {Ref: name}; empty if it is none of these. */
static struct span reference_name(const struct tree *tree, uint32_t node)
{
    const struct node *here = tree_node(tree, node);
    const char *text = tree->bytes + here->at.start;
    if (here->kind == NODE_COMPUTED && span_length(here->at) > 5 && memcmp(text, "!Ref ", 5) == 0)
        return here->text;
    uint32_t name = tree_member(tree, node, "Ref");
    return name != 0 && here->child == here->last ? tree_node(tree, name)->text
                                                  : (struct span){0, 0};
}

static bool is_word(char byte)
{
    return isalnum((unsigned char)byte) || byte == '_' || byte == ':';
}

static unsigned count_word(const struct tree *tree, struct span word)
{
    const char *from = tree->bytes, *end = tree->bytes + tree->size;
    const char *text = tree->bytes + word.start;
    unsigned count = 0;
    while ((from = memmem(from, (size_t)(end - from), text, span_length(word))) != NULL) {
        const char *behind = from + span_length(word);
        count += (from == tree->bytes || !is_word(from[-1])) &&
                 (behind == end || *behind == ':' || !is_word(*behind));
        from = behind;
    }
    return count;
}

uint32_t reference_follow(const struct tree *tree, uint32_t node)
{
    struct span name = reference_name(tree, node);
    uint32_t parameters = tree_member(tree, tree->nodes[0].child, "Parameters");
    if (span_is_empty(name) || parameters == 0 || count_word(tree, name) != 2)
        return node;
    char *key = talloc_strndup(NULL, tree->bytes + name.start, span_length(name));
    uint32_t found = tree_member(tree, tree_member(tree, parameters, key), "Default");
    talloc_free(key);
    return found != 0 && tree_node(tree, found)->kind == NODE_SCALAR ? found : node;
}
