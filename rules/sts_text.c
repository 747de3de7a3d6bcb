#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/hosts.h"
#include "rules/sts.h"
#include "rules/sts_policy.h"

/* Rules on the text of a policy (RFC 8461 section 3.2). */

static bool text_is_number(const char *text)
{
    return text[0] != '\0' && strspn(text, "0123456789") == strlen(text);
}

static const char *version_fault(const char *value)
{
    return strcmp(value, "STSv1") == 0 ? NULL : "the version is not STSv1";
}

static const char *mode_fault(const char *value)
{
    static const char *const modes[] = {"enforce", "testing", "none"};
    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
        if (strcasecmp(value, modes[i]) == 0)
            return strcmp(value, modes[i]) == 0 ? NULL : "the mode is written in lower case";
    return "the mode is none of enforce, testing and none";
}

static const char *max_age_fault(const char *value)
{
    enum { DIGITS_MOST = 10 };
    if (!text_is_number(value))
        return "max_age is no number of seconds";
    return strlen(value) > DIGITS_MOST ? "max_age has more than ten digits" : NULL;
}

/* ["*."] Domain */
static const char *mx_fault(const char *value)
{
    const char *host = strncmp(value, "*.", 2) == 0 ? value + 2 : value;
    size_t length = strlen(host);
    if (length == 0)
        return "mx is empty";
    for (const char *at = host; *at != '\0'; at++)
        if ((unsigned char)*at > '~')
            return "mx has characters beyond ASCII: write A-labels (xn--…)";
    if (strpbrk(host, " \t,;") != NULL)
        return "mx has more than one host: each has a line of its own";
    if (strchr(host, '*') != NULL)
        return "the wildcard stands for the whole left-most label only";
    if (host[length - 1] == '.')
        return "the host ends with a dot, which a policy does not have";
    return host_is_name(host) || strchr(host, '.') == NULL ? NULL : "mx holds no name of a host";
}

static const struct {
    const char *name;
    const char *(*fault)(const char *value);
} keys[] = {
    [STS_VERSION] = {"version", version_fault},
    [STS_MODE] = {"mode", mode_fault},
    [STS_MAX_AGE] = {"max_age", max_age_fault},
    [STS_MX] = {"mx", mx_fault},
};

/* A key that differs from a known one in case, or in "-" for "_". It is no extension then. */
static enum sts_key key_meant(const char *key)
{
    static const char *const others[] = {"max-age", "maxage"};
    for (enum sts_key kind = STS_VERSION; kind <= STS_MX; kind++)
        if (strcasecmp(key, keys[kind].name) == 0)
            return kind;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcasecmp(key, others[i]) == 0)
            return STS_MAX_AGE;
    return STS_EXTENSION;
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < ' ' && *text != '\t')
            return true;
    return false;
}

/* The grammar has no blank around a key; senders are known to forgive it. */
static bool is_spaced(const struct sts_policy *policy, const struct sts_line *line)
{
    return line->key.start > line->at.start || policy->bytes[line->key.end] != ':';
}

static void known_judge(struct check *check, const struct sts_policy *policy,
                        const struct sts_line *line, const struct sts_line *first)
{
    const char *name = keys[line->kind].name;
    char *value = sts_text(policy, line->value, NULL);
    const char *fault = keys[line->kind].fault(value);
    struct span at = span_is_empty(line->value) ? line->key : line->value;
    if (first != NULL) {
        char *other = sts_text(policy, first->value, value);
        bool same = strcmp(value, other) == 0;
        sts_report(check, same ? NOTICE : WARNING, line->key, "%s comes twice: the first counts",
                   name);
    } else if (fault != NULL) {
        sts_report(check, ERROR, at, "%s", fault);
    } else if (is_spaced(policy, line)) {
        sts_report(check, WARNING, line->key, "blanks stand around the key %s", name);
    }
    talloc_free(value);
}

/* Lines of each kind: the first that there is, and whether one is meant, or may be. */
struct survey {
    const struct sts_line *firsts[STS_BLANK + 1];
    bool meant[STS_BLANK + 1];
};

static void line_judge(struct check *check, const struct sts_policy *policy,
                       const struct sts_line *line, struct survey *survey)
{
    const struct sts_line *first = survey->firsts[line->kind];
    char *text = sts_text(policy, line->at, NULL), *key = sts_text(policy, line->key, text);
    enum sts_key meant = line->kind == STS_EXTENSION ? key_meant(key) : line->kind;
    survey->meant[meant] = true;
    if (strlen(text) < span_length(line->at) || has_control(text)) {
        sts_report(check, ERROR, line->at, "the line holds a control character");
        for (enum sts_key kind = STS_VERSION; kind <= STS_MX; kind++)
            survey->meant[kind] = true; /* as between lines that end with CR alone */
    } else if (line->kind <= STS_MX) {
        known_judge(check, policy, line, line->kind == STS_MX || first == line ? NULL : first);
    } else if (line->kind == STS_NO_KEY) {
        sts_report(check, ERROR, line->key, "the line is not of the form key: value");
    } else if (line->kind == STS_BLANK) {
        sts_report(check, NOTICE, line->at, "the line is empty, which the grammar does not have");
    } else if (meant != STS_EXTENSION) {
        sts_report(check, ERROR, line->key, "the key %s is not %s: senders ignore it", key,
                   keys[meant].name);
    }
    talloc_free(text);
}

