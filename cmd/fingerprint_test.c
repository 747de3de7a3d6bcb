#include "cmd/fingerprint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/format.h"
#include "parser/ldns.h"

static const char zone[] = "$ORIGIN example.com.\n"
                           "$TTL 3600\n"
                           "@ SOA ns1 hostmaster 1 7200 1800 1209600 3600\n"
                           "@ MX 10 mail\n"
                           "@ MX 20 mail\n"
                           "! nonsense here\n";

/* The same, moved, respelt, and with another TTL and serial. */
static const char edited[] = "; Mail\n"
                             "$TTL 300\n"
                             "example.com. SOA ns1.example.com. hostmaster.example.com. (\n"
                             " 2 7200 1800 1209600 3600 )\n"
                             "new A 192.0.2.1\n"
                             "Example.COM. 60 IN MX 20 MAIL.example.com.\n"
                             "\t60 IN TYPE15 \\# 20 000a 046d61696c 076578616d706c65 03636f6d 00\n"
                             "!  nonsense\there\n";

static struct document *read_text(const char *text)
{
    struct file file = {.path = "a", .bytes = text, .size = (uint32_t)strlen(text)};
    return format_read(NULL, &master_format, file, "example.com", (struct loader){.load = NULL});
}

/* Of a finding about the record of this type with this preference (if it is an MX). */
static uint64_t of_record(const struct document *document, const char *rule, uint16_t type,
                          uint16_t preference)
{
    for (size_t i = 0; i < document->record_count; i++) {
        struct target target = {.preference = preference};
        const struct record *record = &document->records[i];
        (void)record_target(document, record, &target);
        if (record->type == type && target.preference == preference)
            return fingerprint(document,
                               &(struct finding){.rule = rule_find(rule), .record = record});
    }
    fail_msg("no such record");
    return 0;
}

static uint64_t of_words(const struct document *document, const char *rule, const char *words)
{
    const struct file *file = &document->files[0];
    const char *at = memmem(file->bytes, file->size, words, strlen(words));
    assert_non_null(at);
    uint32_t start = (uint32_t)(at - file->bytes);
    struct finding finding = {.rule = rule_find(rule),
                              .at = {start, start + (uint32_t)strlen(words)}};
    return fingerprint(document, &finding);
}

static void survives_edits(void **state)
{
    (void)state;
    struct document *a = read_text(zone), *b = read_text(edited);
    for (uint16_t preference = 10; preference <= 20; preference += 10)
        assert_int_equal(of_record(a, "exchange-legacy-mx", LDNS_RR_TYPE_MX, preference),
                         of_record(b, "exchange-legacy-mx", LDNS_RR_TYPE_MX, preference));
    assert_int_equal(of_record(a, "zone-soa", LDNS_RR_TYPE_SOA, 0),
                     of_record(b, "zone-soa", LDNS_RR_TYPE_SOA, 0));
    assert_int_equal(of_words(a, "parse-syntax", "! nonsense here"),
                     of_words(b, "parse-syntax", "!  nonsense\there"));
    talloc_free(a);
    talloc_free(b);
}

static void tells_apart(void **state)
{
    (void)state;
    struct document *a = read_text(zone);
    const uint64_t numbers[] = {
        of_record(a, "exchange-legacy-mx", LDNS_RR_TYPE_MX, 10),
        of_record(a, "exchange-legacy-mx", LDNS_RR_TYPE_MX, 20), /* another record */
        of_record(a, "exchange-low-ttl", LDNS_RR_TYPE_MX, 10),   /* another rule */
        of_record(a, "exchange-low-ttl", LDNS_RR_TYPE_SOA, 0),
        of_words(a, "parse-syntax", "! nonsense here"),
        of_words(a, "parse-syntax", "! nonsense"),
        of_words(a, "parse-syntax", ""),
    };
    enum { COUNT = sizeof numbers / sizeof *numbers };
    for (size_t i = 0; i < COUNT; i++)
        for (size_t j = 0; j < i; j++)
            assert_int_not_equal(numbers[i], numbers[j]);
    talloc_free(a);
}

/* Baselines hold the numbers: a change here is a new baseline for everybody. */
static void stays(void **state)
{
    (void)state;
    char text[FINGERPRINT_TEXT];
    struct document *a = read_text(zone);
    uint64_t number = of_record(a, "exchange-legacy-mx", LDNS_RR_TYPE_MX, 10);
    assert_string_equal(fingerprint_text(number, text), "8936d8d1d9ff7972");
    talloc_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(survives_edits),
        cmocka_unit_test(tells_apart),
        cmocka_unit_test(stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
