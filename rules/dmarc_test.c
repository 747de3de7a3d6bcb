#include "rules/dmarc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

/* What is said of a record: how grave, where and what; NULL: nothing. */
static const struct {
    const char *text;
    enum severity severity;
    const char *at, *message;
} cases[] = {
    {"v=DMARC1; p=none", NOTICE, NULL, NULL},
    {"v=DMARC1;p=none;", NOTICE, NULL, NULL},
    {"v = DMARC1 ; p = None ;; ", NOTICE, NULL, NULL},
    {"V=DMARC1; rua=mailto:a@example.com; p=reject", NOTICE, NULL, NULL},
    {"v=DMARC1; p=none; sp=reject; np=quarantine; psd=u; t=y; adkim=s; aspf=R", NOTICE, NULL, NULL},
    {"v=DMARC1; p=none; pct=100; rf=afrf; ri=x; foo=bar; _x=1", NOTICE, NULL, NULL},
    {"v=DMARC1; p=none; fo=1:d:s; ruf=mailto:a@example.com!10m", NOTICE, NULL, NULL},
    {"v=DMARC1; p=none; fo=0", NOTICE, NULL, NULL},
    {"v=DMARC1; p=none; rua=mailto:a@example.com , https://example.com/x", NOTICE, NULL, NULL},
    {"v=dmarc1; p=none", WARNING, "v=dmarc1", "ignore"},
    {"v=DMARC1 p=none", WARNING, "v=DMARC1 p=none", "ignore"},
    {"v=DMARC1, p=none", WARNING, "v=DMARC1, p=none", "ignore"},
    {"p=none; v=DMARC1", WARNING, "p=none", "ignore"},
    {";v=DMARC1; p=none", WARNING, "", "ignore"},
    {"DMARC1; p=none", WARNING, "DMARC1", "ignore"},
    {"v=DMARC1; p=nope", WARNING, "nope", "none of none, quarantine, reject"},
    {"v=DMARC1; p=", WARNING, "p=", "none of"},
    {"v=DMARC1; p=none; sp=x", WARNING, "x", "tag sp"},
    {"v=DMARC1; p=none; t=1", WARNING, "1", "tag t"},
    {"v=DMARC1; p=none; fo=2", WARNING, "2", "tag fo"},
    {"v=DMARC1; p=none; fo=1d", WARNING, "1d", "tag fo"},
    {"v=DMARC1; p=none; p=none", WARNING, "p=none", "second tag p"},
    {"v=DMARC1; p=none; nonsense", WARNING, "nonsense", "NAME=VALUE"},
    {"v=DMARC1; p=none; =x", WARNING, "=x", "NAME=VALUE"},
    {"v=DMARC1; p=none; pct=20", NOTICE, "pct=20", "RFC 9989"},
    {"v=DMARC1; p=none; rua=a@example.com", WARNING, "a@example.com", "mailto:"},
    {"v=DMARC1; p=none; rua=mailto:a@example.com,", WARNING, "rua=mailto:a@example.com,",
     "missing"},
    {"v=DMARC1; p=none; rua=mailto:@example.com", WARNING, "mailto:@example.com", "mailbox"},
    {"v=DMARC1; p=none; rua=mailto:a@", WARNING, "mailto:a@", "mailbox"},
    {"v=DMARC1; p=none; rua=mailto:a b@example.com", WARNING, "mailto:a b@example.com", "blank"},
    {"v=DMARC1", WARNING, "v=DMARC1", "no p"},
    {"v=DMARC1; rua=mailto:a@example.com", NOTICE, "v=DMARC1", "no p"},
};

static void test_judge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        struct text_faults *faults = text_faults_new(NULL);
        assert_true(dmarc_is_meant(text));
        dmarc_judge(text, faults);
        if (faults->count != (cases[i].at != NULL))
            fail_msg("%s: %zu faults, the first: %s", text, faults->count,
                     faults->count > 0 ? faults->items[0].message : "");
        if (cases[i].at != NULL) {
            const struct text_fault *fault = &faults->items[0];
            if (span_length(fault->at) != strlen(cases[i].at) ||
                strncmp(text + fault->at.start, cases[i].at, strlen(cases[i].at)) != 0)
                fail_msg("%s: the fault stands at %u to %u", text, fault->at.start, fault->at.end);
            if (strstr(fault->message, cases[i].message) == NULL ||
                fault->severity != cases[i].severity)
                fail_msg("%s: %s", text, fault->message);
        }
        talloc_free(faults);
    }
}

static void test_what_it_is(void **state)
{
    (void)state;
    assert_true(dmarc_is_record("v=DMARC1"));
    assert_true(dmarc_is_record("v = DMARC1 ;x"));
    assert_false(dmarc_is_record("v=DMARC12; p=none"));
    assert_false(dmarc_is_record("x=DMARC1; p=none"));
    assert_false(dmarc_is_record(""));
    assert_false(dmarc_is_meant("google-site-verification=abc"));
    assert_false(dmarc_is_meant("v=spf1 -all"));
    assert_false(dmarc_is_meant(""));
    assert_true(dmarc_rejects("v=DMARC1; sp=none; p=REJECT"));
    assert_false(dmarc_rejects("v=DMARC1; p=none; sp=reject"));
    assert_false(dmarc_rejects("p=reject"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judge),
        cmocka_unit_test(test_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
