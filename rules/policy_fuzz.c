#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "rules/run.h"
#include "rules/sts_policy.h"

/*
 * Any bytes as a policy of MTA-STS that an MX is to leave: the rules stand it, and once the line is
 * added the policy covers the new host and nothing more is to be added.
 */

static const char host[] = "contoso-com.o-v1.mx.microsoft";
static const struct sts_move move = {"contoso.com", host, "contoso.com.zone"};

static void expect(bool fine)
{
    if (!fine)
        abort();
}

/* The text with all edits made; `*count` is their number. */
static char *correct(void *mem, const char *text, size_t size, size_t *count, size_t *new_size)
{
    struct file file = {.path = "contoso.com.mta-sts.txt", .bytes = text, .size = (uint32_t)size};
    struct document *document = format_read(mem, &mta_sts_format, file, NULL, (struct loader){0});
    struct facts facts = {.now = 1790000000, .moves = &move, .move_count = 1};
    struct selection selection = {.select = NULL};
    struct findings *findings = rules_run(mem, document, &facts, &selection);
    struct edit *edits = talloc_array(mem, struct edit, (unsigned)findings->count + 1);
    *count = 0;
    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        expect(finding->file == 0 && finding->at.start <= finding->at.end &&
               finding->at.end <= size && finding->edit_count <= 1);
        if (finding->edit_count == 1)
            edits[(*count)++] = finding->edits[0];
    }
    *count = edits_settle(edits, *count);
    return edits_apply(mem, text, (uint32_t)size, edits, *count, new_size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    void *mem = talloc_new(NULL);
    size_t count, again, length;
    char *text = correct(mem, (const char *)data, size, &count, &length);
    struct sts_policy *policy = sts_policy_read(mem, text, (uint32_t)length);
    for (size_t i = 0; i < policy->count; i++) {
        const struct sts_line *line = &policy->lines[i];
        expect(line->at.end <= length && line->key.start >= line->at.start &&
               line->key.end <= line->at.end && line->value.start >= line->at.start &&
               line->value.end <= line->at.end);
    }
    expect(policy->template || policy->mode == STS_MODE_UNKNOWN || policy->mode == STS_MODE_NONE ||
           sts_policy_covers(policy, host));
    correct(mem, text, length, &again, &length);
    expect(again == 0);
    talloc_free(mem);
    return 0;
}
