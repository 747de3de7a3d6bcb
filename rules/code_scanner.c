#include "rules/code_scanner.h"

#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include "parser/array.h"
#include "rules/code_text.h"

enum {
    MATCH_LIMIT = 400000, /* steps of one try: patterns may be a user's */
    STACK_MOST = 1 << 20, /* bytes */
};

static int scanner_free(struct code_scanner *scanner)
{
    for (size_t i = 0; scanner->rows != NULL && i < scanner->row_count; i++)
        pcre2_code_free(scanner->rows[i]);
    for (size_t i = 0; scanner->derivations != NULL && i < scanner->derivation_count; i++)
        pcre2_code_free(scanner->derivations[i]);
    pcre2_code_free(scanner->hint);
    pcre2_code_free(scanner->suffix);
    pcre2_code_free(scanner->fresh);
    pcre2_code_free(scanner->tests);
    pcre2_code_free(scanner->others);
    pcre2_code_free(scanner->marks);
    pcre2_code_free(scanner->made);
    pcre2_code_free(scanner->mocks);
    pcre2_code_free(scanner->asserts);
    pcre2_code_free(scanner->outcome);
    pcre2_match_data_free(scanner->data);
    pcre2_match_context_free(scanner->context);
    pcre2_jit_stack_free(scanner->stack);
    return 0;
}

/* NULL: it is no pattern, and `*why`, owned by `mem`, says so. */
static pcre2_code *compile(void *mem, const char *pattern, uint32_t options, const char **why)
{
    int error;
    PCRE2_SIZE offset;
    pcre2_code *code =
        pcre2_compile((PCRE2_SPTR)pattern, PCRE2_ZERO_TERMINATED,
                      PCRE2_MULTILINE | PCRE2_NEVER_UTF | options, &error, &offset, NULL);
    if (code != NULL) {
        pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* without it, it is only slower */
        return code;
    }
    PCRE2_UCHAR text[120];
    pcre2_get_error_message(error, text, sizeof text);
    *why = talloc_asprintf(mem, "%s, at offset %zu of %s", (const char *)text, (size_t)offset,
                           pattern);
    return NULL;
}

static void rows_gather(struct code_scanner *scanner)
{
    for (size_t i = 0; scanner->custom != NULL && i < scanner->custom->row_count; i++)
        ARRAY_PUSH(scanner, scanner->order, scanner->row_count, &scanner->custom->rows[i]);
    for (size_t i = 0; code_rows[i] != NULL; i++)
        for (const struct code_row *row = code_rows[i]; row->id != NULL; row++)
            ARRAY_PUSH(scanner, scanner->order, scanner->row_count, row);
    scanner->rows = talloc_zero_array(scanner, pcre2_code *, (unsigned)scanner->row_count);
}

const struct code_row *scanner_row(const struct code_scanner *scanner, size_t index)
{
    return scanner->order[index];
}

static bool compile_rows(struct code_scanner *scanner, size_t from, const char **why)
{
    for (size_t i = from; i < scanner->row_count; i++) {
        const char *pattern = scanner_row(scanner, i)->pattern;
        scanner->rows[i] = pattern == NULL ? NULL : compile(scanner, pattern, 0, why);
        if (pattern != NULL && scanner->rows[i] == NULL)
            return false;
    }
    return true;
}

/* Dots may be written as \. or [.], and letters in any case. */
#define DOT "(?:\\\\*\\.|\\[\\.\\])"

static char *append_suffix(char *pattern, const char *suffix)
{
    for (; *suffix != '\0'; suffix++)
        pattern = *suffix == '.' ? talloc_strdup_append_buffer(pattern, DOT)
                                 : talloc_asprintf_append_buffer(
                                       pattern, byte_is_word(*suffix) ? "%c" : "\\x%02x", *suffix);
    return pattern;
}

static char *suffix_pattern(void *mem, const struct code_custom *custom)
{
    char *pattern = talloc_strdup(mem, "(?:(?<![A-Za-z0-9])|(?<=\\\\b))(?:mail" DOT
                                       "(?:protection|eo)" DOT "outlook" DOT "com");
    for (size_t i = 0; custom != NULL && i < custom->suffix_count; i++)
        pattern = append_suffix(talloc_strdup_append_buffer(pattern, "|"), custom->suffixes[i]);
    /* Neither a longer name, nor one below another domain. */
    return talloc_strdup_append_buffer(pattern, ")(?![A-Za-z0-9_-])(?!\\.[A-Za-z0-9])");
}

static char *hint_pattern(void *mem, const struct code_custom *custom)
{
    char *pattern = talloc_strdup(mem, "mail" DOT "(?:protection|eo)" DOT "outlook");
    for (size_t i = 0; custom != NULL && i < custom->suffix_count; i++)
        pattern = append_suffix(talloc_strdup_append_buffer(pattern, "|"), custom->suffixes[i]);
    return pattern;
}

