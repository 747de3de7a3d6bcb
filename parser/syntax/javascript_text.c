#include "parser/syntax/javascript_text.h"

#include <string.h>
#include <talloc.h>

#include "parser/syntax/element.h"
#include "parser/syntax/expression.h"
#include "parser/syntax/item.h"

/* An escape behind its backslash; returns how many bytes it takes, 0 if its value is not ASCII. */
static size_t escape_decode(const char *text, char *byte)
{
    static const char letters[] = "nrtbfv0", values[] = "\n\r\t\b\f\v";
    const char *letter = *text == '\0' ? NULL : strchr(letters, *text);
    unsigned code = 0, most = *text == 'x' ? 2 : *text == 'u' ? 4 : 0;
    *byte = letter != NULL ? values[letter - letters] : *text;
    if (most != 0) {
        if (hex_read(text + 1, most, &code) != most || code >= 0x80)
            return 0;
        *byte = (char)code;
        return most + 1;
    }
    return *byte == '\0' ? 0 : 1;
}

char *javascript_decode(const struct tree *tree, uint32_t node, void *mem)
{
    struct span span = tree_node(tree, node)->text;
    char *text = talloc_strndup(NULL, tree->bytes + span.start, span_length(span));
    char *out = talloc_strdup(mem, "");
    for (const char *at = text; out != NULL && *at != '\0';) {
        size_t plain = strcspn(at, "\\"), taken = 0;
        char byte;
        out = talloc_strndup_append_buffer(out, at, plain);
        at += plain;
        if (*at == '\0')
            break;
        taken = escape_decode(at + 1, &byte);
        if (taken == 0) {
            talloc_free(out);
            out = NULL;
        } else if (byte != '\n' || at[1] == 'n') { /* an escaped line end is nothing */
            out = talloc_strndup_append_buffer(out, &byte, 1);
        }
        at += taken + 1;
    }
    talloc_free(text);
    return out;
}

char *javascript_encode(const struct tree *tree, uint32_t node, const char *value, void *mem)
{
    char quote = tree_node(tree, node)->quote;
    char *out = talloc_strdup(mem, "");
    for (; *value != '\0'; value++) {
        if ((unsigned char)*value < ' ')
            return NULL;
        if (quote != 0 && (*value == quote || *value == '\\' || *value == '$'))
            out = talloc_strdup_append_buffer(out, "\\");
        out = talloc_strndup_append_buffer(out, value, 1);
    }
    return out;
}

/* The comma behind an element, blanks skipped; 0: something else follows. */
static uint32_t comma_behind(const struct tree *tree, uint32_t node)
{
    uint32_t at = tree_node(tree, node)->at.end;
    while (at < tree->size && strchr(" \t\r\n", tree->bytes[at]) != NULL)
        at++;
    return at < tree->size && tree->bytes[at] == ',' ? at : 0;
}

/* The last argument takes the comma in front of it along: before ES2017 none may be left over. */
size_t javascript_erase(const struct tree *tree, uint32_t id, void *mem, struct edit *edits)
{
    const struct node *node = tree_node(tree, id);
    uint32_t comma = node->prior == 0 ? 0 : comma_behind(tree, node->prior);
    if (node->next != 0 || node->prior == 0 || comma_behind(tree, id) != 0)
        return item_erase(tree, id, mem, edits);
    size_t count = item_erase(tree, id, mem, edits);
    if (comma == 0 || count != 1 || edits[0].old.start <= comma)
        return element_erase(tree, id, mem, edits);
    edits[1] = edits[0];
    edits[0] = (struct edit){.old = {comma, comma + 1}, .text = "", .length = 0};
    return 2;
}
