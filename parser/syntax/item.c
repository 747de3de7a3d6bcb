#include "parser/syntax/item.h"

#include <string.h>
#include <talloc.h>

#include "parser/syntax/element.h"

/* The block that this is the body of: its labels are maps around it that end where it does. */
static uint32_t block_of(const struct tree *tree, uint32_t id)
{
    uint32_t parent = tree_node(tree, id)->parent;
    while (parent != 0 && tree_node(tree, parent)->at.end == tree_node(tree, id)->at.end) {
        id = parent;
        parent = tree_node(tree, id)->parent;
    }
    return id;
}

static uint32_t start_of(const struct tree *tree, uint32_t id)
{
    const struct node *node = tree_node(tree, id);
    bool keyed = node->key.start != 0 || node->key.end != 0;
    uint32_t start = keyed ? node->key.start : node->at.start;
    bool quoted = keyed && start > 0 && strchr("\"'", tree->bytes[start - 1]) != NULL;
    return start - quoted;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* Is this the start of the text, behind a byte order mark perhaps? */
static bool is_text_start(const struct tree *tree, uint32_t at)
{
    return at == 0 || (at == 3 && memcmp(tree->bytes, "\xef\xbb\xbf", 3) == 0);
}

/* The start of the line; `*first`: only blanks stand in front of this place. */
static uint32_t line_start(const struct tree *tree, uint32_t at, bool *first)
{
    while (at > 0 && is_blank(tree->bytes[at - 1]))
        at--;
    *first = is_text_start(tree, at) || tree->bytes[at - 1] == '\n';
    return at;
}

static const struct span *comment_at(const struct tree *tree, uint32_t at)
{
    for (size_t i = 0; i < tree->comment_count; i++)
        if (tree->comments[i].start == at + 1 || tree->comments[i].start == at + 2)
            return strchr("#/", tree->bytes[at]) != NULL ? &tree->comments[i] : NULL;
    return NULL;
}

/* Behind a comma that follows here, else the place itself. */
static uint32_t comma_skip(const struct tree *tree, uint32_t at)
{
    uint32_t end = at;
    while (end < tree->size && is_blank(tree->bytes[end]))
        end++;
    return end < tree->size && tree->bytes[end] == ',' ? end + 1 : at;
}

/* The end of the line if nothing but a comma and a comment follows; else `at`, and `*alone` false. */
static uint32_t line_end(const struct tree *tree, uint32_t at, bool *alone)
{
    uint32_t end = comma_skip(tree, at);
    while (end < tree->size && is_blank(tree->bytes[end]))
        end++;
    const struct span *comment = end < tree->size ? comment_at(tree, end) : NULL;
    if (comment != NULL)
        end = comment->end;
    if (comment != NULL && end + 1 < tree->size && memcmp(tree->bytes + end, "*/", 2) == 0)
        end += 2;
    while (end < tree->size && is_blank(tree->bytes[end]))
        end++;
    *alone = end == tree->size || tree->bytes[end] == '\n';
    if (*alone && end > at && end < tree->size && tree->bytes[end - 1] == '\r')
        end--;
    return *alone ? end : at;
}

/* The end of the line break at this place. */
static uint32_t break_skip(const struct tree *tree, uint32_t at)
{
    at += at < tree->size && tree->bytes[at] == '\r';
    return at < tree->size && tree->bytes[at] == '\n' ? at + 1 : at;
}

static bool blank_line_before(const struct tree *tree, uint32_t line)
{
    uint32_t at = line;
    if (is_text_start(tree, at))
        return false;
    for (at--; at > 0 && is_blank(tree->bytes[at - 1]);)
        at--;
    return at == 0 || tree->bytes[at - 1] == '\n';
}

/* The start of the line in front of the one that begins here. */
static uint32_t line_before(const struct tree *tree, uint32_t line)
{
    for (line--; line > 0 && tree->bytes[line - 1] != '\n';)
        line--;
    return line;
}

/* Does the line begin with a closing bracket? */
static bool closes_at(const struct tree *tree, uint32_t line)
{
    while (line < tree->size && is_blank(tree->bytes[line]))
        line++;
    return line < tree->size && strchr("]})", tree->bytes[line]) != NULL &&
           tree->bytes[line] != '\0';
}

/* The only one in its brackets, on one line with them: what is behind its comma stays. */
static size_t alone_erase(const struct tree *tree, const struct node *node, struct edit *edits)
{
    struct span old = {node->at.start, comma_skip(tree, node->at.end)};
    edits[0] = (struct edit){.old = old, .text = "", .length = 0};
    return 1;
}

size_t item_erase(const struct tree *tree, uint32_t id, void *mem, struct edit *edits)
{
    id = block_of(tree, id);
    const struct node *node = tree_node(tree, id), *parent = tree_node(tree, node->parent);
    bool first, alone;
    uint32_t line = line_start(tree, start_of(tree, id), &first);
    uint32_t end = line_end(tree, node->at.end, &alone);
    if (!first || !alone)
        return parent->kind == NODE_LIST && parent->child == parent->last && node->parent != 0
                   ? alone_erase(tree, node, edits)
                   : element_erase(tree, id, mem, edits);
    end = break_skip(tree, end);
    if (is_text_start(tree, line) ||
        blank_line_before(tree, line)) /* two blank lines are one too many */
        end = break_skip(tree, end);
    if (blank_line_before(tree, line) && closes_at(tree, end)) /* and one in front of a bracket */
        line = line_before(tree, line);
    edits[0] = (struct edit){.old = {line, end}, .text = "", .length = 0};
    return 1;
}

static bool has_label(const struct tree *tree, uint32_t id)
{
    const struct node *node = tree_node(tree, id);
    return block_of(tree, id) != id || (node->kind == NODE_MAP && node->child != 0 &&
                                        tree_node(tree, node->child)->at.end == node->at.end);
}

/* Does a block stand here: a member that is no attribute? */
static bool is_block(const struct tree *tree, uint32_t id)
{
    const struct node *node = tree_node(tree, id);
    return node->kind == NODE_MAP && !span_is_empty(node->key) &&
           memchr(tree->bytes + node->key.end, '=', node->at.start - node->key.end) == NULL &&
           memchr(tree->bytes + node->key.end, ':', node->at.start - node->key.end) == NULL;
}

size_t item_append(const struct tree *tree, uint32_t id, const char *text, void *mem,
                   struct edit *edits)
{
    const struct node *node = tree_node(tree, id);
    bool element = node->parent != 0 && tree_node(tree, node->parent)->kind == NODE_LIST;
    bool first, alone;
    uint32_t line = line_start(tree, start_of(tree, id), &first);
    uint32_t end = line_end(tree, node->at.end, &alone);
    if (!element && (has_label(tree, id) || !is_block(tree, id)))
        return 0;
    if (!first || !alone)
        return element ? element_append(tree, id, text, mem, edits) : 0;
    const char *newline = end < tree->size && tree->bytes[end] == '\r' ? "\r\n" : "\n";
    bool comma = comma_skip(tree, node->at.end) != node->at.end;
    bool wants_comma = element && !comma && tree->syntax->list_commas;
    size_t count = 0;
    char *added =
        talloc_asprintf(mem, "%s%s%s%.*s%s%s", wants_comma && end == node->at.end ? "," : "",
                        element || !blank_line_before(tree, line) ? "" : newline, newline,
                        (int)(node->at.start - line), tree->bytes + line, text, comma ? "," : "");
    if (wants_comma && end > node->at.end)
        edits[count++] =
            (struct edit){.old = {node->at.end, node->at.end}, .text = ",", .length = 1};
    edits[count++] = (struct edit){.old = {end, end}, .text = added, .length = strlen(added)};
    return count;
}

/* A block under another name: the last of its labels with "_new" behind it. */
char *item_paste(const struct tree *tree, uint32_t id, const char *text, void *mem)
{
    uint32_t block = block_of(tree, id), start = start_of(tree, block);
    struct span key = tree_node(tree, id)->key;
    if (block == id)
        return NULL;
    return talloc_asprintf(mem, "%.*s_new%.*s%s", (int)(key.end - start), tree->bytes + start,
                           (int)(tree_node(tree, id)->at.start - key.end), tree->bytes + key.end,
                           text);
}
