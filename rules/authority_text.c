#include <string.h>

#include <talloc.h>

#include "parser/array.h"
#include "parser/utf16.h"
#include "rules/authority_read.h"

/*
 * Bytes to JSON values. Windows PowerShell redirects in UTF-16 with BOM, others write UTF-8; cJSON
 * wants UTF-8. A fault's offset counts bytes of the file as it is.
 */
struct source {
    const char *bytes;
    size_t size;
};

static size_t bom_length(const struct source *source)
{
    return source->size >= 3 && memcmp(source->bytes, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
}

/* The text in UTF-8, `*length` bytes of it and a NUL. */
static char *source_text(void *mem, const struct source *source, size_t *length)
{
    size_t bom = bom_length(source);
    if (utf16_is(source->bytes, source->size))
        return utf16_convert(mem, source->bytes, source->size, length, NULL);
    char *text = talloc_size(mem, source->size - bom + 1);
    *length = source->size - bom;
    memcpy(text, source->bytes + bom, *length);
    text[*length] = '\0';
    return text;
}

/* Where byte `offset` of the UTF-8 text stands in the file. */
static uint32_t source_offset(const struct source *source, size_t offset)
{
    return (uint32_t)(utf16_is(source->bytes, source->size)
                          ? utf16_offset(source->bytes, source->size, offset)
                          : offset + bom_length(source));
}

static size_t skip_space(const char *text, size_t length, size_t at)
{
    while (at < length && memchr(" \t\r\n", text[at], 4) != NULL)
        at++;
    return at;
}

/* What is still open where a text ends, and how deep its brackets nest. */
struct nesting {
    size_t deepest, open;
    bool in_string;
};

static struct nesting nesting_count(const char *text, size_t length)
{
    struct nesting nesting = {0, 0, false};
    for (size_t i = 0; i < length; i++) {
        if (nesting.in_string && text[i] == '\\') {
            i++;
        } else if (text[i] == '"') {
            nesting.in_string = !nesting.in_string;
        } else if (!nesting.in_string && (text[i] == '{' || text[i] == '[')) {
            nesting.open++;
            nesting.deepest = nesting.open > nesting.deepest ? nesting.open : nesting.deepest;
        } else if (!nesting.in_string && (text[i] == '}' || text[i] == ']')) {
            nesting.open -= nesting.open > 0;
        }
    }
    return nesting;
}

/* Why the value that starts at `start` could not be read; cJSON stopped near `stop`. */
static size_t fault_explain(const char *text, size_t length, size_t start, size_t stop,
                            const char **message)
{
    struct nesting nesting = nesting_count(text + start, length - start);
    if (start == length) {
        *message = "the file is empty: expected JSON";
        return length;
    }
    if (text[start] != '{' && text[start] != '[') {
        *message = "not JSON: expected { or [";
        return start;
    }
    if (nesting.deepest > CJSON_NESTING_LIMIT) {
        *message = "JSON is nested too deep: expected records";
        return start;
    }
    if (nesting.in_string || nesting.open > 0) {
        *message = nesting.in_string ? "JSON is cut short: expected the end of a string"
                                     : "JSON is cut short: expected a closing bracket";
        return length;
    }
    *message = "not JSON: expected a name, a value, a comma or a closing bracket";
    return stop;
}

static int tree_free(cJSON **tree)
{
    cJSON_Delete(*tree);
    return 0;
}

/* The value at `*at`, which moves past it, owned by `mem`; NULL: `*at` says where it ends. */
static cJSON *tree_parse(void *mem, const char *text, size_t length, size_t *at)
{
    const char *end = text + *at;
    cJSON **tree = talloc(mem, cJSON *);
    bool bracket = *at < length && (text[*at] == '{' || text[*at] == '[');
    *tree = bracket ? cJSON_ParseWithLengthOpts(text + *at, length - *at, &end, 0) : NULL;
    talloc_set_destructor(tree, tree_free);
    *at = (size_t)(end - text);
    return *tree;
}

cJSON *const *text_parse(void *mem, const char *bytes, size_t size, size_t *count,
                         struct authority_fault *fault)
{
    struct source source = {bytes, size};
    size_t length, start;
    const char *text = source_text(mem, &source, &length);
    const char *lost = strstr(text, "System.Collections.Generic.Dictionary");
    cJSON **values = NULL;
    *count = 0;
    if (lost != NULL) {
        *fault = (struct authority_fault){
            source_offset(&source, (size_t)(lost - text)),
            "the export lost the records and kept a class name: expected "
            "Get-MgDomainServiceConfigurationRecord -DomainId DOMAIN | ConvertTo-Json -Depth 4"};
        return NULL;
    }
    for (size_t at = skip_space(text, length, 0); at < length || *count == 0;
         at = skip_space(text, length, at)) {
        start = at;
        cJSON *value = tree_parse(mem, text, length, &at);
        if (value == NULL) {
            at = fault_explain(text, length, start, at, &fault->message);
            fault->offset = source_offset(&source, at);
            return NULL;
        }
        ARRAY_PUSH(mem, values, *count, value);
    }
    return values;
}
