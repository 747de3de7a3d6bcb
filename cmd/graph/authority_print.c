#include "cmd/graph/authority_print.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

/* How deep the file is laid out over lines: file, domains, a domain, its list of records. */
enum { DEPTH = 4 };

static void print(FILE *out, const cJSON *value, int depth);

static void print_name(FILE *out, const cJSON *member)
{
    cJSON *name = cJSON_CreateString(member->string);
    char *text = cJSON_PrintUnformatted(name);
    fprintf(out, "%s: ", text);
    cJSON_free(text);
    cJSON_Delete(name);
}

static int compare(const void *left, const void *right)
{
    return strcmp((*(const cJSON *const *)left)->string, (*(const cJSON *const *)right)->string);
}

/* The parts of a list or an object; those of "domains" in order of name. */
static const cJSON **parts(void *mem, const cJSON *value, int depth, size_t *count)
{
    const cJSON **items = talloc_array(mem, const cJSON *, (unsigned)cJSON_GetArraySize(value) + 1);
    *count = 0;
    for (const cJSON *item = value->child; item != NULL; item = item->next)
        items[(*count)++] = item;
    if (depth == 1 && cJSON_IsObject(value))
        qsort(items, *count, sizeof *items, compare);
    return items;
}

static void print_lines(FILE *out, const cJSON *value, int depth)
{
    bool object = cJSON_IsObject(value);
    size_t count;
    const cJSON **items = parts(NULL, value, depth, &count);
    fputc(object ? '{' : '[', out);
    for (size_t i = 0; i < count; i++) {
        fprintf(out, "%s\n%*s", i == 0 ? "" : ",", 2 * (depth + 1), "");
        if (object)
            print_name(out, items[i]);
        print(out, items[i], depth + 1);
    }
    fprintf(out, "\n%*s%c", 2 * depth, "", object ? '}' : ']');
    talloc_free(items);
}

/* Lists are laid out where they hold records. */
static void print(FILE *out, const cJSON *value, int depth)
{
    bool records = cJSON_IsArray(value) && cJSON_IsObject(value->child);
    if (value->child != NULL && depth < DEPTH &&
        (records || (cJSON_IsObject(value) && depth < DEPTH - 1))) {
        print_lines(out, value, depth);
        return;
    }
    char *text = cJSON_PrintUnformatted(value);
    fputs(text, out);
    cJSON_free(text);
}

char *authority_print(void *mem, const cJSON *file, size_t *size)
{
    char *text = NULL;
    FILE *out = open_memstream(&text, size);
    print(out, file, 0);
    fputc('\n', out);
    (void)fclose(out);
    char *copy = talloc_strndup(mem, text, *size);
    free(text);
    return copy;
}
