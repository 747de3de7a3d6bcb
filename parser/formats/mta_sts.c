#include "parser/formats/mta_sts.h"

#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "parser/master/text.h"

/* The byte order marks that a text begins with; whoever takes one away is not to find another. */
static uint32_t marks_length(const char *bytes, uint32_t size)
{
    static const char bom[] = "\xef\xbb\xbf";
    const uint32_t length = sizeof bom - 1;
    uint32_t at = 0;
    while (size - at >= length && memcmp(bytes + at, bom, length) == 0)
        at += length;
    return at;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static struct span trim(const char *bytes, struct span span)
{
    while (span.start < span.end && is_blank(bytes[span.start]))
        span.start++;
    while (span.start < span.end && is_blank(bytes[span.end - 1]))
        span.end--;
    return span;
}

static bool span_is(const char *bytes, struct span span, const char *text)
{
    return span_length(span) == strlen(text) && memcmp(bytes + span.start, text, strlen(text)) == 0;
}

/* Keys and modes are case-sensitive (%s in the grammar of RFC 8461 section 3.2). */
static struct sts_line line_read(const char *bytes, struct span at)
{
    static const char *const keys[] = {
        [STS_VERSION] = "version", [STS_MODE] = "mode", [STS_MAX_AGE] = "max_age", [STS_MX] = "mx"};
    struct sts_line line = {STS_EXTENSION, at, trim(bytes, at), {at.end, at.end}};
    const char *colon = memchr(bytes + at.start, ':', span_length(at));
    if (colon == NULL) {
        line.kind = span_is_empty(line.key) ? STS_BLANK : STS_NO_KEY;
        return line;
    }
    uint32_t middle = (uint32_t)(colon - bytes);
    line.key = trim(bytes, (struct span){at.start, middle});
    line.value = trim(bytes, (struct span){middle + 1, at.end});
    for (enum sts_key kind = STS_VERSION; kind <= STS_MX; kind++)
        if (span_is(bytes, line.key, keys[kind]))
            line.kind = kind;
    return line;
}

static enum sts_mode mode_read(const char *bytes, struct span value)
{
    return span_is(bytes, value, "enforce")   ? STS_MODE_ENFORCE
           : span_is(bytes, value, "testing") ? STS_MODE_TESTING
           : span_is(bytes, value, "none")    ? STS_MODE_NONE
                                              : STS_MODE_UNKNOWN;
}

/* "All entries except for the first SHALL be ignored", but for mx (section 3.2). */
static void line_note(struct sts_policy *policy, const struct sts_line *line, bool seen[])
{
    if (line->kind == STS_MODE && !seen[STS_MODE])
        policy->mode = mode_read(policy->bytes, line->value);
    if (line->kind == STS_MAX_AGE && !seen[STS_MAX_AGE])
        policy->first_max = line->value;
    seen[line->kind] = true;
}

static bool has_template(const char *bytes, uint32_t size)
{
    static const char *const marks[] = {"{{", "{%", "${", "<%", "<?"};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (memmem(bytes, size, marks[i], strlen(marks[i])) != NULL)
            return true;
    return false;
}

struct sts_policy *sts_policy_read(void *mem, const char *bytes, uint32_t size)
{
    struct sts_policy *policy = talloc_zero(mem, struct sts_policy);
    bool seen[STS_BLANK + 1] = {false};
    uint32_t at = marks_length(bytes, size);
    policy->bytes = bytes;
    policy->template = has_template(bytes, size);
    while (at < size) {
        const char *feed = memchr(bytes + at, '\n', size - at);
        uint32_t end = feed == NULL ? size : (uint32_t)(feed - bytes), next = end + 1;
        if (feed != NULL && end > at && bytes[end - 1] == '\r')
            end--;
        struct sts_line line = line_read(bytes, (struct span){at, end});
        line_note(policy, &line, seen);
        ARRAY_PUSH(policy, policy->lines, policy->count, line);
        if (feed == NULL)
            break;
        at = next;
    }
    return policy;
}

char *sts_text(const struct sts_policy *policy, struct span at, void *mem)
{
    return talloc_strndup(mem, policy->bytes + at.start, span_length(at));
}

/* Text that begins with lines of "key: value", among them the version, whatever the file's name. */
static bool is_policy_text(const char *bytes, uint32_t size)
{
    enum { PEEKED = 2048, LINES = 8 };
    uint32_t peeked = size < PEEKED ? size : PEEKED;
    bool found = false;
    if (memmem(bytes, peeked, "STSv1", strlen("STSv1")) == NULL)
        return false;
    void *mem = talloc_new(NULL);
    struct sts_policy *policy = sts_policy_read(mem, bytes, peeked);
    for (size_t i = 0; !found && i < policy->count && i < LINES; i++) {
        const struct sts_line *line = &policy->lines[i];
        if (line->kind == STS_NO_KEY ||
            (line->kind != STS_BLANK && line->key.start > line->at.start))
            break;
        found = line->kind == STS_VERSION && span_is(bytes, line->value, "STSv1");
    }
    talloc_free(mem);
    return found;
}

static const char *sts_recognise(const char *name, const char *bytes, uint32_t size)
{
    enum { PEEKED = 65536 };
    bool binary = memchr(bytes, 0, size < PEEKED ? size : PEEKED) != NULL;
    return binary                        ? NULL
           : sts_is_named(name)          ? "the file is named as a policy"
           : is_policy_text(bytes, size) ? "version: STSv1"
                                         : NULL;
}

/* The domain that the policy is for: what the user said, else what the path tells. */
static void sts_read(struct document *document, const char *origin, struct loader loader)
{
    (void)loader;
    const struct file *file = &document->files[0];
    char domain[NAME_TEXT_MAX];
    struct name_text name;
    size_t where;
    document->told = origin != NULL;
    if (origin == NULL && sts_domain_of_path(file->path, domain))
        origin = domain;
    if (origin != NULL &&
        name_read(origin, strlen(origin), NAME_WIRE_MAX - 1, &name, &where) == NAME_FINE)
        document->origin = document->apex =
            names_intern(document->names, NAME_ROOT, name.labels, name.length);
    document_add_scope(document, (struct scope){.origin = document->origin});
    uint32_t marks = marks_length(file->bytes, file->size);
    if (marks > 0)
        document_problem(document, PROBLEM_BOM, 0, (struct span){0, marks},
                         "a byte order mark: senders do not find the first key behind it");
    if (file->utf16)
        document_problem(document, PROBLEM_ENCODING, 0, (struct span){0, 0},
                         "the file is UTF-16: senders cannot read it");
    if (has_template(file->bytes, file->size))
        document_problem(document, PROBLEM_TEMPLATE, 0, (struct span){0, 0},
                         "a program fills this in; it is not checked");
}

const struct format mta_sts_format = {
    .name = "mta-sts",
    .summary = "policy of MTA-STS (mta-sts.txt)",
    .recognise = sts_recognise,
    .read = sts_read,
};
