#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/format.h"
#include "rules/code_scan.h"
#include "rules/run.h"

/*
 * Any bytes as a program, a template or a manual, whose name is the first line: what is found stands
 * within the text and in order, nothing is read beyond it, and a comment never sends a rule astray.
 */

static void expect(bool fine)
{
    if (!fine)
        abort();
}

/* One for all runs, since making it takes long. */
static struct code_scanner *the_scanner(void)
{
    static struct code_scanner *scanner;
    const char *why;
    if (scanner == NULL)
        scanner = code_scanner_new(NULL, NULL, &why);
    return scanner;
}

static void scan(void *mem, const struct file *file)
{
    const struct code_mentions *mentions = code_scan(mem, the_scanner(), file);
    for (size_t i = 0; i < mentions->count; i++) {
        const struct code_mention *mention = &mentions->items[i];
        expect(mention->at.start <= mention->at.end && mention->at.end <= file->size);
        expect(mention->label.start <= mention->label.end && mention->label.end <= file->size);
        expect(i == 0 || mentions->items[i - 1].suffix.end <= mention->suffix.start);
        expect(mention->use == UINT32_MAX || mention->use < file->size);
    }
}

static void check(void *mem, struct file file)
{
    struct document *document = format_read(mem, &code_format, file, NULL, (struct loader){0});
    struct facts facts = {.now = 1790000000, .code = the_scanner()};
    struct selection selection = {.select = NULL};
    const struct findings *findings = rules_run(mem, document, &facts, &selection);
    for (size_t i = 0; i < findings->count; i++)
        expect(findings->items[i].at.start <= findings->items[i].at.end &&
               findings->items[i].at.end <= file.size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const uint8_t *lf = memchr(data, '\n', size);
    size_t length = lf == NULL ? 0 : (size_t)(lf - data);
    void *mem = talloc_new(NULL);
    if (lf == NULL || memchr(data, '\0', length) != NULL) {
        talloc_free(mem);
        return -1;
    }
    /* A copy, so that what is read beyond the end is seen. */
    char *bytes = talloc_memdup(mem, lf + 1, size - length - 1);
    struct file file = {.path = talloc_strndup(mem, (const char *)data, length),
                        .bytes = bytes == NULL ? "" : bytes,
                        .size = (uint32_t)(size - length - 1)};
    scan(mem, &file);
    check(mem, file);
    talloc_free(mem);
    return 0;
}
