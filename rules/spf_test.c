#include "rules/spf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

/* What is said of a record: where the first fault stands and what it is; NULL: nothing. */
static const struct {
    const char *text, *at, *message;
} cases[] = {
    {"v=spf1", NULL, NULL},
    {"v=spf1 ", NULL, NULL},
    {"V=SPF1 MX -ALL", NULL, NULL},
    {"v=spf1  mx   -all  ", NULL, NULL},
    {"v=spf1 +mx ?a ~ptr -all", NULL, NULL},
    {"v=spf1 a:example.com/24//64 mx//64 a/0 mx/32", NULL, NULL},
    {"v=spf1 ip4:192.0.2.1 ip4:192.0.2.0/24 ip6:2001:db8::/32 ip6:::1", NULL, NULL},
    {"v=spf1 exists:%{ir}.%{v}._spf.%{d2} include:%{d}.example.com -all", NULL, NULL},
    {"v=spf1 exists:%{l1r+-}.%{o}.x exists:%{S}%%%_%-.example.com", NULL, NULL},
    {"v=spf1 exists:%{l-+,/_=.}.example.com/x.example.com", NULL, NULL},
    {"v=spf1 include:_spf.example.com. include:a_b.example.c-d", NULL, NULL},
    {"v=spf1 redirect=_spf.example.com exp=e.example.com", NULL, NULL},
    {"v=spf1 unknown=%{i} x.y_z-1= -all", NULL, NULL},
    {"v=spf10 nonsense", NULL, NULL},
    {"v=spf2 nonsense", NULL, NULL},
    {"spf2.0/pra nonsense", NULL, NULL},
    {"xv=spf1 nonsense", NULL, NULL},
    {"", NULL, NULL},
    {"v=spf1 include: example.com", "include:", "blank"},
    {"v=spf1 include:", "include:", "missing"},
    {"v=spf1 include", "include", "missing"},
    {"v=spf1 exists/24", "exists/24", "missing"},
    {"v=spf1 a: -all", "a:", "blank"},
    {"v=spf1 foo", "foo", "no such mechanism"},
    {"v=spf1 -all;", "-all;", "no such mechanism"},
    {"v=spf1 all:x", "x", "no value"},
    {"v=spf1 all: mx", "all:", "no value"},
    {"v=spf1 -all/24", "/24", "no prefix"},
    {"v=spf1 ptr/24", "/24", "no prefix"},
    {"v=spf1 mx/33", "/33", "prefix length"},
    {"v=spf1 mx/024", "/024", "prefix length"},
    {"v=spf1 mx/", "/", "prefix length"},
    {"v=spf1 mx//129", "//129", "prefix length"},
    {"v=spf1 mx/24/64", "/24/64", "prefix length"},
    {"v=spf1 mx/24//", "/24//", "prefix length"},
    {"v=spf1 ip4:192.0.2.1//64", "//64", "prefix length"},
    {"v=spf1 ip4:192.0.2.1/99999999999999999999", "/99999999999999999999", "prefix length"},
    {"v=spf1 ip6:2001:db8::/129", "/129", "prefix length"},
    {"v=spf1 ip4:192.0.2", "192.0.2", "IPv4"},
    {"v=spf1 ip4:192.0.2.01", "192.0.2.01", "IPv4"},
    {"v=spf1 ip4:2001:db8::1", "2001:db8::1", "IPv4"},
    {"v=spf1 ip6:192.0.2.1", "192.0.2.1", "IPv6"},
    {"v=spf1 192.0.2.1/24", "192.0.2.1/24", "ip4:"},
    {"v=spf1 2001:db8::1", "2001:db8::1", "ip6:"},
    {"v=spf1 a:192.0.2.1", "192.0.2.1", "ip4:"},
    {"v=spf1 a:mail", "mail", "single label"},
    {"v=spf1 a:mail.", "mail.", "single label"},
    {"v=spf1 a:example.123", "example.123", "no domain"},
    {"v=spf1 a:example.-com", "example.-com", "no domain"},
    {"v=spf1 a:example.c_m", "example.c_m", "no domain"},
    {"v=spf1 a:example.com/24/x.y/", "/24/x.y/", "prefix length"},
    {"v=spf1 include:example.com/24", "example.com/24", "no domain"},
    {"v=spf1 include:.example.com", ".example.com", "empty label"},
    {"v=spf1 include:a..example.com", "a..example.com", "empty label"},
    {"v=spf1 include:%{d}x.%{i}y", "%{d}x.%{i}y", "no domain"},
    {"v=spf1 include:%{z}.example.com", "%{z}.example.com", "macro"},
    {"v=spf1 include:%{d0}.example.com", "%{d0}.example.com", "macro"},
    {"v=spf1 include:%{d.example.com", "%{d.example.com", "macro"},
    {"v=spf1 include:%", "%", "macro"},
    {"v=spf1 x=%d", "%d", "macro"},
    {"v=spf1 include:ex\303\244mple.com", "ex\303\244mple.com", "character"},
    {"v=spf1 mx\t-all", "mx\t-all", "TAB"},
    {"v=spf1 redirect=a.example.com redirect=b.example.com", "redirect=b.example.com", "already"},
    {"v=spf1 -redirect=a.example.com", "-redirect=a.example.com", "qualifier"},
    {"v=spf1 =x", "=x", "missing"},
    {"v=spf1 1x=y", "1x=y", "modifier"},
    {"v=spf1 ip4=192.0.2.1", "ip4=192.0.2.1", "':'"},
    {"v=spf1include:example.com", "v=spf1", "no blank"},
    {"v=spf1;mx", "v=spf1", "no blank"},
    {"v=spf1\tmx", "v=spf1", "no blank"},
    {" v=spf1 mx", " v=spf1", "before"},
    {"\"v=spf1 mx\"", "\"v=spf1", "before"},
};

