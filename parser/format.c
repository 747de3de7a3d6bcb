#include "parser/format.h"

#include "parser/formats/mta_sts.h"

/* The first that recognises a text has it. */
static const struct format *const formats[] = {
    &route53_format,
    &master_format,
    &mta_sts_format,
    &code_format,
    NULL,
};

const struct format *format_recognise(const char *name, const char *bytes, uint32_t size)
{
    for (size_t i = 0; formats[i] != NULL; i++)
        if (formats[i]->recognise(name, bytes, size))
            return formats[i];
    return NULL;
}

const struct format *format_at(size_t index)
{
    return formats[index];
}

struct document *format_read(void *mem, const struct format *format, struct file file,
                             const char *origin, struct loader loader)
{
    struct document *document = document_new(mem, format, file);
    format->read(document, origin, loader);
    document_index(document);
    return document;
}
