#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "parser/zone_name.h"

static const struct {
    const char *text;
    bool is_domain;
} texts[] = {
    {"contoso.com", true},
    {"contoso.com.", true},
    {"_dmarc.Contoso.com", true},
    {"0/25.2.0.192.in-addr.arpa", true},
    {"com", false},
    {"com.", false},
    {".", false},
    {"", false},
    {".com", false},
    {"contoso..com", false},
    {"contoso.com..", false},
    {"contoso .com", false},
    {"*.contoso.com", false},
    {"a23456789012345678901234567890123456789012345678901234567890123.com", true},
    {"a234567890123456789012345678901234567890123456789012345678901234.com", false},
    {"com.a234567890123456789012345678901234567890123456789012345678901234", false},
};

static void test_text_is_domain(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
        if (text_is_domain(texts[i].text, strlen(texts[i].text)) != texts[i].is_domain)
            fail_msg("%s", texts[i].text);
}

static const struct {
    const char *path, *zone; /* NULL: it tells none */
} paths[] = {
    {"a/b/contoso.com.zone", "contoso.com"},
    {"db.contoso.co.uk", "contoso.co.uk"},
    {"contoso.com", "contoso.com"},
    {"contoso.com.", "contoso.com"},
    {"db.", NULL},
    {"a..b.zone", NULL},
    {"contoso.com.TXT", "contoso.com"},
    {"Contoso.com.DB", "Contoso.com"},
    {"2.0.192.in-addr.arpa.dns", "2.0.192.in-addr.arpa"},
    {"db.local", NULL},
    {"zone.db", NULL},
    {"my zone.example.db", NULL},
    {"<stdin>", NULL},
};

static void test_zone_of_file_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof paths / sizeof paths[0]; i++) {
        char zone[NAME_TEXT_MAX];
        bool told = zone_of_file_name(paths[i].path, zone);
        if (told != (paths[i].zone != NULL) || (told && strcmp(zone, paths[i].zone) != 0))
            fail_msg("%s: %s", paths[i].path, told ? zone : "nothing");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_is_domain),
        cmocka_unit_test(test_zone_of_file_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