static void test_judge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        struct text_faults *faults = text_faults_new(NULL);
        spf_judge(text, faults);
        if (faults->count != (cases[i].at != NULL))
            fail_msg("%s: %zu faults, the first: %s", text, faults->count,
                     faults->count > 0 ? faults->items[0].message : "");
        if (cases[i].at != NULL) {
            const struct text_fault *fault = &faults->items[0];
            if (span_length(fault->at) != strlen(cases[i].at) ||
                strncmp(text + fault->at.start, cases[i].at, strlen(cases[i].at)) != 0)
                fail_msg("%s: the fault stands at %u to %u", text, fault->at.start, fault->at.end);
            if (strstr(fault->message, cases[i].message) == NULL)
                fail_msg("%s: %s", text, fault->message);
        }
        talloc_free(faults);
    }
}

static void test_many_faults(void **state)
{
    (void)state;
    struct text_faults *faults = text_faults_new(NULL);
    char *text = talloc_strdup(faults, "v=spf1");
    spf_judge("v=spf1 foo mx/33 include: bar baz", faults);
    assert_int_equal(faults->count, 4); /* bar is what include: lacks */
    for (unsigned i = 0; i < 1000; i++)
        text = talloc_strdup_append_buffer(text, " foo");
    spf_judge(text, faults);
    assert_int_equal(faults->count, 16);
    talloc_free(faults);
}

static void test_terms(void **state)
{
    (void)state;
    static const char text[] = "v=spf1 ~a:x.example/24//64 redirect=%{d/}.x";
    struct spf_term term;
    uint32_t at = 0;
    assert_true(spf_next(text, &at, &term));
    assert_int_equal(term.kind, SPF_A);
    assert_int_equal(term.qualifier, '~');
    assert_memory_equal(text + term.value.start, "x.example", span_length(term.value));
    assert_memory_equal(text + term.prefix.start, "/24//64", span_length(term.prefix));
    assert_true(spf_next(text, &at, &term));
    assert_int_equal(term.kind, SPF_REDIRECT);
    assert_int_equal(term.qualifier, '\0');
    assert_memory_equal(text + term.value.start, "%{d/}.x", span_length(term.value));
    assert_false(spf_next(text, &at, &term));
}

/* How many terms receivers look at, and what the record says of senders. */
static const struct {
    const char *text;
    unsigned used;
    bool no_sender, sender;
} uses[] = {
    {"v=spf1", 0, false, false},
    {"v=spf1 -all", 0, true, false},
    {"v=spf1 exp=x.example -all", 1, true, false},
    {"v=spf1 ~all", 0, false, false},
    {"v=spf1 +all", 0, false, true},
    {"v=spf1 -ip4:192.0.2.1 -all", 1, false, false},
    {"v=spf1 mx -all a", 1, false, true},
    {"v=spf1 -all mx", 0, true, false},
    {"v=spf1 redirect=x.example", 1, false, false},
    {"v=spf1 redirect=x.example mx ?all", 1, false, true},
    {"v=spf1 foo", 1, false, false},
};

static void test_uses(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof uses / sizeof *uses; i++) {
        struct spf_term term;
        unsigned used = 0;
        for (uint32_t at = 0; spf_next_used(uses[i].text, &at, &term);)
            used++;
        if (used != uses[i].used || spf_is_no_sender(uses[i].text) != uses[i].no_sender ||
            spf_is_sender(uses[i].text) != uses[i].sender)
            fail_msg("%s: %u terms", uses[i].text, used);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judge),
        cmocka_unit_test(test_many_faults),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_uses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
