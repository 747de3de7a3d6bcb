#include "cmd/tally.h"

#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/pick_edits.h"
#include "parser/formats/mta_sts.h"

void tally_add(struct tally *tally, const struct visit *visit)
{
    bool is_policy = visit->document->format == &mta_sts_format;
    bool is_text = visit->document->format == &code_format;
    tally->policies += is_policy;
    tally->texts += is_text;
    tally->zones += !is_policy && !is_text;
    tally->records += visit->document->record_count;
    tally->suppressed += visit->findings->suppressed;
    for (size_t i = 0; i < visit->findings->count; i++) {
        enum fixing fixing = finding_fixing(visit, &visit->findings->items[i]);
        tally->by_severity[visit->findings->items[i].severity]++;
        tally->safe += fixing == FIXING_SAFE;
        tally->unsafe += fixing == FIXING_UNSAFE;
    }
}

bool tally_fails(const struct tally *tally, int fail_on)
{
    for (int severity = fail_on; severity <= ERROR; severity++)
        if (tally->by_severity[severity] > 0)
            return true;
    return false;
}

const char *tally_text(void *mem, const struct tally *tally, int worst, int least)
{
    char *text = talloc_strdup(mem, "");
    for (int severity = worst; severity >= least; severity--)
        if (tally->by_severity[severity] > 0)
            text = talloc_asprintf_append(text, "%s%s", *text == '\0' ? "" : ", ",
                                          count_of(mem, tally->by_severity[severity],
                                                   severity_name((enum severity)severity)));
    return text;
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [NOTICE] = "notice", [WARNING] = "warning", [ERROR] = "error"};
    return names[severity];
}
