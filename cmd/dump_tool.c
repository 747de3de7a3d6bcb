/*
 * mxmend-dump ORIGIN FILE: what mxmend understood, for the differential test. A line a record: owner,
 * TTL, class, type, and the RDATA as octets, so that nothing of mxmend's own printing is compared.
 */
#include <stdio.h>
#include <talloc.h>

#include "cmd/session.h"
#include "parser/ldns.h"

static void record_dump(const struct document *document, const struct record *record)
{
    char owner[NAME_TEXT_MAX];
    struct rdata rdata = {.length = 0};
    const char *type = ldns_rr_descript(record->type)->_name;
    name_to_text(document->names, record->name, owner);
    record_rdata(document, record, &rdata);
    printf("%s%s %u CLASS%u ", owner, owner[0] == '.' ? "" : ".", record->ttl, record->class);
    if (type == NULL || ldns_rr_descript(record->type)->_type != record->type)
        printf("TYPE%u", record->type);
    else
        printf("%s", type);
    printf(" \\# %zu ", rdata.length);
    for (size_t i = 0; i < rdata.length; i++)
        printf("%02x", rdata.wire[i]);
    putchar('\n');
}

static void document_dump(void *context, const struct visit *visit)
{
    (void)context;
    for (size_t i = 0; i < visit->document->record_count; i++)
        record_dump(visit->document, &visit->document->records[i]);
}

int main(int argc, const char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: mxmend-dump ORIGIN FILE\n");
        return STATUS_TROUBLE;
    }
    void *mem = talloc_new(NULL);
    struct options options = {.arguments = argv + 2, .argument_count = 1, .origin = argv[1]};
    struct inputs *inputs = inputs_find(mem, &options, NULL, NULL);
    enum status status = session_run(&options, inputs, (struct visitor){document_dump, NULL});
    talloc_free(mem);
    return (int)status;
}
