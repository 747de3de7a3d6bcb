#include "parser/master/change.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/ldns.h"
#include "parser/master/read_text.h"

/* ---- random zones ------------------------------------------------------------------------------ */

struct random {
    unsigned seed;
    char *text;
    const char *end;
};

static const char *pick_from(struct random *random, const char *const *texts, size_t count)
{
    return texts[(size_t)rand_r(&random->seed) % count];
}

#define PICK(random, ...)                                                                          \
    pick_from(random, (const char *const[]){__VA_ARGS__},                                          \
              sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static void put(struct random *random, const char *text)
{
    random->text = talloc_strdup_append_buffer(random->text, text);
}

static void put_line_end(struct random *random)
{
    put(random, PICK(random, "", "", "", " ", " ; note", "; (note", "\t;\"note"));
    put(random, random->end);
}

/* Blanks; in parentheses, which the lines before the first token are too, also line ends. */
static void put_gap(struct random *random, bool inside)
{
    put(random, PICK(random, " ", " ", "\t", "  ", "\t\t", "    "));
    if (inside && rand_r(&random->seed) % 3 == 0) {
        put_line_end(random);
        put(random, PICK(random, "", " ", "\t"));
    }
}

static void put_data(struct random *random, bool inside)
{
    static const char *const datas[][3] = {
        {"MX", "10", "mail"},
        {"MX", "20", "mail.example.net."},
        {"mx", "0", "@"},
        {"TYPE15", "5", "b.c"},
        {"A", "192.0.2.1"},
        {"A", "192.0.2.2"},
        {"TXT", "\"a;(b\"", "c\\;d"},
        {"AAAA", "2001:db8::1"},
        {"NS", "ns1"},
        {"CNAME", "target"},
        {"TYPE65280", "\\#", "0"},
        {"MX", "{{ host }}"},
    };
    size_t row = (size_t)rand_r(&random->seed) % (sizeof datas / sizeof datas[0]);
    for (size_t i = 0; i < 3 && datas[row][i] != NULL; i++) {
        if (i > 0)
            put_gap(random, inside);
        put(random, datas[row][i]);
    }
    if (rand_r(&random->seed) % 30 == 0)
        put(random, row < 4 ? "" : " ");
}

static void put_record(struct random *random)
{
    bool inside = rand_r(&random->seed) % 6 == 0;
    bool first = inside && rand_r(&random->seed) % 3 == 0;
    if (rand_r(&random->seed) % 2 == 0) {
        put(random, first ? "( " : "");
        put(random, PICK(random, "a", "b", "@", "longer-name", "c.d", "x.example.com.", "\"q\""));
        put_gap(random, first);
    } else {
        put_gap(random, false);
        put(random, first ? "( " : "");
    }
    put(random, inside && !first ? "(" : "");
    put(random, PICK(random, "", "", "", "60 ", "1m ", "IN ", "in\t", "120 IN ", "IN\t3600\t"));
    put_data(random, inside);
    put(random, inside ? PICK(random, ")", " )") : "");
    put_line_end(random);
}

static void put_other(struct random *random)
{
    put(random,
        PICK(random, "; note", "", "   ", "$ORIGIN sub", "$ORIGIN example.com.",
             "; mxmend: ignore-next zone-duplicate", "$TTL 60", "$TTL 1h", "$INCLUDE own",
             "$INCLUDE heir", "$GENERATE 1-2 g$ 50 MX \"10 m$\"", "n NONSENSE x", "  NONSENSE x",
             "# A 192.0.2.1", "u ( A 192.0.2.1", " $TTL 5", "  {{ more }}", "a..b A 192.0.2.1"));
    put(random, random->end);
}

static char *random_zone(void *mem, unsigned seed)
{
    struct random random = {.seed = seed, .text = talloc_strdup(mem, "")};
    random.end = PICK(&random, "\n", "\n", "\n", "\r\n");
    put(&random,
        PICK(&random, "", "$TTL 60\n", "$TTL 300\n", "s 60 A 192.0.2.1\n", "\xef\xbb\xbf"));
    for (int left = rand_r(&random.seed) % 8 + 1; left > 0; left--)
        rand_r(&random.seed) % 4 == 0 ? put_other(&random) : put_record(&random);
    size_t length = strlen(random.text);
    if (seed % 5 == 0 && length > 2)
        random.text[length - strlen(random.end)] = '\0';
    return random.text;
}

/* ---- what becomes of the records --------------------------------------------------------------- */

/* All that a record says, as text. */
static char *said(void *mem, const struct document *document, const struct record *record)
{
    char name[NAME_TEXT_MAX];
    struct rdata rdata;
    char *text =
        talloc_asprintf(mem, "%s %u %u %u ", name_to_text(document->names, record->name, name),
                        record->ttl, record->class, record->type);
    if (!record_canonical(document, record, &rdata))
        return talloc_strdup_append(text, "?");
    for (size_t i = 0; i < rdata.length; i++)
        text = talloc_asprintf_append_buffer(text, "%02x", rdata.wire[i]);
    return text;
}

struct tally {
    size_t made, refused;
};

/* The records of the new text are the old ones without `gone` and with `come` behind `behind`. */
static void expect_records(const struct document *old, const struct document *new,
                           const struct record *gone, const struct record *behind, const char *come,
                           const char *what)
{
    void *mem = talloc_new(NULL);
    size_t at = 0;
    for (size_t i = 0; i < old->record_count; i++) {
        const struct record *record = &old->records[i];
        const char *wanted[2] = {record == gone ? NULL : said(mem, old, record),
                                 record == behind ? come : NULL};
        for (size_t k = 0; k < 2; k++) {
            if (wanted[k] == NULL)
                continue;
            const char *found =
                at < new->record_count ? said(mem, new, &new->records[at]) : "nothing";
            if (strcmp(found, wanted[k]) != 0)
                fail_msg("%s: record %zu is\n%s\nand should be\n%s\n--- in\n%s--- which was\n%s",
                         what, at, found, wanted[k], new->files[0].bytes, old->files[0].bytes);
            at++;
        }
    }
    talloc_free(mem);
    if (at != new->record_count)
        fail_msg("%s: %zu records, %zu expected\n%s--- which was\n%s", what, new->record_count, at,
                 new->files[0].bytes, old->files[0].bytes);
}

/* What the new MX is to be: the neighbour but for TTL and RDATA. */
static char *new_mx(void *mem, const struct document *document, const struct record *neighbour,
                    int64_t ttl)
{
    char name[NAME_TEXT_MAX];
    uint32_t seconds = ttl >= 0 ? (uint32_t)ttl : neighbour->ttl;
    return talloc_asprintf(mem, "%s %u %u 15 000504686f7374047465737400",
                           name_to_text(document->names, neighbour->name, name), seconds,
                           neighbour->class);
}

static void random_erase(void *mem, const struct document *document, const struct record *record,
                         struct tally *tally)
{
    struct edit edits[EDITS_MAX];
    size_t made = change_erase(mem, document, record, edits);
    tally->made += made > 0;
    tally->refused += made == 0;
    if (made == 0 || edits[0].file != 0)
        return;
    const struct document *new = read_text(mem, apply(mem, document, edits, made));
    expect_records(document, new, record, NULL, NULL, "erase");
}

static void random_insert(void *mem, const struct document *document, const struct record *record,
                          int64_t ttl, struct tally *tally)
{
    struct edit edits[EDITS_MAX];
    size_t made = change_insert_mx(mem, document, record, 5, "host.test", ttl, edits);
    tally->made += made > 0;
    tally->refused += made == 0;
    if (made == 0 || edits[0].file != 0)
        return;
    const struct document *new = read_text(mem, apply(mem, document, edits, made));
    expect_records(document, new, NULL, record, new_mx(mem, document, record, ttl), "insert");
}

static void test_random(void **state)
{
    (void)state;
    struct tally erased = {0, 0}, inserted = {0, 0};
    for (unsigned seed = 0; seed < 6000; seed++) {
        void *mem = talloc_new(NULL);
        const struct document *document = read_text(mem, random_zone(mem, seed));
        for (size_t i = 0; i < document->record_count; i++) {
            const struct record *record = &document->records[i];
            if (record_file(document, record)->generated)
                continue;
            random_erase(mem, document, record, &erased);
            random_insert(mem, document, record, seed % 2 == 0 ? -1 : 777, &inserted);
        }
        talloc_free(mem);
    }
    print_message("# %zu erased, %zu not; %zu inserted, %zu not\n", erased.made, erased.refused,
                  inserted.made, inserted.refused);
    assert_true(erased.refused * 10 < erased.made);
    assert_true(inserted.refused * 10 < inserted.made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
