#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "parser/master/recognise.h"

static const struct {
    const char *path, *text;
    bool is_zone;
} texts[] = {
    {"contoso.com", "@ IN SOA a b 1 2 3 4 5\n", true},
    {"x", "; a comment\n\n$ORIGIN contoso.com.\n", true},
    {"x", "www 300 IN A 192.0.2.1\n", true},
    {"x", "www A 192.0.2.1\nmail A 192.0.2.2\n", true},
    {"x", "\xef\xbb\xbf$TTL 60\n@ SOA a b 1 2 3 4 5\n", true},
    {"broken.zone", "this is no zone at all\n", true},
    {"db.contoso.com", "", true},
    {"empty", "", false},
    {"blank", " \n\t\n", false},
    {"notes.txt", "Call the ISP about IN A records.\nThen lunch.\n", false},
    {"README", "# zones\n\n@ IN MX 0 mail.contoso.com.\n", false},
    {"HOWTO",
     "Zones here are kept as text.\nA line may be\n  @ IN MX 0 mail\nor shorter.\nAsk us.\n",
     false},
    {"notes.md", "| Record | Value |\n|---|---|\n| SOA | a |\n| MX | 0 mail |\n| NS | b |\n",
     false},
    {"p.diff", "--- a/x.zone\n+++ b/x.zone\n@@ -1 +1 @@\n-@ IN MX 0 a\n+@ IN MX 0 b\n", false},
    {"p.patch", "diff --git a/x b/x\n@ IN MX 0 a\n", false},
    {"zone.yaml", "---\n'':\n  type: MX\n", false},
    {"zone.db", "{ \"Name\": \"contoso.com\" }\n", false},
    {"script", "#!/bin/sh\nwww IN A 192.0.2.1\n", false},
};

static void test_recognise(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        const char *text = texts[i].text;
        if ((master_recognise(texts[i].path, text, (uint32_t)strlen(text)) != NULL) !=
            texts[i].is_zone)
            fail_msg("%s: %s", texts[i].path, text);
    }
}

/* A NUL in the name of a zone is a fault of the zone; elsewhere it says that this is no text. */
static void test_binary(void **state)
{
    (void)state;
    assert_null(master_recognise("x.zone", "\0\1\2\3", 4));
    assert_non_null(master_recognise("x", "w\0 IN A 192.0.2.1\n", 18));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recognise),
        cmocka_unit_test(test_binary),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
