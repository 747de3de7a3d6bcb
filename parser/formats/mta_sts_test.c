#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "parser/formats/mta_sts.h"

static const struct {
    const char *path, *domain; /* NULL: none */
    bool named;
} paths[] = {
    {"mta-sts.txt", NULL, true},
    {"./.well-known/mta-sts.txt", NULL, true},
    {"MTA-STS.TXT", NULL, true},
    {"contoso.com/mta-sts.txt", "contoso.com", true},
    {"/srv/Contoso.COM/.well-known/mta-sts.txt", "contoso.com", true},
    {"mta-sts.contoso.com/.well-known/mta-sts.txt", "contoso.com", true},
    {"mta-sts.contoso.com/docs/.well-known/mta-sts.txt", "contoso.com", true},
    {"contoso.com/docs/mta-sts.txt", NULL, true},
    {"zones/contoso.com.mta-sts.txt", "contoso.com", true},
    {"fabrikam.com/contoso.com.mta-sts.txt", "contoso.com", true},
    {"mta-sts.contoso.com.txt", "contoso.com", false},
    {"mta-sts.notes.txt", NULL, false},
    {"xmta-sts.txt", NULL, false},
    {".mta-sts.txt", NULL, false},
    {"v1.2/mta-sts.txt", NULL, true},
    {"../mta-sts.txt", NULL, true},
    {"zone.d/mta-sts.txt", NULL, true},
    {"mta-sts.xn--bcher-kva.xn--p1ai/mta-sts.txt", "xn--bcher-kva.xn--p1ai", true},
    {"", NULL, false},
    {"/", NULL, false},
};

static void test_paths(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        char domain[NAME_TEXT_MAX] = "";
        bool told = sts_domain_of_path(paths[i].path, domain);
        if (told != (paths[i].domain != NULL) || sts_is_named(paths[i].path) != paths[i].named ||
            (told && strcmp(domain, paths[i].domain) != 0))
            fail_msg("%s: %s", paths[i].path, told ? domain : "no domain");
    }
}

static const struct {
    const char *path, *text;
    const char *format; /* NULL: none */
} texts[] = {
    {"mta-sts.txt", "", "mta-sts"},
    {"mta-sts.txt", "<html></html>\n", "mta-sts"},
    {"mta-sts.txt", "_mta-sts IN TXT \"v=STSv1; id=1\"\n", "master"},
    {"mta-sts.txt", "version: STSv1\nmode: enforce\nmx: a.contoso.com\nmax_age: 9\n", "mta-sts"},
    {"policy", "version: STSv1\n", "mta-sts"},
    {"policy", "\xef\xbb\xbfversion:STSv1\r\nmode: none\r\n", "mta-sts"},
    {"policy", "mode: enforce\nversion: STSv1\n", "mta-sts"},
    {"policy", "  version: STSv1\n", NULL},
    {"README", "The policy is\nversion: STSv1\n", NULL},
    {"policy", "version: STSv2\n", NULL},
    {"x.yaml", "version: 2\nmode: enforce\n", NULL},
};

static void test_recognise(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        const struct format *format =
            format_recognise(texts[i].path, texts[i].text, (uint32_t)strlen(texts[i].text), NULL);
        const char *name = format == NULL ? "none" : format->name;
        if (strcmp(name, texts[i].format == NULL ? "none" : texts[i].format) != 0)
            fail_msg("%zu, %s: %s", i, texts[i].path, name);
    }
}

static void assert_text(const struct sts_policy *policy, struct span at, const char *expected)
{
    char *text = sts_text(policy, at, NULL);
    assert_string_equal(text, expected);
    talloc_free(text);
}

static void test_lines(void **state)
{
    (void)state;
    static const char text[] = "\xef\xbb\xbfversion: STSv1\r\nmode:\tenforce \nmode: none\n"
                               "\nmx : *.contoso.com\nMX: b\nstray\nmax_age:60";
    static const enum sts_key kinds[] = {STS_VERSION, STS_MODE,      STS_MODE,   STS_BLANK,
                                         STS_MX,      STS_EXTENSION, STS_NO_KEY, STS_MAX_AGE};
    struct sts_policy *policy = sts_policy_read(NULL, text, sizeof text - 1);
    assert_int_equal(policy->count, sizeof kinds / sizeof *kinds);
    for (size_t i = 0; i < policy->count; i++)
        assert_int_equal(policy->lines[i].kind, kinds[i]);
    assert_int_equal(policy->mode, STS_MODE_ENFORCE);
    assert_text(policy, policy->lines[0].at, "version: STSv1");
    assert_text(policy, policy->lines[1].value, "enforce");
    assert_text(policy, policy->lines[4].key, "mx");
    assert_text(policy, policy->lines[4].value, "*.contoso.com");
    assert_text(policy, policy->first_max, "60");
    assert_false(policy->template);
    talloc_free(policy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_paths),
        cmocka_unit_test(test_recognise),
        cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
