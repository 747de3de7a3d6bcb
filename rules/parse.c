#include "rules/parse.h"

#include <string.h>

#include "rules/code.h"

/* Kinds of problems that share a row with another, at a severity of their own. */
static const struct {
    enum problem_kind kind, as;
    enum severity severity;
} variants[] = {
    {PROBLEM_ODD_BYTES, PROBLEM_BYTES, NOTICE},
    {PROBLEM_NO_TTL_AT_ALL, PROBLEM_NO_TTL, ERROR},
    {PROBLEM_ORIGIN_IDLE, PROBLEM_ORIGIN, NOTICE},
};

/* A byte order mark is dropped whole; what stands behind it is read either way. */
static void edit_bom(struct check *check, const struct problem *problem)
{
    replace(check, problem->at, "", UNSAFE);
}

/* A string that is too long becomes two or more: a TXT record means their concatenation (RFC 7208
 * section 3.3). A break stands in front of each 256th octet. */
static void edit_long_string(struct check *check, const struct problem *problem)
{
    const struct file *file = &check->document->files[problem->file];
    unsigned octets = 0;
    if (problem->at.start == 0 || file->bytes[problem->at.start - 1] != '"')
        return;
    for (uint32_t at = problem->at.start; at < problem->at.end; octets++) {
        bool number =
            file->bytes[at] == '\\' && file->bytes[at + 1] >= '0' && file->bytes[at + 1] <= '9';
        if (octets == 255) {
            replace(check, (struct span){at, at}, "\" \"", SAFE);
            octets = 0;
        }
        at += file->bytes[at] != '\\' ? 1 : number ? 4 : 2;
    }
}

/* What keeps all there is to tell of an MX (reference, formats.md section 11). */
static void note_command(struct check *check, const struct problem *problem)
{
    (void)problem;
    note(check, "Get-DnsServerResourceRecord -ZoneName ZONE -RRType Mx | Select-Object HostName, "
                "TimeToLive, @{n='Preference';e={$_.RecordData.Preference}}, "
                "@{n='MailExchange';e={$_.RecordData.MailExchange}} | Export-Csv ZONE.mx.csv "
                "-NoTypeInformation");
}

static const struct {
    enum problem_kind kind;
    void (*edit)(struct check *check, const struct problem *problem);
} editors[] = {
    {PROBLEM_BOM, edit_bom},
    {PROBLEM_STRING_LENGTH, edit_long_string},
    {PROBLEM_LOSSY, note_command},
};

__attribute__((format(printf, 4, 5))) static void problem_say(struct check *check,
                                                              enum severity severity,
                                                              const struct problem *problem,
                                                              const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_at(check, severity, problem->file, problem->at, NULL, format, arguments);
    va_end(arguments);
}

static void problem_report(struct check *check, const struct rule *const *rules, size_t count,
                           const struct problem *problem)
{
    enum problem_kind kind = problem->kind;
    bool varies = false;
    if (kind == PROBLEM_COMPUTED && code_tells(check, problem->file, problem->at))
        return;
    enum severity severity = NOTICE;
    for (size_t i = 0; i < sizeof variants / sizeof variants[0]; i++)
        if (variants[i].kind == problem->kind) {
            kind = variants[i].as;
            severity = variants[i].severity;
            varies = true;
        }
    for (size_t i = 0; i < count; i++) {
        if (rules[i]->types != kind)
            continue;
        check->rule = rules[i];
        problem_say(check, varies ? severity : rules[i]->severity, problem, "%s", problem->message);
        for (size_t k = 0; k < sizeof editors / sizeof editors[0]; k++)
            if (editors[k].kind == problem->kind)
                editors[k].edit(check, problem);
    }
}

void problems_report(struct check *check, const struct rule *const *rules, size_t count)
{
    for (size_t i = 0; i < check->document->problem_count; i++)
        problem_report(check, rules, count, &check->document->problems[i]);
    for (size_t i = 0; i < count; i++)
        if (rules[i]->types == PROBLEM_COMPUTED)
            code_report_indirect(check);
}
