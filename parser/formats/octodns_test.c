#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/format.h"

/* Changes in zones of octoDNS: known ones, and that random ones change the records that they are for
 * and nothing else. */

static const struct document *read_zone(void *mem, const char *text)
{
    struct file file = {.path = "contoso.com.yaml", .bytes = text, .size = (uint32_t)strlen(text)};
    return format_read(mem, &octodns_format, file, NULL, (struct loader){.load = NULL});
}

static char *applied(void *mem, const struct document *document, struct edit *edits, size_t count)
{
    size_t size;
    const struct file *file = &document->files[0];
    char *made =
        edits_apply(mem, file->bytes, file->size, edits, edits_settle(edits, count), &size);
    return talloc_strndup(mem, made, size);
}

static const struct {
    const char *old, *new; /* NULL: refused */
} inserts[] = {
    {"'':\n  type: MX\n  value:\n    exchange: a.b.\n    preference: 0\n",
     "'':\n  type: MX\n  values:\n    - exchange: a.b.\n      preference: 0\n"
     "    - exchange: h.test.\n      preference: 20\n"},
    {"'':\r\n- ttl: 60\r\n  type: MX\r\n  value:\r\n    # note\r\n    value: a.b # old\r\n"
     "    priority: 0 # low\r\n- type: A\r\n  value: 192.0.2.1",
     "'':\r\n- ttl: 60\r\n  type: MX\r\n  values:\r\n    # note\r\n    - value: a.b # old\r\n"
     "      priority: 0 # low\r\n    - value: h.test # old\r\n      priority: 20\r\n"
     "- type: A\r\n  value: 192.0.2.1"},
    {"a: {type: MX, value: {exchange: 'a.b.', preference: 0}}\n",
     "a: {type: MX, values: [{exchange: 'a.b.', preference: 0}, "
     "{exchange: 'h.test.', preference: 20}]}\n"},
    {"a:\n  type: MX\n  value: {exchange: a.b., preference: 0} # c",
     "a:\n  type: MX\n  values: [{exchange: a.b., preference: 0}, "
     "{exchange: h.test., preference: 20}] # c"},
    {"a:\n  type: MX\n  values:\n  - {exchange: a.b., preference: 0}\n",
     "a:\n  type: MX\n  values:\n  - {exchange: a.b., preference: 0}\n"
     "  - {exchange: h.test., preference: 20}\n"},
    {"a:\n  type: MX\n  values:\n  - exchange: a.b.\n    preference: 0",
     "a:\n  type: MX\n  values:\n  - exchange: a.b.\n    preference: 0\n"
     "  - exchange: h.test.\n    preference: 20"},
    {"a:\n  type: MX\n  values: [{exchange: a.b., preference: 0}]\n",
     "a:\n  type: MX\n  values: [{exchange: a.b., preference: 0}, "
     "{exchange: h.test., preference: 20}]\n"},
    {"a: &a\n  type: MX\n  value: {exchange: a.b., preference: 0}\nb: *a\n", NULL},
};

static void test_insert(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof inserts / sizeof inserts[0]; i++) {
        void *mem = talloc_new(NULL);
        struct edit edits[EDITS_MAX];
        const struct document *document = read_zone(mem, inserts[i].old);
        assert_true(document->record_count > 0);
        size_t count =
            octodns_format.insert_mx(mem, document, &document->records[0], 20, "h.test", -1, edits);
        if (inserts[i].new == NULL)
            assert_int_equal(count, 0);
        else
            assert_string_equal(applied(mem, document, edits, count), inserts[i].new);
        talloc_free(mem);
    }
}

/* ---- random zones ------------------------------------------------------------------------------ */

struct random {
    unsigned seed;
    char *text;
    const char *end;
    unsigned next; /* number of the next host */
    bool block;    /* the line is one of a block's, where nothing is a comment */
};

static unsigned below(struct random *random, unsigned limit)
{
    return (unsigned)rand_r(&random->seed) % limit;
}

static void put(struct random *random, const char *text)
{
    random->text = talloc_strdup_append_buffer(random->text, text);
}

static void put_end(struct random *random)
{
    static const char *const tails[] = {"", "", "", " ", "  # note", " # 'x: [", "\t# y"};
    put(random, random->block ? "" : tails[below(random, 7)]);
    random->block = false;
    put(random, random->end);
    if (below(random, 9) == 0) {
        put(random, below(random, 2) == 0 ? "    # above" : "");
        put(random, random->end);
    }
}

