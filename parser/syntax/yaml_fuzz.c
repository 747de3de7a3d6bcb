#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/format.h"
#include "parser/syntax/tree.h"

/* Any bytes as YAML: spans stay inside the text, each value can be asked for, each element can be taken
 * out or doubled and the text read again; and the formats stand the trees that come of it. */

enum { CHANGED_MAX = 8 }; /* nodes that are changed */

static void expect(bool fine)
{
    if (!fine)
        abort();
}

static void look_at(const struct tree *tree, uint32_t node)
{
    const struct node *here = tree_node(tree, node);
    expect(here->at.start <= here->at.end && here->at.end <= tree->size);
    expect(here->text.start <= here->text.end && here->text.end <= tree->size);
    expect(here->key.start <= here->key.end && here->key.end <= tree->size);
    char *value = tree_value(tree, node, NULL);
    for (size_t i = 0; value != NULL && here->escaped && i <= strlen(value); i++) {
        uint32_t at = yaml_syntax.place(tree, node, i);
        expect(at == UINT32_MAX || (at >= here->text.start && at <= here->text.end));
    }
    talloc_free(value);
}

static void read_again(void *mem, const struct tree *tree, struct edit *edits, size_t count)
{
    size_t size;
    struct syntax_fault fault;
    char *made =
        edits_apply(mem, tree->bytes, tree->size, edits, edits_settle(edits, count), &size);
    tree_read(mem, &yaml_syntax, made, (uint32_t)size, &fault);
}

static void change(void *mem, const struct tree *tree, uint32_t node)
{
    struct edit edits[EDITS_MAX];
    size_t count = yaml_syntax.erase(tree, node, mem, edits);
    if (count > 0)
        read_again(mem, tree, edits, count);
    struct span at = tree_node(tree, node)->at;
    char *copy = talloc_strndup(mem, tree->bytes + at.start, span_length(at));
    count = yaml_syntax.append(tree, node, copy, mem, edits);
    if (count > 0)
        read_again(mem, tree, edits, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct format *const formats[] = {&octodns_format, &google_yaml_format,
                                                   &cloudformation_yaml_format, &yaml_format};
    void *mem = talloc_new(NULL);
    char *text = talloc_memdup(mem, data, size > 0 ? size : 1); /* so that its end is guarded */
    struct syntax_fault fault;
    const struct tree *tree = tree_read(mem, &yaml_syntax, text, (uint32_t)size, &fault);
    for (uint32_t i = 1; i < tree->count; i++)
        look_at(tree, i);
    for (uint32_t i = 1; i < tree->count && i <= CHANGED_MAX; i++)
        change(mem, tree, (uint32_t)(tree->count - i));
    for (size_t i = 0; i < tree->comment_count; i++)
        expect(tree->comments[i].end <= size);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        struct file file = {.path = "contoso.com.yaml", .bytes = text, .size = (uint32_t)size};
        struct loader loader = {.load = NULL};
        formats[i]->recognise(file.path, file.bytes, file.size);
        const struct document *document = format_read(mem, formats[i], file, NULL, loader);
        for (size_t k = 0; k < document->record_count && k < CHANGED_MAX; k++) {
            struct edit edits[EDITS_MAX];
            const struct record *record = &document->records[k];
            expect(record->rdata.end <= size && record->entry.end <= size);
            size_t count = formats[i]->set_exchange(mem, document, record, "new.test", edits);
            if (count > 0)
                read_again(mem, tree, edits, count);
            count = formats[i]->insert_mx(mem, document, record, 5, "new.test", -1, edits);
            if (count > 0)
                read_again(mem, tree, edits, count);
        }
    }
    talloc_free(mem);
    return 0;
}
