#include "parser/formats/json_text.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "parser/zone_name.h"

enum { LOOKED_AT = 1 << 16, KEY_MOST = 64 }; /* bytes */

/* Where a comment ends that begins here, as templates have them; `at` if none does. */
static uint32_t comment_end(const char *bytes, uint32_t size, uint32_t at)
{
    const char *end;
    if (size - at < 2 || bytes[at] != '/' || (bytes[at + 1] != '/' && bytes[at + 1] != '*'))
        return at;
    bool line = bytes[at + 1] == '/';
    end =
        line ? memchr(bytes + at, '\n', size - at) : memmem(bytes + at + 2, size - at - 2, "*/", 2);
    return end == NULL ? size : (uint32_t)(end - bytes) + (line ? 1 : 2);
}

bool json_starts(const char *bytes, uint32_t size)
{
    uint32_t at = size >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0, before;
    do {
        before = at;
        while (at < size && byte_is_space(bytes[at]))
            at++;
        at = comment_end(bytes, size, at);
    } while (at != before);
    return at < size && (bytes[at] == '{' || bytes[at] == '[');
}

bool json_has_key(const char *bytes, uint32_t size, const char *key)
{
    char quoted[KEY_MOST];
    size_t length = (size_t)snprintf(quoted, sizeof quoted, "\"%s\"", key);
    const char *end = bytes + (size < LOOKED_AT ? size : LOOKED_AT), *at = bytes;
    while ((at = memmem(at, (size_t)(end - at), quoted, length)) != NULL) {
        for (at += length; at < end && byte_is_space(*at);)
            at++;
        if (at < end && *at == ':')
            return true;
    }
    return false;
}

/* A slash stands in few places, and in all texts that are looked for. */
bool json_has_text(const char *bytes, uint32_t size, const char *text)
{
    size_t length = strlen(text), before = strcspn(text, "/:");
    const char *end = bytes + size, *at = bytes;
    while ((at = memchr(at, text[before], (size_t)(end - at))) != NULL) {
        if ((size_t)(at - bytes) >= before && (size_t)(end - at) >= length - before &&
            strncasecmp(at - before, text, length) == 0)
            return true;
        at++;
    }
    return false;
}

const struct tree *json_peek(void *mem, const char *bytes, uint32_t size)
{
    struct syntax_fault fault;
    return tree_read(mem, &json_syntax, bytes, size < LOOKED_AT ? size : LOOKED_AT, &fault);
}

bool json_is_given(const struct tree *tree, uint32_t node)
{
    return node != 0 && (tree_node(tree, node)->quote != 0 || !tree_is(tree, node, "null"));
}

bool json_zone_of_path(const char *path, char zone[NAME_TEXT_MAX])
{
    const char *name = basename(path);
    char base[NAME_TEXT_MAX];
    size_t length = strlen(name);
    if (length <= 5 || length >= sizeof base || strcasecmp(name + length - 5, ".json") != 0)
        return false;
    snprintf(base, sizeof base, "%.*s", (int)length - 5, name);
    return strchr(base, '.') != NULL && zone_of_file_name(base, zone);
}

/* ---- pages ------------------------------------------------------------------------------------- */

/* Where an answer of an API names the next page, as it does while there is one. */
static const char *const next_keys[][4] = {
    {"links", "pages", "next", NULL},
    {"links", "next", NULL},
    {"nextLink", NULL},
    {"nextPage", NULL},
    {"nextPageToken", NULL},
    {"NextToken", NULL},
    {"NextRecordName", NULL},
};

static uint32_t find(const struct tree *tree, uint32_t node, const char *const *keys)
{
    for (; *keys != NULL && node != 0; keys++)
        node = tree_member(tree, node, *keys);
    return node;
}

static void partial(struct document *document, uint32_t node, const char *what)
{
    document_problem(document, PROBLEM_PARTIAL, 0, tree_node(entries_tree(document), node)->at,
                     "the export is not whole: %s", what);
    document->halted = true;
}

void json_pages_count(struct document *document)
{
    static const char *const total_keys[] = {"result_info", "total_pages", NULL};
    const struct tree *tree = entries_tree(document);
    uint32_t last = tree->nodes[0].last, node;
    int64_t pages = 0;
    for (uint32_t root = tree->nodes[0].child; root != 0; root = tree_node(tree, root)->next)
        pages++;
    if (last == 0 || tree_node(tree, last)->kind != NODE_MAP)
        return;
    if ((node = find(tree, last, total_keys)) != 0 && tree_number(tree, node) > pages)
        partial(document, node, "more pages are announced than it has");
    for (size_t i = 0; i < sizeof next_keys / sizeof next_keys[0]; i++)
        if (json_is_given(tree, node = find(tree, last, next_keys[i])) && !tree_is(tree, node, ""))
            partial(document, node, "it names a next page");
}
