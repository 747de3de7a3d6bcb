#include "rules/dkim_key.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

/* Keys that openssl made for this test. */
#define RSA_768                                                                                    \
    "MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAM01Ye5KKBjsZ4gh9VtOBizOLKDiMR9tMkzBSn/UHLUr"                 \
    "FtFYtFssgMHFBbyoFtJBDX0aNFCUqvEXv6U6Dy3We4RdSJ09HN04iO+R1zdYwDdeDw3d8OurE6T+"                 \
    "zWN9CGvQ3wIDAQAB"
#define RSA_1024                                                                                   \
    "MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDacz0EY+EATb4ayODPYWCUSBXe5p9evYfJyRxK"                 \
    "mZy3CmhBznUEX4GtUImCb6ZQPWpvHjp0LM8ml1jQ8fXsCzJ7jb61eLwkzr/IpQ6lXLDiJ2dO5Ura"                 \
    "A2XeCSAZ731YUmKHw8zb+6z8rZ/yFNQeiXbJ2YCeCl6Rmzxg09mLK+DEAQIDAQAB"
#define RSA_2048                                                                                   \
    "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAqWJD6NVG2eP9V+Dm4d04P1Qqzk2ZNDXy"                 \
    "aUHsn1nP1lDLeVOAUOf5wZpSGnWKdJQQrOwU+SANY8PIbMLIbIdMwkxvrLFHl8LNybR6rKxQAyGJ"                 \
    "LMqc1wYuvuEzeMWU2Ur08GNdAXwsgF/R0gVRe+yyrdWStNDXf4jSEwFXcHRQiyAUY73ye2bxUnJW"                 \
    "eiASJUEkNISkXbarnuLaWMj+RVaZ6Z54m01Iw7QlDq66kEyOv3BZ7M/9PagemZvvpAl3Iyrp/Mdj"                 \
    "qcHcYY0cylG8Pclt8o0FlgAhnIlcBU6RmugJc8T205jIHdgUo9ecqDvmLAq9OyhnKABW2MFqvqRX"                 \
    "8USF7QIDAQAB"
#define RSA_2048_BARE                                                                              \
    "MIIBCgKCAQEAqWJD6NVG2eP9V+Dm4d04P1Qqzk2ZNDXyaUHsn1nP1lDLeVOAUOf5wZpSGnWKdJQQ"                 \
    "rOwU+SANY8PIbMLIbIdMwkxvrLFHl8LNybR6rKxQAyGJLMqc1wYuvuEzeMWU2Ur08GNdAXwsgF/R"                 \
    "0gVRe+yyrdWStNDXf4jSEwFXcHRQiyAUY73ye2bxUnJWeiASJUEkNISkXbarnuLaWMj+RVaZ6Z54"                 \
    "m01Iw7QlDq66kEyOv3BZ7M/9PagemZvvpAl3Iyrp/MdjqcHcYY0cylG8Pclt8o0FlgAhnIlcBU6R"                 \
    "mugJc8T205jIHdgUo9ecqDvmLAq9OyhnKABW2MFqvqRX8USF7QIDAQAB"
#define ED25519         "j/0Cy8GhJNE/7oYq5liQEYNQbZExH+DbZNc0bnPcK10="
#define ED25519_WRAPPED "MCowBQYDK2VwAyEAj/0Cy8GhJNE/7oYq5liQEYNQbZExH+DbZNc0bnPcK10="

