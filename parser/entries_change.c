#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <talloc.h>

#include "parser/entries_text.h"

/* Corrections in structured data. */

/* Where the host of an MX stands in the text of its RDATA; empty if it cannot be told. */
static struct span host_token(const struct entry_text *text)
{
    struct lexer lexer = lexer_inside(text->text, (struct span){0, (uint32_t)strlen(text->text)});
    struct token preference = lexer_next(&lexer), host = lexer_next(&lexer);
    return preference.kind == TOKEN_WORD && host.kind == TOKEN_WORD ? host.at : (struct span){0, 0};
}

/* The host, with a dot if this format wants one or the old host had one. */
static char *host_styled(void *mem, const struct stored *stored, const char *old, size_t length,
                         const char *host)
{
    bool dot = stored->dots == DOT_ALWAYS || (length > 0 && old[length - 1] == '.');
    return strcmp(host, ".") == 0 ? talloc_strdup(mem, host)
                                  : talloc_asprintf(mem, dot ? "%s." : "%s", host);
}

/* The value of a scalar in which `old`, counted in the decoded value, gives way to `text`. */
static char *value_with(void *mem, const struct document *document, uint32_t node, struct span old,
                        const char *text)
{
    const struct tree *tree = document->entries->tree;
    char *value = tree_value(tree, node, mem);
    if (value == NULL || old.end > strlen(value))
        return NULL;
    return talloc_asprintf(mem, "%.*s%s%s", (int)old.start, value, text, value + old.end);
}

/* An edit that puts `with` in the place of `at` in the text of the RDATA. Neither a number nor a host
 * needs an escape in any syntax, where these very bytes can be replaced. */
static bool token_replace(void *mem, const struct document *document, const struct record *record,
                          const struct entry_text *text, struct span at, const char *with,
                          struct edit *edit)
{
    bool exact;
    unsigned index = entry_text_part(text, at.start);
    const struct part *part =
        &document->entries->parts[entry_stored(document, record)->first + index];
    struct span place = entry_text_place(document, record, text, at, &exact);
    const struct tree *tree = document->entries->tree;
    if (part->node == 0 || part->bound || document->files[0].kept != NULL ||
        tree_node(tree, part->node)->shared)
        return false;
    if (!exact) {
        uint32_t start = (uint32_t)text->starts[index] - part->slice.start;
        char *value = value_with(mem, document, part->node,
                                 (struct span){at.start - start, at.end - start}, with);
        with = value == NULL ? NULL : tree->syntax->encode(tree, part->node, value, mem);
    }
    if (with == NULL)
        return false;
    *edit = (struct edit){.old = place, .text = with, .length = strlen(with)};
    return true;
}

size_t entries_set_exchange(void *mem, const struct document *document, const struct record *record,
                            const char *host, struct edit *edits)
{
    struct entry_text text = entry_text_make(document, record);
    struct span at = host_token(&text);
    char *styled = host_styled(mem, entry_stored(document, record), text.text + at.start,
                               span_length(at), host);
    bool made =
        !span_is_empty(at) && token_replace(mem, document, record, &text, at, styled, &edits[0]);
    talloc_free(text.text);
    return made ? 1 : 0;
}

/* Has it no sibling of its kind: in a list any, in a map one with its key (as blocks may have)? */
static bool is_alone(const struct tree *tree, uint32_t node)
{
    uint32_t sibling = tree_node(tree, tree_node(tree, node)->parent)->child;
    void *mem = talloc_new(NULL);
    char *key = tree_key(tree, node, mem);
    while (sibling != 0 && (sibling == node || !tree_key_is(tree, sibling, key)))
        sibling = tree_node(tree, sibling)->next;
    talloc_free(mem);
    return sibling == 0;
}

/* The list goes with its last element, and a record set with its last record. */
size_t entries_erase(void *mem, const struct document *document, const struct record *record,
                     struct edit *edits)
{
    const struct tree *tree = document->entries->tree;
    const struct stored *stored = entry_stored(document, record);
    uint32_t node =
        stored->set != 0 && is_alone(tree, stored->element) ? stored->set : stored->element;
    if (node == 0 || document->files[0].kept != NULL || document->entries->broken ||
        tree_node(tree, node)->shared)
        return 0;
    return tree->syntax->erase(tree, node, mem, edits);
}