/* A host in one of the ways to write it. `deep`: what its further lines are indented by. */
static void put_host(struct random *random, bool flow, const char *deep)
{
    char host[32];
    snprintf(host, sizeof host, "h%u.example.net%s", random->next++, below(random, 2) ? "." : "");
    switch (below(random, flow ? 3 : 5)) {
    case 0:
        random->text = talloc_asprintf_append(random->text, "'%s'", host);
        return;
    case 1:
        random->text = talloc_asprintf_append(random->text, "\"%s\"", host);
        return;
    case 2:
        put(random, host);
        return;
    default:
        put(random, below(random, 2) == 0 ? ">-" : "|");
        put(random, random->end);
        put(random, deep);
        put(random, host);
        random->block = true;
    }
}

static void put_value(struct random *random, const char *indent, bool flow)
{
    char deep[64], number[16];
    bool swap = below(random, 2) == 0;
    snprintf(deep, sizeof deep, "%s  ", indent);
    snprintf(number, sizeof number, below(random, 3) == 0 ? "\"%u\"" : "%u", below(random, 90));
    if (flow)
        put(random, below(random, 2) == 0 ? "{" : "{ ");
    for (int i = 0; i < 2; i++) {
        if (i > 0 && flow)
            put(random, ", ");
        else if (i > 0)
            put_end(random), put(random, indent);
        put(random, (i == 0) == swap ? "preference: " : "exchange: ");
        if ((i == 0) == swap)
            put(random, number);
        else
            put_host(random, flow, deep);
    }
    if (flow)
        put(random, "}");
}

static void put_values(struct random *random, const char *indent, bool flow)
{
    bool tight = below(random, 2) == 0;
    char dash[16], inner[32];
    snprintf(dash, sizeof dash, "%.8s%s", indent, tight ? "" : "  ");
    snprintf(inner, sizeof inner, "%s  ", dash);
    unsigned count = below(random, 3) + 1;
    if (flow)
        put(random, " [");
    for (unsigned i = 0; i < count; i++) {
        if (flow) {
            put(random, i > 0 ? ", " : "");
            put_value(random, inner, true);
            continue;
        }
        put_end(random);
        put(random, dash);
        put(random, "- ");
        put_value(random, inner, below(random, 3) == 0);
    }
    put(random, flow ? "]" : "");
}

static void put_set(struct random *random, const char *indent)
{
    char inner[64];
    snprintf(inner, sizeof inner, "%s  ", indent);
    if (below(random, 2) == 0) {
        put(random, "ttl: 300");
        put_end(random);
        put(random, indent);
    }
    if (below(random, 4) == 0) {
        put(random, "type: A");
        put_end(random);
        put(random, indent);
        put(random, "value: 192.0.2.1");
        return;
    }
    put(random, below(random, 2) == 0 ? "type: MX" : "\"type\": 'MX'");
    put_end(random);
    put(random, indent);
    if (below(random, 2) == 0) {
        put(random, "values:");
        put_values(random, indent, below(random, 3) == 0);
        return;
    }
    bool flow = below(random, 2) == 0;
    put(random, flow ? "value: " : "value:");
    if (!flow) {
        put_end(random);
        put(random, inner);
    }
    put_value(random, inner, flow);
}

static char *random_zone(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    random.end = seed % 3 == 0 ? "\r\n" : "\n";
    put(&random, seed % 7 == 0 ? "\xef\xbb\xbf" : "");
    put(&random, seed % 2 == 0 ? "---" : "# zone");
    put_end(&random);
    for (unsigned owner = 0, owners = below(&random, 4) + 1; owner < owners; owner++) {
        random.text = talloc_asprintf_append(random.text, owner == 0 ? "'':" : "o%u:", owner);
        bool list = below(&random, 2) == 0;
        for (unsigned set = 0, sets = list ? below(&random, 3) + 1 : 1; set < sets; set++) {
            put_end(&random);
            put(&random, list ? "  - " : "  ");
            put_set(&random, list ? "    " : "  ");
        }
        if (owner + 1 < owners || seed % 5 != 0)
            put_end(&random);
    }
    return random.text;
}

