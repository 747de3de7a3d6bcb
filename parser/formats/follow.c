#include "parser/formats/follow.h"

#include <string.h>
#include <talloc.h>

#include "parser/syntax/expression.h"

enum { HOPS = 8 }; /* references to references */

bool follow_in_comment(const struct tree *tree, uint32_t at)
{
    size_t low = 0, high = tree->comment_count; /* they stand in the order of the text */
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (tree->comments[middle].end <= at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < tree->comment_count && tree->comments[low].start <= at;
}

bool follow_is_computed(const struct follower *follower, uint32_t id)
{
    const struct node *node = tree_node(follower->tree, id);
    const char *text = follower->tree->bytes + node->text.start;
    return node->kind == NODE_COMPUTED ||
           (follower->template_scalars && node->kind == NODE_SCALAR &&
            (memmem(text, span_length(node->text), "${", 2) != NULL ||
             memmem(text, span_length(node->text), "%{", 2) != NULL));
}

static bool is_template(const struct follower *follower, uint32_t id)
{
    return follow_is_computed(follower, id) && tree_node(follower->tree, id)->quote != 0;
}

static struct span trimmed(const char *bytes, struct span span)
{
    while (span.start < span.end && strchr(" \t\r\n", bytes[span.start]) != NULL)
        span.start++;
    while (span.start < span.end && strchr(" \t\r\n", bytes[span.end - 1]) != NULL)
        span.end--;
    return span;
}

/* a.b["c"][0].d */
static bool path_read(const char *bytes, struct span at, struct path *path, void *mem)
{
    *path = (struct path){.at = at};
    for (uint32_t from = at.start; from < at.end;) {
        bool bracket = bytes[from] == '[';
        uint32_t start = from + bracket, end;
        bool quoted = bracket && start < at.end && (bytes[start] == '"' || bytes[start] == '\'');
        end = start += quoted;
        while (end < at.end && (is_word_byte(bytes[end]) || (quoted && bytes[end] == '.')))
            end++;
        if (end == start || path->count == PATH_PARTS)
            return false;
        path->names[path->count++] = talloc_strndup(mem, bytes + start, end - start);
        end += quoted;
        if (bracket && (end >= at.end || bytes[end++] != ']'))
            return false;
        from = end + (end < at.end && bytes[end] == '.');
        if (end < at.end && bytes[end] != '.' && bytes[end] != '[')
            return false;
    }
    return path->count > 0 && !(bytes[at.start] >= '0' && bytes[at.start] <= '9');
}

/* The end of the template piece that begins here with "${"; 0: it has none. */
static uint32_t piece_end(const char *bytes, struct span text, uint32_t at)
{
    unsigned open = 0;
    for (at++; at < text.end; at++) {
        open += bytes[at] == '{';
        open -= bytes[at] == '}';
        if (open == 0)
            return at + 1;
    }
    return 0;
}

bool follow_path(const struct follower *follower, uint32_t id, struct path *path, void *mem)
{
    const struct node *node = tree_node(follower->tree, id);
    const char *bytes = follower->tree->bytes;
    struct span at = node->at;
    if (id == 0 || !follow_is_computed(follower, id))
        return false;
    if (is_template(follower, id)) {
        at = node->text;
        if (span_length(at) < 4 || bytes[at.start] != '$' ||
            piece_end(bytes, at, at.start) != at.end)
            return false;
        at = (struct span){at.start + 2, at.end - 1};
    }
    return path_read(bytes, trimmed(bytes, at), path, mem);
}

/* How often these bytes stand in the code as a whole reference: nothing goes on behind them. */
static unsigned uses_count(const struct tree *tree, const char *text, size_t length)
{
    const char *from = tree->bytes, *end = tree->bytes + tree->size, *at;
    unsigned count = 0;
    while ((at = memmem(from, (size_t)(end - from), text, length)) != NULL) {
        from = at + length;
        bool whole = (at == tree->bytes || (!is_word_byte(at[-1]) && at[-1] != '.')) &&
                     (from == end || (!is_word_byte(*from) && *from != '.' && *from != '['));
        count += whole && !follow_in_comment(tree, (uint32_t)(at - tree->bytes));
    }
    return count;
}

/* Is this the only place that refers to the value, or to something that it is part of? */
static bool is_used_once(const struct follower *follower, const struct path *path)
{
    const struct tree *tree = follower->tree;
    const char *text = tree->bytes + path->at.start;
    size_t length = span_length(path->at);
    if (uses_count(tree, text, length) != 1 + follower->definitions)
        return false;
    size_t shorter = length;
    while (shorter > 0 && text[shorter - 1] != '.' && text[shorter - 1] != '[')
        shorter--;
    for (; shorter > 1; shorter--)
        if ((text[shorter - 1] == '.' || text[shorter - 1] == '[') &&
            uses_count(tree, text, shorter - 1) > 0)
            return false;
    return true;
}

static uint32_t path_value(const struct follower *follower, const struct path *path)
{
    return is_used_once(follower, path) ? follower->find(follower->tree, path) : 0;
}

uint32_t follow_value(const struct follower *follower, uint32_t node)
{
    void *mem = talloc_new(NULL);
    struct path path;
    for (unsigned hops = 0; node != 0 && follow_is_computed(follower, node); hops++)
        node = hops < HOPS && follow_path(follower, node, &path, mem) ? path_value(follower, &path)
                                                                      : 0;
    talloc_free(mem);
    return node != 0 && tree_node(follower->tree, node)->kind == NODE_MAP ? 0 : node;
}

uint32_t follow_inside(const struct follower *follower, uint32_t id, char *around[2], void *mem)
{
    const char *bytes = follower->tree->bytes;
    const struct node *node = tree_node(follower->tree, id);
    struct span text = node->text;
    const char *piece = memmem(bytes + text.start, span_length(text), "${", 2);
    struct path path;
    if (!is_template(follower, id) || node->escaped || piece == NULL)
        return 0;
    uint32_t start = (uint32_t)(piece - bytes), end = piece_end(bytes, text, start);
    if (end == 0 || memmem(bytes + end, text.end - end, "${", 2) != NULL ||
        !path_read(bytes, trimmed(bytes, (struct span){start + 2, end - 1}), &path, mem))
        return 0;
    around[0] = talloc_strndup(mem, bytes + text.start, start - text.start);
    around[1] = talloc_strndup(mem, bytes + end, text.end - end);
    uint32_t found = path_value(follower, &path);
    return found == 0 || !follow_is_computed(follower, found) ? found
                                                              : follow_value(follower, found);
}

static char *text_of(const struct follower *follower, uint32_t node, bool zone, void *mem,
                     unsigned hops);

static char *path_text(const struct follower *follower, const struct path *path, bool zone,
                       void *mem, unsigned hops)
{
    uint32_t found = zone ? follower->find_zone(follower->tree, path) : 0;
    if (found == 0)
        found = follower->find(follower->tree, path);
    if (found == 0)
        found = follower->find_zone(follower->tree, path);
    return found == 0 ? NULL : text_of(follower, found, zone, mem, hops + 1);
}

/* A template: what stands between its pieces, and what they lead to. */
static char *template_text(const struct follower *follower, uint32_t id, bool zone, void *mem,
                           unsigned hops)
{
    const char *bytes = follower->tree->bytes;
    struct span text = tree_node(follower->tree, id)->text;
    char *out = talloc_strdup(mem, "");
    for (uint32_t at = text.start, end; at < text.end; at = end) {
        const char *piece = memmem(bytes + at, text.end - at, "${", 2);
        uint32_t start = piece == NULL ? text.end : (uint32_t)(piece - bytes);
        struct path path;
        out = talloc_strndup_append_buffer(out, bytes + at, start - at);
        end = start == text.end ? start : piece_end(bytes, text, start);
        if (start == text.end)
            continue;
        if (end == 0 ||
            !path_read(bytes, trimmed(bytes, (struct span){start + 2, end - 1}), &path, mem))
            return NULL;
        char *value = path_text(follower, &path, zone, mem, hops);
        if (value == NULL)
            return NULL;
        out = talloc_strdup_append_buffer(out, value);
    }
    return out;
}

static char *text_of(const struct follower *follower, uint32_t node, bool zone, void *mem,
                     unsigned hops)
{
    struct path path;
    if (node == 0 || hops > HOPS)
        return NULL;
    if (!follow_is_computed(follower, node))
        return tree_value(follower->tree, node, mem);
    if (follow_path(follower, node, &path, mem))
        return path_text(follower, &path, zone, mem, hops);
    return is_template(follower, node) && !tree_node(follower->tree, node)->escaped
               ? template_text(follower, node, zone, mem, hops)
               : NULL;
}

char *follow_text(const struct follower *follower, uint32_t node, bool zone, void *mem)
{
    return text_of(follower, node, zone, mem, 0);
}
