#include "cmd/tally.h"

#include <string.h>
#include <talloc.h>

#include "cmd/complain.h"
#include "cmd/pick_edits.h"
#include "parser/formats/mta_sts.h"

static void count_input(struct tally *tally, const struct format *format)
{
    size_t *count = format == &code_format      ? &tally->texts
                    : format == &mta_sts_format ? &tally->policies
                    : format->rdata == master_format.rdata /* the dialects as well */
                        ? &tally->zones
                        : &tally->exports;
    ++*count;
}

void tally_add(struct tally *tally, const struct visit *visit)
{
    if (visit->document->format != NULL) /* a baseline has none */
        count_input(tally, visit->document->format);
    tally->records += visit->document->record_count;
    tally->suppressed += visit->findings->suppressed;
    tally->accepted += visit->findings->accepted;
    tally->older += visit->findings->older;
    for (size_t i = 0; i < visit->findings->count; i++) {
        enum fixing fixing = finding_fixing(visit, &visit->findings->items[i]);
        tally->by_severity[visit->findings->items[i].severity]++;
        tally->safe += fixing == FIXING_SAFE;
        tally->unsafe += fixing == FIXING_UNSAFE;
        tally->unasked += visit->facts != NULL && visit->facts->authority == NULL &&
                          strcmp(visit->findings->items[i].rule->id, "exchange-legacy-mx") == 0;
    }
}

static char *add_count(void *mem, char *text, size_t count, const char *one, const char *many)
{
    if (count == 0)
        return text;
    return talloc_asprintf(mem, "%s%s%zu %s", text, *text == '\0' ? "" : ", ", count,
                           count == 1 ? one : many);
}

const char *tally_inputs(void *mem, const struct tally *tally)
{
    char *text = add_count(mem, talloc_strdup(mem, ""), tally->zones, "zone", "zones");
    text = add_count(mem, text, tally->exports, "export", "exports");
    if (tally->zones + tally->exports > 0)
        text = talloc_asprintf(mem, "%s, %s", text, count_of(mem, tally->records, "record"));
    return add_count(mem, text, tally->policies, "MTA-STS policy", "MTA-STS policies");
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

const char *tally_hint(void *mem, const struct tally *tally, const struct options *options)
{
    const char *path = options->argument_count == 0   ? "."
                       : options->argument_count == 1 ? options->arguments[0]
                                                      : "PATH...";
    if (tally->unasked == 0)
        return "";
    return strcmp(path, "-") == 0
               ? "; Graph was not asked: mxmend fetch DOMAIN"
               : talloc_asprintf(mem, "; Graph was not asked: mxmend fetch --from %s", path);
}

const char *severity_name(enum severity severity)
{
    static const char *const names[] = {
        [NOTICE] = "notice", [WARNING] = "warning", [ERROR] = "error"};
    return names[severity];
}
