#include "parser/formats/azure_expression.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <talloc.h>

#include "parser/formats/once.h"

enum { DEPTH = 16, ARGUMENTS = 16, TEXT_MOST = 4096 };

struct expression {
    struct document *document;
    const char *at; /* NUL-terminated */
    unsigned depth;
    void *mem;
};

static char *value_read(struct expression *expression);

static void blanks_skip(struct expression *expression)
{
    expression->at += strspn(expression->at, " \t\r\n");
}

static bool take(struct expression *expression, char byte)
{
    blanks_skip(expression);
    bool is = *expression->at == byte;
    expression->at += is;
    return is;
}

/* '…', a quote inside is written twice. */
static char *string_read(struct expression *expression)
{
    char *out = talloc_strdup(expression->mem, "");
    for (expression->at++; *expression->at != '\0'; expression->at++) {
        if (expression->at[0] == '\'' && expression->at[1] != '\'') {
            expression->at++;
            return out;
        }
        expression->at += expression->at[0] == '\'';
        out = talloc_strndup_append_buffer(out, expression->at, 1);
    }
    return NULL;
}

/* The value of a parameter or a variable; 0: the file does not tell. */
static uint32_t definition(struct document *document, const char *function, const char *name)
{
    const struct tree *tree = entries_tree(document);
    bool parameter = strcasecmp(function, "parameters") == 0;
    if ((!parameter && strcasecmp(function, "variables") != 0) || !entries_may_follow(document))
        return 0;
    uint32_t found = tree_member(
        tree, tree_member(tree, tree->nodes[0].child, parameter ? "parameters" : "variables"),
        name);
    return parameter ? tree_member(tree, found, "defaultValue") : found;
}

static char *concat(void *mem, char *const *arguments, size_t count)
{
    char *out = talloc_strdup(mem, "");
    for (size_t i = 0; i < count; i++)
        out = talloc_strdup_append_buffer(out, arguments[i]);
    return out;
}

/* format('{0}/@', …); a format of numbers and the like is left alone. */
static char *format_fill(void *mem, char *const *arguments, size_t count)
{
    char *out = talloc_strdup(mem, "");
    for (const char *at = arguments[0]; *at != '\0'; at++) {
        bool filled = at[0] == '{' && isdigit((unsigned char)at[1]) && at[2] == '}';
        size_t index = filled ? (size_t)(at[1] - '0') + 1 : 0;
        if (index >= count || (!filled && (at[0] == '{' || at[0] == '}')))
            return NULL;
        out = filled ? talloc_strdup_append_buffer(out, arguments[index])
                     : talloc_strndup_append_buffer(out, at, 1);
        at += filled ? 2 : 0;
    }
    return out;
}

static char *call(struct expression *expression, const char *function, char *const *arguments,
                  size_t count)
{
    if (strcasecmp(function, "concat") == 0)
        return concat(expression->mem, arguments, count);
    if (strcasecmp(function, "format") == 0 && count > 0)
        return format_fill(expression->mem, arguments, count);
    if (count != 1)
        return NULL;
    if (strcasecmp(function, "string") == 0 || strcasecmp(function, "toLower") == 0)
        return arguments[0]; /* names have no case */
    uint32_t node = definition(expression->document, function, arguments[0]);
    char *value = tree_value(entries_tree(expression->document), node, expression->mem);
    if (value == NULL || value[0] != '[' || value[1] == '[')
        return value;
    struct expression inner = {expression->document, value + 1, expression->depth + 1,
                               expression->mem};
    value = value_read(&inner);
    return value != NULL && take(&inner, ']') ? value : NULL;
}

static char *call_read(struct expression *expression)
{
    char *arguments[ARGUMENTS];
    size_t count = 0;
    const char *start = expression->at;
    while (isalnum((unsigned char)*expression->at))
        expression->at++;
    char *function = talloc_strndup(expression->mem, start, (size_t)(expression->at - start));
    if (!take(expression, '('))
        return NULL;
    while (!take(expression, ')')) {
        if (count == ARGUMENTS || (count > 0 && !take(expression, ',')))
            return NULL;
        if ((arguments[count++] = value_read(expression)) == NULL)
            return NULL;
    }
    blanks_skip(expression);
    bool ends = *expression->at != '.' && *expression->at != '['; /* else a part of it is meant */
    return ends ? call(expression, function, arguments, count) : NULL;
}

static char *value_read(struct expression *expression)
{
    blanks_skip(expression);
    if (expression->depth++ > DEPTH)
        return NULL;
    char *value = *expression->at == '\'' ? string_read(expression) : call_read(expression);
    expression->depth--;
    return value != NULL && strlen(value) <= TEXT_MOST ? value : NULL;
}

static bool is_expression(const char *text)
{
    return text != NULL && text[0] == '[' && text[1] != '[';
}

char *azure_text(struct document *document, uint32_t node, void *mem)
{
    char *text = tree_value(entries_tree(document), node, mem);
    if (!is_expression(text))
        return text != NULL && text[0] == '[' ? text + 1 : text;
    struct expression expression = {document, text + 1, 0, mem};
    char *value = value_read(&expression);
    return value != NULL && take(&expression, ']') ? value : NULL;
}

uint32_t azure_literal(struct document *document, uint32_t node)
{
    const struct tree *tree = entries_tree(document);
    void *mem = talloc_new(NULL);
    for (unsigned depth = 0; node != 0; depth++) {
        char *text = tree_value(tree, node, mem), *name = NULL;
        if (!is_expression(text))
            break;
        struct expression expression = {document, text + 1, 0, mem};
        const char *start = expression.at;
        size_t length = strspn(start, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
        char *function = talloc_strndup(mem, start, length);
        expression.at += length;
        if (depth <= DEPTH && take(&expression, '(') && *expression.at == '\'')
            name = string_read(&expression);
        bool alone = name != NULL && take(&expression, ')') && take(&expression, ']') &&
                     *expression.at == '\0';
        node =
            alone && name_is_used_once(document, name) ? definition(document, function, name) : 0;
    }
    bool scalar = node != 0 && tree_node(tree, node)->kind == NODE_SCALAR;
    talloc_free(mem);
    return scalar ? node : 0;
}
