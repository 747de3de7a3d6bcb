#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "cmd/graph/secret.h"
#include "cmd/graph/url.h"

static void origins(void **state)
{
    static const char *const cases[][2] = {
        {"https://graph.microsoft.com", "https://graph.microsoft.com"},
        {"HTTPS://Graph.Microsoft.COM:443/", "https://graph.microsoft.com"},
        {"login.microsoftonline.us", "https://login.microsoftonline.us"},
        {"https://localhost:8443", "https://localhost:8443"},
        {"http://127.0.0.1:80/", "http://127.0.0.1"},
        {"https://[::1]:8443", "https://[::1]:8443"},
        {"https://graph.microsoft.com/v1.0", NULL},
        {"https://graph.microsoft.com?x", NULL},
        {"https://graph.microsoft.com#x", NULL},
        {"https://me@graph.microsoft.com", NULL},
        {"https://me:you@graph.microsoft.com", NULL},
        {"https://", NULL},
        {"https://a b", NULL},
        {"", NULL},
    };
    void *mem = talloc_new(NULL);
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *origin = url_origin(mem, cases[i][0]);
        if (cases[i][1] == NULL ? origin != NULL
                                : origin == NULL || strcmp(origin, cases[i][1]) != 0)
            fail_msg("%s: %s", cases[i][0], origin);
    }
    talloc_free(mem);
}

/* A token is sent to the URL on the right if it may be sent to the one on the left. */
static void same_origins(void **state)
{
    static const char graph[] = "https://graph.microsoft.com";
    static const struct {
        const char *url;
        bool same;
    } cases[] = {
        {"https://graph.microsoft.com/v1.0/domains?$skiptoken=x", true},
        {"https://GRAPH.microsoft.com:443/v1.0/domains", true},
        {"https://graph.microsoft.com@evil.example/v1.0", false},
        {"https://me@graph.microsoft.com/v1.0", false},
        {"https://graph.microsoft.com.evil.example/v1.0", false},
        {"https://evil.example/graph.microsoft.com", false},
        {"https://evil.example#@graph.microsoft.com/", false},
        {"https://evil.example\\@graph.microsoft.com/", false},
        {"https://graph.microsoft.com:8443/v1.0", false},
        {"https://graph.microsoft.com./v1.0", false},
        {"http://graph.microsoft.com/v1.0", false},
        {"ftp://graph.microsoft.com/v1.0", false},
        {"//graph.microsoft.com/v1.0", false},
        {"/v1.0/domains", false},
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (url_same_origin(graph, cases[i].url) != cases[i].same)
            fail_msg("%s", cases[i].url);
}

static void hidden(void **state)
{
    void *mem = talloc_new(NULL);
    struct secrets *secrets = talloc_zero(mem, struct secrets);
    (void)state;
    secrets_keep(secrets, NULL);
    secrets_keep(secrets, secret_copy(mem, "abcdef", 6));
    secrets_keep(secrets, secret_copy(mem, "xy", 2)); /* too short to be told from other text */
    char *text = talloc_strdup(mem, "abcdefabcdef, abcde, xy, abcdef");
    assert_string_equal(secrets_hide(secrets, text), "************, abcde, xy, ******");
    assert_string_equal(url_escape(mem, "a+b/c=~&%"), "a%2Bb%2Fc%3D~%26%25");
    talloc_free(mem);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(origins),
        cmocka_unit_test(same_origins),
        cmocka_unit_test(hidden),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
