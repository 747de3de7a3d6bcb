#include <stdint.h>
#include <stdlib.h>
#include <talloc.h>

#include "parser/master/read_text.h"
#include "parser/master/same_document.h"

/* Any bytes as a master file: read in parts of any size it is what it is when read in one piece. */

static struct document *read_by(void *mem, struct file file, unsigned jobs, uint32_t part)
{
    struct loader loader = {.load = load_included, .jobs = jobs, .part = part};
    return format_read(mem, &master_format, file, "example.com", loader);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    void *mem = talloc_new(NULL);
    struct file file = {.path = "x", .bytes = (const char *)data, .size = (uint32_t)size};
    uint32_t part = 1 + (size > 0 ? data[size - 1] : 0);
    if (documents_differ(read_by(mem, file, 1, 0), read_by(mem, file, 2, part)) != NULL)
        abort();
    talloc_free(mem);
    return 0;
}