static char *said(void *mem, const struct document *document, const struct record *record)
{
    char name[NAME_TEXT_MAX];
    struct target target;
    name_to_text(document->names, record->name, name);
    if (!record_target(document, record, &target))
        return talloc_asprintf(mem, "%s %u %u", name, record->ttl, record->type);
    return talloc_asprintf(mem, "%s %u %u %s", name, record->ttl, target.preference, target.host);
}

/* The records of the new text are the old ones, but for one that is gone or reads otherwise and for
 * one that came behind another. */
static void expect_records(const struct document *old, const char *text,
                           const struct record *changed, const char *becomes,
                           const struct record *behind, const char *come)
{
    void *mem = talloc_new(NULL);
    const struct document *new = read_zone(mem, text);
    size_t at = 0;
    if (new->problem_count > 0)
        fail_msg("%s\n%s--- which was\n%s", new->problems[0].message, text, old->files[0].bytes);
    for (size_t i = 0; i < old->record_count; i++) {
        const struct record *record = &old->records[i];
        const char *wanted[2] = {record == changed ? becomes : said(mem, old, record),
                                 record == behind ? come : NULL};
        for (size_t k = 0; k < 2; k++) {
            if (wanted[k] == NULL)
                continue;
            const char *found =
                at < new->record_count ? said(mem, new, &new->records[at]) : "nothing";
            if (strcmp(found, wanted[k]) != 0)
                fail_msg("record %zu is\n%s\nand should be\n%s\n--- in\n%s\n--- which was\n%s", at,
                         found, wanted[k], text, old->files[0].bytes);
            at++;
        }
    }
    assert_int_equal(at, new->record_count);
    talloc_free(mem);
}

/* Outside of the host the bytes are the same, and its quotes are. */
static void expect_host_only(const struct document *document, const struct record *record,
                             const struct edit *edit)
{
    struct target target;
    assert_true(record_target(document, record, &target));
    assert_int_equal(edit->old.start, target.at.start);
    assert_int_equal(edit->old.end, target.at.end);
    bool dot = document->files[0].bytes[edit->old.end - 1] == '.';
    assert_string_equal(edit->text, dot ? "new.test." : "new.test");
}

struct tally {
    size_t made, refused;
};

static void random_changes(void *mem, const struct document *document, const struct record *record,
                           struct tally *erased, struct tally *inserted)
{
    struct edit edits[EDITS_MAX];
    struct target target;
    char name[NAME_TEXT_MAX];
    name_to_text(document->names, record->name, name);
    size_t count = octodns_format.erase(mem, document, record, edits);
    erased->made += count > 0;
    erased->refused += count == 0;
    if (count > 0)
        expect_records(document, applied(mem, document, edits, count), record, NULL, NULL, NULL);
    if (!record_target(document, record, &target))
        return;
    assert_int_equal(octodns_format.set_exchange(mem, document, record, "new.test", edits), 1);
    expect_host_only(document, record, &edits[0]);
    expect_records(document, applied(mem, document, edits, 1), record,
                   talloc_asprintf(mem, "%s %u %u new.test", name, record->ttl, target.preference),
                   NULL, NULL);
    count = octodns_format.insert_mx(mem, document, record, 5, "more.test", -1, edits);
    inserted->made += count > 0;
    inserted->refused += count == 0;
    if (count > 0)
        expect_records(document, applied(mem, document, edits, count), NULL, NULL, record,
                       talloc_asprintf(mem, "%s %u 5 more.test", name, record->ttl));
}

static void test_random(void **state)
{
    (void)state;
    struct tally erased = {0, 0}, inserted = {0, 0};
    for (unsigned seed = 0; seed < 3000; seed++) {
        void *mem = talloc_new(NULL);
        const struct document *document = read_zone(mem, random_zone(mem, seed));
        if (document->problem_count > 0)
            fail_msg("%s\n%s", document->problems[0].message, document->files[0].bytes);
        for (size_t i = 0; i < document->record_count; i++)
            random_changes(mem, document, &document->records[i], &erased, &inserted);
        talloc_free(mem);
    }
    print_message("# %zu erased, %zu not; %zu inserted, %zu not\n", erased.made, erased.refused,
                  inserted.made, inserted.refused);
    assert_true(erased.refused * 4 < erased.made); /* the only record of a file stays */
    assert_int_equal(inserted.refused, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_insert),
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