/* At the last line. */
static void missing_report(struct check *check, const struct sts_policy *policy,
                           const struct survey *survey)
{
    uint32_t at = policy->lines[policy->count - 1].at.start;
    for (enum sts_key kind = STS_VERSION; kind <= STS_MX; kind++)
        if (!survey->meant[kind] && (kind != STS_MX || policy->mode != STS_MODE_NONE))
            sts_report(check, ERROR, (struct span){at, at}, "%s is missing", keys[kind].name);
}

void check_sts_policy_syntax(struct check *check, struct rrset set)
{
    (void)set;
    const struct sts_policy *policy = sts_document_policy(check);
    struct survey survey = {.firsts = {NULL}};
    bool any = false;
    for (size_t i = 0; policy != NULL && i < policy->count; i++) {
        const struct sts_line *line = &policy->lines[i];
        any = any || line->kind <= STS_MX;
        if (survey.firsts[line->kind] == NULL)
            survey.firsts[line->kind] = line;
    }
    if (policy != NULL && !any)
        sts_report(check, ERROR, (struct span){0, 0},
                   "this is no policy: version, mode, mx and max_age are missing");
    if (!any)
        return;
    if (check->document->files[0].utf16)
        sts_report(check, ERROR, (struct span){0, 0}, "the policy is UTF-16, not UTF-8");
    for (size_t i = 0; i < policy->count; i++)
        line_judge(check, policy, &policy->lines[i], &survey);
    missing_report(check, policy, &survey);
}

static size_t label_count(const char *text, size_t length)
{
    size_t labels = length > 0;
    for (size_t i = 0; i < length; i++)
        labels += text[i] == '.';
    return labels;
}

/*
 * Can no host of Exchange Online match the pattern, though it is near to them? What it may match is
 * tried on a host: a wildcard is one label. Hosts of other forms below mx.microsoft may come to be.
 */
static bool is_dead(const char *pattern)
{
    static const char *const above[] = {"outlook.com", "protection.outlook.com", "microsoft"};
    bool wildcard = strncmp(pattern, "*.", 2) == 0;
    const char *base = pattern + (wildcard ? 2 : 0);
    char *host = talloc_asprintf(NULL, "%s%s", wildcard ? "contoso-com." : "", base);
    struct host_class class = host_classify(host);
    size_t front = label_count(host, class.label_length);
    bool dead = false;
    for (size_t i = 0; i < sizeof above / sizeof *above; i++)
        dead = dead || host_equal(base, above[i]);
    if (class.family == HOST_LEGACY || class.family == HOST_SOVEREIGN || class.family == HOST_EARLY)
        dead = dead || front != 1;
    else if (class.family == HOST_NEW_ODD)
        dead = dead || front > 2;
    talloc_free(host);
    return dead || class.family == HOST_MALFORMED;
}

void check_sts_dead_pattern(struct check *check, struct rrset set)
{
    (void)set;
    const struct sts_policy *policy = sts_document_policy(check);
    for (size_t i = 0; policy != NULL && policy->mode != STS_MODE_NONE && i < policy->count; i++) {
        const struct sts_line *line = &policy->lines[i];
        if (line->kind != STS_MX)
            continue;
        char *pattern = sts_text(policy, line->value, NULL);
        if (is_dead(pattern)) {
            sts_report(check, ERROR, line->value, "mx %s matches no host of Exchange Online",
                       pattern);
            if (pattern[0] == '*')
                note(check, "the wildcard stands for one label; *.o-v1.mx.microsoft, with the "
                            "letter that Graph gives, or the whole host would match");
            else
                note(check, "a pattern without wildcard is the whole name of a host");
        }
        talloc_free(pattern);
    }
}

/* A number of ten digits at most, or 0 as well for what check_sts_policy_syntax() speaks of. */
static uint64_t seconds_of(const struct sts_policy *policy, struct span at)
{
    uint64_t seconds = 0;
    for (uint32_t i = at.start; i < at.end; i++) {
        if (!isdigit((unsigned char)policy->bytes[i]) || span_length(at) > 10)
            return 0;
        seconds = seconds * 10 + (uint64_t)(policy->bytes[i] - '0');
    }
    return seconds;
}

void check_sts_max_age(struct check *check, struct rrset set)
{
    enum { YEAR = 31557600, DAY = 86400 };
    (void)set;
    const struct sts_policy *policy = sts_document_policy(check);
    if (policy == NULL || policy->mode == STS_MODE_NONE || span_is_empty(policy->first_max))
        return;
    uint64_t seconds = seconds_of(policy, policy->first_max);
    if (seconds > YEAR)
        sts_report(check, NOTICE, policy->first_max, "max_age is above 31557600, the most");
    else if (seconds > 0 && seconds < DAY)
        sts_report(check, NOTICE, policy->first_max,
                   "max_age is below a day: an attacker has to hold back the policy that long");
}