/* What is said of a record; NULL: nothing. */
static const struct {
    const char *text;
    enum severity severity;
    const char *message;
} cases[] = {
    {"v=DKIM1; k=rsa; p=" RSA_2048, NOTICE, NULL},
    {"p=" RSA_2048, NOTICE, NULL},
    {"v=DKIM1;p=" RSA_2048_BARE ";", NOTICE, NULL},
    {"v=DKIM1; k=ed25519; p=" ED25519, NOTICE, NULL},
    {"k=ed25519; p= " ED25519 " ; t=s; s=email; n=x; g=; foo=bar", NOTICE, NULL},
    {"v=DKIM1; p=", NOTICE, NULL},
    {"v=DKIM1; h=sha1:sha256; p=", NOTICE, NULL},
    {"v=DKIM1; k=rsa; p=" RSA_1024, NOTICE, "1024 bits"},
    {"v=DKIM1; k=rsa; p=" RSA_768, WARNING, "768 bits"},
    {"v=DKIM1; k=future; p=AAAA", NOTICE, "type"},
    {"v=DKIM1; h=sha1; p=", WARNING, "sha1"},
    {"v=DKIM1", WARNING, "no key"},
    {"k=rsa", WARNING, "no key"},
    {"p=; v=DKIM1", WARNING, "first"},
    {"v=DKIM2; p=", WARNING, "version"},
    {"v=DKIM1 p=", WARNING, "version"},
    {"v=DKIM1; p=; p=", WARNING, "second tag p"},
    {"v=DKIM1; p=; nonsense", WARNING, "NAME=VALUE"},
    {"v=DKIM1; p=AAA-", WARNING, "byte 4"},
    {"v=DKIM1; p=AAAA=A", WARNING, "byte 6"},
    {"v=DKIM1; p=AAAAA", WARNING, "cut off"},
    {"v=DKIM1; p=AAAA", WARNING, "no RSA"},
    {"v=DKIM1; p=" ED25519, WARNING, "no RSA"},
    {"v=DKIM1; p=" ED25519_WRAPPED, WARNING, "no RSA"},
    {"v=DKIM1; k=ed25519; p=" ED25519_WRAPPED, WARNING, "44 octets"},
    {"v=DKIM1; k=ed25519; p=" RSA_1024, WARNING, "octets"},
};

static void test_judge(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text_faults *faults = text_faults_new(NULL);
        assert_true(dkim_is_key(cases[i].text));
        dkim_key_judge(cases[i].text, faults);
        if (faults->count != (cases[i].message != NULL))
            fail_msg("%s: %zu faults, the first: %s", cases[i].text, faults->count,
                     faults->count > 0 ? faults->items[0].message : "");
        if (cases[i].message != NULL &&
            (strstr(faults->items[0].message, cases[i].message) == NULL ||
             faults->items[0].severity != cases[i].severity))
            fail_msg("%s: %s", cases[i].text, faults->items[0].message);
        talloc_free(faults);
    }
}

/* A key of which any part is missing is none, and nothing is read behind its end. */
static void test_cut_off(void **state)
{
    (void)state;
    static const char text[] = RSA_2048;
    uint8_t octets[sizeof text];
    size_t count, where;
    const char *fault;
    assert_true(base64_read(text, strlen(text), octets, &count, &where));
    assert_int_equal(rsa_bits(octets, count, &fault), 2048);
    for (size_t length = 0; length < count; length++) {
        uint8_t *copy = talloc_memdup(NULL, octets, length);
        assert_int_equal(rsa_bits(copy, length, &fault), 0);
        talloc_free(copy);
    }
}

static void test_base64(void **state)
{
    (void)state;
    uint8_t octets[16];
    size_t count, where;
    assert_true(base64_read("Zm9v YmE=", 9, octets, &count, &where));
    assert_int_equal(count, 5);
    assert_memory_equal(octets, "fooba", 5);
    assert_true(base64_read("Zm9vYg", 6, octets, &count, &where));
    assert_int_equal(count, 4);
    assert_memory_equal(octets, "foob", 4);
    assert_true(base64_read("Zm9vYmFy+/AA", 12, octets, &count, &where));
    assert_memory_equal(octets, "foobar\xfb\xf0\x00", 9);
    assert_false(base64_read("Zm9v===", 7, octets, &count, &where));
    assert_false(base64_read("Zm9vY", 5, octets, &count, &where));
    assert_true(base64_read("", 0, octets, &count, &where));
    assert_int_equal(count, 0);
}

static void test_what_it_is(void **state)
{
    (void)state;
    assert_true(dkim_is_host("selector1-contoso-com._domainkey.contoso.onmicrosoft.com"));
    assert_true(dkim_is_host("a.example.com."));
    assert_false(dkim_is_host("verification"));
    assert_false(dkim_is_host("1.2.3.4"));
    assert_false(dkim_is_host("two words.com"));
    assert_false(dkim_is_host(".com"));
    assert_false(dkim_is_host("."));
    assert_false(dkim_is_host(""));
    assert_false(dkim_is_key("o=~; r=a@example.com"));
    assert_false(dkim_is_key("dkim=all"));
    assert_false(dkim_is_key("v=spf1 -all"));
    assert_false(dkim_is_key(""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_judge),
        cmocka_unit_test(test_cut_off),
        cmocka_unit_test(test_base64),
        cmocka_unit_test(test_what_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