void scanner_complete(struct code_scanner *scanner)
{
    const char *why = NULL;
    size_t own = scanner->custom == NULL ? 0 : scanner->custom->row_count;
    if (scanner->derivations != NULL)
        return;
    void *work = talloc_new(NULL);
    scanner->suffix = compile(scanner, suffix_pattern(work, scanner->custom), PCRE2_CASELESS, &why);
    scanner->fresh =
        compile(scanner, "(?<![A-Za-z0-9])mx" DOT "microsoft(?!\\\\*\\.com)", PCRE2_CASELESS, &why);
    scanner->tests = compile(scanner,
                             "(?:^|/)(?:tests?|specs?|__\\w+__|fixtures?|testdata|mocks?)/"
                             "|[._-](?:tests?|spec)(?:\\.\\w+$|/)|\\.check\\.[cm]?[jt]s$"
                             "|[a-z0-9](?-i:Tests?|Spec)\\.(?:cs|fs|vb|java|kt|scala|groovy|php|"
                             "swift)$|"
                             "(?:^|/)(?:test_[^/]*|conftest\\.py)$",
                             PCRE2_CASELESS, &why);
    scanner->others = compile(scanner, code_others, PCRE2_CASELESS, &why);
    scanner->marks =
        compile(scanner,
                "(?m)^\\s*(?:#\\[(?:\\w+::)?(?:cfg\\()?test\\b|@(?:Parameterized)?Test\\b"
                "|\\[(?:Test|TestCase|TestMethod|Fact|Theory)\\b|(?:import|from) (?:pytest"
                "|unittest)\\b|import\\b[^\\n]*[\"'](?:vitest|@jest/"
                "globals|\\w+:test)[\"']|(?:describe|it|test)(?:\\.\\w+)?\\(\\s*[\"'`])",
                0, &why);
    scanner->made = compile(scanner,
                            "(?:^|[/._-])(?:mocks?|fixtures?|stubs?|fakes?|dummy|"
                            "(?:test|demo|sample|example|seed|mock|fake)[_-]?data|__snapshots__|"
                            "cassettes|stories)[/._-]",
                            PCRE2_CASELESS, &why);
    scanner->mocks = compile(scanner,
                             "\\b(?:mock|stub|fake|dummy|monkeypatch|sinon|nock|httptest)|"
                             "[a-z](?-i:Mock|Stub|Fake)|_(?:mock|stub|fake)|(?:jest|vi)\\.fn|spyon|"
                             "\\bpatch\\(|\\.fetch\\s*=[^=]",
                             PCRE2_CASELESS, &why);
    scanner->asserts =
        compile(scanner, "assert|expect|should|\\bequal|\\bwant|==|-c?(?:eq|ne|like|match)\\b|!=",
                PCRE2_CASELESS, &why);
    scanner->outcome = compile(scanner, code_outcome, 0, &why);
    talloc_free(work);
    compile_rows(scanner, own, &why);
    while (derivation_rows[scanner->derivation_count].id != NULL)
        scanner->derivation_count++;
    scanner->derivations =
        talloc_zero_array(scanner, pcre2_code *, (unsigned)scanner->derivation_count);
    for (size_t i = 0; i < scanner->derivation_count; i++)
        scanner->derivations[i] = compile(scanner, derivation_rows[i].pattern, 0, &why);
}

struct code_scanner *code_scanner_new(void *mem, const struct code_custom *custom, const char **why)
{
    struct code_scanner *scanner = talloc_zero(mem, struct code_scanner);
    const char *fault = NULL;
    void *work = talloc_new(NULL);
    talloc_set_destructor(scanner, scanner_free);
    scanner->custom = custom;
    rows_gather(scanner);
    scanner->hint = compile(scanner, hint_pattern(work, custom), PCRE2_CASELESS, &fault);
    scanner->data = pcre2_match_data_create(4, NULL);
    scanner->context = pcre2_match_context_create(NULL);
    scanner->stack = pcre2_jit_stack_create(1 << 15, STACK_MOST, NULL);
    if (scanner->data == NULL || scanner->context == NULL || scanner->stack == NULL)
        abort();
    pcre2_set_match_limit(scanner->context, MATCH_LIMIT);
    pcre2_jit_stack_assign(scanner->context, NULL, scanner->stack);
    talloc_free(work);
    size_t all = scanner->row_count;
    scanner->row_count = custom == NULL ? 0 : custom->row_count;
    if (fault == NULL && compile_rows(scanner, 0, &fault)) {
        scanner->row_count = all;
        return scanner;
    }
    *why = talloc_strdup(mem, fault);
    scanner->row_count = all;
    talloc_free(scanner);
    return NULL;
}

bool scanner_finds(const struct code_scanner *scanner, const pcre2_code *code, const char *bytes,
                   size_t size, size_t from)
{
    return code != NULL && pcre2_match(code, (PCRE2_SPTR)bytes, size, from, PCRE2_NO_UTF_CHECK,
                                       scanner->data, scanner->context) >= 0;
}

bool code_scanner_hits(const struct code_scanner *scanner, const char *bytes, size_t size)
{
    return scanner_finds(scanner, scanner->hint, bytes, size, 0);
}
