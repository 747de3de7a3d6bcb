#ifndef MXMEND_MASTER_READ_TEXT_H
#define MXMEND_MASTER_READ_TEXT_H

#include <string.h>

#include "parser/format.h"

/* Master files for the tests: texts in C, which can include one another. */

/* The files that can be included: name and bytes. */
static const char *const included_files[][2] = {
    {"plain", "p 70 A 192.0.2.1\n A 192.0.2.2\n"},
    {"blank", " 80 A 192.0.2.3\nq A 192.0.2.4\n"},
    {"origin", "$ORIGIN deep\n@ 90 A 192.0.2.5\n$TTL 5\n"},
    {"nested", "n 70 A 192.0.2.6\n$INCLUDE plain below\n A 192.0.2.7\n"},
    {"self", "$INCLUDE self\ns 70 A 192.0.2.8\n"},
    {"remark", "; mxmend: ignore-next x\n"},
    {"own", "inner 70 MX 10 a\n"}, /* has an owner of its own */
    {"heir", " 70 MX 10 b\n"},     /* takes over the one in force */
};

static inline const char *load_included(void *context, void *mem, const char *from,
                                        const char *name, struct file *file)
{
    (void)context, (void)mem, (void)from;
    for (size_t i = 0; i < sizeof included_files / sizeof included_files[0]; i++)
        if (strcmp(included_files[i][0], name) == 0) {
            file->path = included_files[i][0];
            file->bytes = included_files[i][1];
            file->size = (uint32_t)strlen(file->bytes);
            return NULL;
        }
    return "there is no such file";
}

static inline struct document *read_text(void *mem, const char *text)
{
    struct file file = {.path = "x", .bytes = text, .size = (uint32_t)strlen(text)};
    struct loader loader = {.load = load_included};
    return format_read(mem, &master_format, file, "example.com", loader);
}

/* The new text of the file itself. */
static inline char *apply(void *mem, const struct document *document, struct edit *edits,
                          size_t count)
{
    size_t size;
    const struct file *file = &document->files[0];
    count = edits_settle(edits, count);
    return edits_apply(mem, file->bytes, file->size, edits, count, &size);
}

#endif
