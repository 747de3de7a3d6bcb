#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "parser/code/layout.h"

/* The place is where "@" stands; what is above it, the outer things first, with "/" between, and its
 * block behind "=". */
static const struct {
    const char *text, *above;
    bool sample;
} cases[] = {
    {"# One\n\ntext\n\n## Two\n\n@\n", "# One/## Two=@", false},
    {"## Two\n\n### Three\n\n## Other\n\n@\n", "## Other=@", false},
    {"One\n===\n\nTwo\n---\n\n@\n", "One/Two=@", false},
    {"one\n\n---\n\n@\n", "=@", false},
    {"text, then\n@\nmore\n", "=text, then\n@", false},
    {"Records:\n@\n", "=Records:\n@", false},
    {"Records:\n\n@\n", "Records:=@", false},
    {"A sentence.\n\n@\n", "=@", false},
    {"A sentence.\n\n**Records**\n\n@\n", "**Records**=@", false},
    {"Records,\nall of them:\n\n- a\n- @\n", "Records,\nall of them:=- @", false},
    {"- a:\n  - b\n  - @\n- c\n", "- a:=  - @", false},
    {"1. a\n   - b\n     goes on\n     @\n", "1. a=   - b\n     goes on\n     @", false},
    {"- Type: MX\n- Name: a\n- Value: @\n", "- Type: MX=- Value: @", false},
    {"1. a\n\n   text:\n\n   - @\n", "1. a/   text:=   - @", false},
    {"| a | b |\n|---|---|\n| c | d |\n| e | @ |\n", " a / b =| e | @ |", false},
    {"|===\n|a |b\n\n|c\n|@\n", "=|c\n|@", false},
    {"a | b\n--|--\n@ | d\n", "a =@ | d", false},
    {"Records:\n\n| c | d |\n| e | @ |\n", "Records:=| e | @ |", false},
    {"# One\n\nText.\n\n```zone\n# a\n@\n```\n", "# One/Text.=# a\n@", true},
    {"1. Set:\n   ```\n   @\n   ```\n", "1. Set:=   @", true},
    {"# One\n\n```\n# no\n```\n\n@\n", "# One=@", false},
    {"Records:\n\n```\na\n```\n\n@\n", "=@", false},
    {"> ## One\n>\n> - @\n", "## One=> - @", false},
    {"Eintr\xc3\xa4ge\xef\xbc\x9a\n\n* @", "Eintr\xc3\xa4ge\xef\xbc\x9a=* @", false},
    {"<h2>One</h2>\n\n@", "<h2>One</h2>=@", false},
    {"@", "=@", false},
};

static void what_is_above_is_found(void **state)
{
    (void)state;
    unsigned wrong = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *text = cases[i].text;
        struct layout layout = layout_of(text, (uint32_t)strlen(text),
                                         (uint32_t)(strchr(text, '@') - text), cases[i].sample);
        char *said = talloc_strdup(NULL, "");
        for (size_t k = layout.count; k > 0; k--)
            said = talloc_asprintf_append_buffer(said, "%s%.*s", k < layout.count ? "/" : "",
                                                 (int)span_length(layout.parts[k - 1]),
                                                 text + layout.parts[k - 1].start);
        said = talloc_asprintf_append_buffer(said, "=%.*s", (int)span_length(layout.block),
                                             text + layout.block.start);
        if (strcmp(said, cases[i].above) != 0) {
            print_error("%s: expected \"%s\", found \"%s\"\n", text, cases[i].above, said);
            wrong++;
        }
        talloc_free(said);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(what_is_above_is_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
