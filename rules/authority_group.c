#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "parser/array.h"
#include "rules/authority_read.h"
#include "rules/hosts.h"

const char *domain_or_path(struct reader *reader, const char *domain)
{
    if (domain == NULL)
        domain = reader->path_domain;
    reader->nameless = reader->nameless || domain == NULL;
    return domain;
}

/* The domains that a list of records seems to speak of, in order of name. */
struct heads {
    const char **names;
    size_t count;
};

static int head_compare(const void *a, const void *b)
{
    return strcasecmp(*(const char *const *)a, *(const char *const *)b);
}

/*
 * Records as PowerShell prints them tell no domain but in their labels. The MX and the TXT stand at
 * the domain itself, the others at names below it.
 */
static struct heads heads_find(void *mem, const cJSON *const *records, size_t count,
                               const char *path_domain)
{
    struct heads heads = {NULL, 0};
    for (size_t i = 0; i < count; i++) {
        struct graph_record record = record_read(mem, records[i]);
        if (record.label != NULL && host_is_name(record.label) && record.type != GRAPH_CNAME &&
            record.type != GRAPH_SRV)
            ARRAY_PUSH(mem, heads.names, heads.count, record.label);
    }
    if (path_domain != NULL)
        ARRAY_PUSH(mem, heads.names, heads.count, path_domain);
    if (heads.names != NULL)
        qsort(heads.names, heads.count, sizeof *heads.names, head_compare);
    return heads;
}

/* The longest head that holds a label; "@" and no label at all stand for the file's own domain. */
static const char *heads_hold(struct reader *reader, const struct heads *heads, const char *label)
{
    if (label == NULL || strcmp(label, "@") == 0)
        return domain_or_path(reader, NULL);
    while (label != NULL && heads->count > 0) {
        if (bsearch(&label, heads->names, heads->count, sizeof label, head_compare) != NULL)
            return label;
        label = strchr(label, '.');
        label = label == NULL ? NULL : label + 1;
    }
    reader->nameless = true;
    return NULL;
}

void group_read(struct reader *reader, const cJSON *const *records, size_t count,
                const char *domain)
{
    void *work = talloc_new(NULL);
    struct heads heads = {NULL, 0};
    if (domain == NULL)
        heads = heads_find(work, records, count, reader->path_domain);
    for (size_t i = 0; i < count; i++) {
        struct graph_record record = record_read(reader->authority, records[i]);
        const char *owner = domain != NULL ? domain : heads_hold(reader, &heads, record.label);
        if (owner == NULL)
            continue;
        if (record.label != NULL && strcmp(record.label, "@") == 0)
            record.label = reader_domain(reader, owner)->name;
        reader_record(reader, owner, record);
    }
    talloc_free(work);
}
