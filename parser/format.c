#include "parser/format.h"

#include "parser/code/language.h"
#include "parser/formats/mta_sts.h"
#include "parser/master/dialect.h"

/* The first that recognises a text has it. */
/* clang-format off */
static const struct format *const formats[] = {
    /* these go by the file's name */
    &terraform_format, &terraform_json_format, &bicep_format, &dnscontrol_format,
    /* JSON */
    &route53_format, &cloudformation_format, &azure_format, &google_format,
    &powerdns_format, &windows_format, &cloudflare_format, &records_format,
    /* lines */
    &csv_format, &dnscontrol_tsv_format, &tinydns_format, &unbound_format,
    /* YAML, and what has no schema */
    &octodns_format, &google_yaml_format, &cloudformation_yaml_format,
    &external_dns_format, &ansible_format, &yaml_format, &json_format,
    /* whatever else looks so */
    &master_format, &mta_sts_format, &code_format,
    NULL,
};
/* clang-format on */

/* Programs in most languages hold no data; only a zone may be named like one. */
static bool is_no_data(const char *name)
{
    const struct language *language = language_of_name(name);
    return language != NULL && !language->data && !sts_is_named(name);
}

const struct format *format_recognise(const char *name, const char *bytes, uint32_t size,
                                      const char **why)
{
    const char *reason = NULL;
    size_t i = 0;
    if (is_no_data(name)) {
        reason = master_format.recognise(name, bytes, size);
        if (why != NULL)
            *why = reason;
        return reason == NULL ? NULL : dialect_find(bytes, size, why);
    }
    while (formats[i] != NULL && (reason = formats[i]->recognise(name, bytes, size)) == NULL)
        i++;
    if (why != NULL)
        *why = reason;
    return formats[i] == &master_format ? dialect_find(bytes, size, why) : formats[i];
}

const struct format *format_at(size_t index)
{
    const size_t count = sizeof formats / sizeof *formats - 1;
    return index < count ? formats[index] : dialect_at(index - count);
}

struct document *format_read(void *mem, const struct format *format, struct file file,
                             const char *origin, struct loader loader)
{
    struct document *document = document_new(mem, format, file);
    format->read(document, origin, loader);
    document_index(document);
    return document;
}
