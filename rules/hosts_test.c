#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/hosts.h"

static const struct {
    const char *host;
    enum host_family family;
    const char *cloud;
} cases[] = {
    {"contoso-com.mail.protection.outlook.com", HOST_LEGACY, "global"},
    {"Contoso-COM.Mail.Protection.Outlook.Com.", HOST_LEGACY, "global"},
    {"contoso.mail.protection.outlook.com", HOST_LEGACY, "global"},
    {"MS12345678.mail.protection.outlook.com", HOST_LEGACY, "global"},
    {"contoso-co.uk.mail.protection.outlook.com", HOST_LEGACY, "global"},
    {"mail.protection.outlook.com", HOST_MALFORMED, "global"},
    {"contoso-com.o-v1.mx.microsoft", HOST_NEW, "global"},
    {"CONTOSO-COM.Z-V12.MX.MICROSOFT.", HOST_NEW, "global"},
    {"contoso-com.europe1.mx.microsoft", HOST_NEW_ODD, "global"},
    {"contoso.com.o-v1.mx.microsoft", HOST_NEW_ODD, "global"},
    {"contoso_com.o-v1.mx.microsoft", HOST_NEW_ODD, "global"},
    {"contoso-com.o-v.mx.microsoft", HOST_NEW_ODD, "global"},
    {"mx.microsoft", HOST_MALFORMED, "global"},
    {"contoso-com.mx.microsoft", HOST_MALFORMED, "global"},
    {"contoso-com-o-v1.mx.microsoft", HOST_MALFORMED, "global"},
    {"mx.microsoft.com", HOST_MALFORMED, "global"},
    {"contoso.com-u-v1.mx.microsoft.com", HOST_MALFORMED, "global"},
    {"contoso.mail.protection.office365.us", HOST_SOVEREIGN, "gcc-high"},
    {"contoso.mail.protection.partner.outlook.cn.", HOST_SOVEREIGN, "china"},
    {"contoso-de.mail.protection.outlook.de", HOST_DEAD, NULL},
    {"contoso-com.mail.eo.outlook.com", HOST_EARLY, "global"},
    {"contoso.eo.outlook.com", HOST_DEAD, NULL},
    {"mail.eo.outlook.com", HOST_DEAD, NULL},
    {"mail.messaging.microsoft.com", HOST_DEAD, NULL},
    {"contoso.mail.messaging.microsoft.com", HOST_DEAD, NULL},
    {"mail.global.frontbridge.com", HOST_DEAD, NULL},
    {"mx.frontbridge.com", HOST_DEAD, NULL},
    {"0123456789.mail.outlook.com", HOST_DEAD, NULL},
    {"hotmail-com.olc.protection.outlook.com", HOST_CONSUMER, NULL},
    {"ms12345678.msv1.invalid", HOST_VERIFICATION, NULL},
    {"MS1.MSV1.INVALID.", HOST_VERIFICATION, NULL},
    /* look-alikes */
    {"", HOST_OTHER, NULL},
    {".", HOST_OTHER, NULL},
    {"..", HOST_OTHER, NULL},
    {".mail.protection.outlook.com", HOST_OTHER, NULL},
    {"contoso-commail.protection.outlook.com", HOST_OTHER, NULL},
    {"xmx.microsoft", HOST_OTHER, NULL},
    {"contoso-com.o-v1.mx.microsoft.contoso.com", HOST_OTHER, NULL},
    {"contoso-com.mail.protection.outlook.com.contoso.com", HOST_OTHER, NULL},
    {"contoso-com\\.mail.protection.outlook.com", HOST_OTHER, NULL},
    {"contoso-com\\046mail.protection.outlook.com", HOST_OTHER, NULL},
    {"contoso-com\\\\.mail.protection.outlook.com", HOST_LEGACY, "global"},
    {"contoso-com.mail.protection.outlook.com\\.", HOST_OTHER, NULL},
    {"ps.compliance.protection.outlook.com", HOST_OTHER, NULL},
    {"eur05.outbound.protection.outlook.com", HOST_OTHER, NULL},
    {"smtp.mail.outlook.com", HOST_OTHER, NULL},
    {"mail.outlook.com", HOST_OTHER, NULL},
    {"frontbridge.com", HOST_OTHER, NULL},
    {"contoso.msv1.invalid", HOST_OTHER, NULL},
    {"ms.msv1.invalid", HOST_OTHER, NULL},
    {"aspmx.l.google.com", HOST_OTHER, NULL},
};

static void families(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct host_class class = host_classify(cases[i].host);
        if (class.family != cases[i].family)
            fail_msg("%s: family %d", cases[i].host, class.family);
        assert_true((class.service == NULL) == (class.family == HOST_OTHER));
        if (cases[i].cloud == NULL)
            assert_null(class.cloud);
        else
            assert_string_equal(class.cloud, cases[i].cloud);
    }
}

static void labels(void **state)
{
    (void)state;
    assert_int_equal(host_classify("contoso-com.mail.protection.outlook.com").label_length, 11);
    assert_int_equal(host_classify("contoso-co.uk.mail.protection.outlook.com.").label_length, 13);
    assert_int_equal(host_classify("mx.microsoft").label_length, 0);
    assert_int_equal(host_classify("example.com").label_length, 0);
}

static void exchange(void **state)
{
    (void)state;
    assert_true(host_is_exchange("contoso-com.mail.protection.outlook.com"));
    assert_true(host_is_exchange("contoso-com.mail.eo.outlook.com"));
    assert_true(host_is_exchange("contoso.mail.protection.office365.us"));
    assert_false(host_is_exchange("mx.contoso.com"));
    assert_false(host_is_exchange("hotmail-com.olc.protection.outlook.com"));
    assert_false(host_is_exchange("ms12345678.msv1.invalid"));
}

static void equality(void **state)
{
    (void)state;
    assert_true(host_equal("Contoso.COM", "contoso.com."));
    assert_true(host_equal("", "."));
    assert_false(host_equal("contoso.com", "contoso.co"));
    assert_false(host_equal("contoso.com", "contoso.com\\."));
}

static void names(void **state)
{
    (void)state;
    static const char *const good[] = {"contoso.com", "a.b.", "xn--p1ai.xn--p1ai", "1.example",
                                       "contoso-com.o-v1.mx.microsoft"};
    static const char *const bad[] = {"",
                                      ".",
                                      "contoso",
                                      "contoso..com",
                                      ".contoso.com",
                                      "a b.com",
                                      "-a.com",
                                      "a-.com",
                                      "a_b.com",
                                      "192.0.2.1",
                                      "*.contoso.com",
                                      "contoso.com\\.",
                                      "m\xc3\xbcnchen.de",
                                      "a.b\n",
                                      "::1"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(host_is_name(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(host_is_name(bad[i]));
    char host[300] = "", label[] = "abcdefg.";
    for (size_t i = 0; i < 31; i++)
        memcpy(host + i * 8, label, 9);
    memcpy(host + 248, "abcde", 6);
    assert_true(host_is_name(host)); /* 253 bytes */
    memcpy(host + 248, "abcdef", 7);
    assert_false(host_is_name(host));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(families), cmocka_unit_test(labels), cmocka_unit_test(exchange),
        cmocka_unit_test(equality), cmocka_unit_test(names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