/* The bytes of an element in which some edits are made. */
static char *element_with(void *mem, const struct tree *tree, uint32_t element, struct edit *edits,
                          size_t count)
{
    struct span at = tree_node(tree, element)->at;
    size_t size;
    for (size_t i = 0; i < count; i++) {
        if (edits[i].old.start < at.start || edits[i].old.end > at.end)
            return NULL;
        edits[i].old.start -= at.start;
        edits[i].old.end -= at.start;
    }
    if (edits_settle(edits, count) != count) /* both in one scalar that has to be written anew */
        return NULL;
    char *text = edits_apply(mem, tree->bytes + at.start, span_length(at), edits, count, &size);
    return talloc_strndup(mem, text, size);
}

/* The TTL of a copy of the element. False: it is that of a whole set, or no plain number. */
static bool ttl_replace(void *mem, const struct tree *tree, const struct record *neighbour,
                        uint32_t element, int64_t ttl, struct edit *edit)
{
    struct span at = record_ttl_text(neighbour), whole = tree_node(tree, element)->at;
    if (span_is_empty(at) || at.start < whole.start || at.end > whole.end)
        return false;
    for (uint32_t i = at.start; i < at.end; i++)
        if (tree->bytes[i] < '0' || tree->bytes[i] > '9')
            return false;
    char *text = talloc_asprintf(mem, "%" PRId64, ttl);
    *edit = (struct edit){.old = at, .text = text, .length = strlen(text)};
    return true;
}

/* The element as it would hold another MX; NULL where it does not hold one record: both preference
 * and host, and the TTL if that is to be another one. */
static char *element_of_mx(void *mem, const struct document *document,
                           const struct record *neighbour, uint16_t preference, const char *host,
                           int64_t ttl)
{
    const struct tree *tree = document->entries->tree;
    const struct stored *stored = entry_stored(document, neighbour);
    struct entry_text text = entry_text_make(document, neighbour);
    struct span at = host_token(&text);
    struct span first = {0, (uint32_t)strcspn(text.text, " \t")};
    struct edit changes[3];
    bool own_ttl = ttl >= 0 && ttl != (int64_t)neighbour->ttl;
    char number[8];
    snprintf(number, sizeof number, "%u", preference);
    char *styled = host_styled(mem, stored, text.text + at.start, span_length(at), host);
    bool fits = stored->element != 0 && !document->entries->broken && !span_is_empty(at) &&
                token_replace(mem, document, neighbour, &text, first, number, &changes[0]) &&
                token_replace(mem, document, neighbour, &text, at, styled, &changes[1]) &&
                (!own_ttl || ttl_replace(mem, tree, neighbour, stored->element, ttl, &changes[2]));
    talloc_free(text.text);
    return fits ? element_with(mem, tree, stored->element, changes, own_ttl ? 3 : 2) : NULL;
}

size_t entries_insert_mx(void *mem, const struct document *document, const struct record *neighbour,
                         uint16_t preference, const char *host, int64_t ttl, struct edit *edits)
{
    const struct tree *tree = document->entries->tree;
    char *copy = element_of_mx(mem, document, neighbour, preference, host, ttl);
    return copy == NULL ? 0
                        : tree->syntax->append(tree, entry_stored(document, neighbour)->element,
                                               copy, mem, edits);
}

char *entries_paste_mx(void *mem, const struct document *document, const struct record *neighbour,
                       uint16_t preference, const char *host, int64_t ttl)
{
    const struct tree *tree = document->entries->tree;
    char *copy = tree->syntax->paste == NULL
                     ? NULL
                     : element_of_mx(mem, document, neighbour, preference, host, ttl);
    return copy == NULL
               ? NULL
               : tree->syntax->paste(tree, entry_stored(document, neighbour)->element, copy, mem);
}
