#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/syntax/tree.h"

static struct tree *read_tree(void *mem, const char *text, struct syntax_fault *fault)
{
    return tree_read(mem, &yaml_syntax, text, (uint32_t)strlen(text), fault);
}

/* A tree as one line: maps in braces, lists in brackets, values in quotes, computed ones in <>; `*`
 * stands in front of what is shared. */
static char *shown(const struct tree *tree, uint32_t node, char *out)
{
    const struct node *here = tree_node(tree, node);
    static const char open[] = {[NODE_MAP] = '{', [NODE_LIST] = '['};
    static const char close[] = {[NODE_MAP] = '}', [NODE_LIST] = ']'};
    char *key = tree_key(tree, node, NULL), *value = tree_value(tree, node, NULL);
    bool named = tree_node(tree, here->parent)->kind == NODE_MAP;
    out = talloc_asprintf_append(out, "%s%s%s", here->shared ? "*" : "", named ? key : "",
                                 named ? "=" : "");
    if (here->kind == NODE_SCALAR) {
        out = talloc_asprintf_append(out, "'%s'", value == NULL ? "?" : value);
    } else if (here->kind == NODE_COMPUTED) {
        out = talloc_asprintf_append(out, "<%.*s>", (int)span_length(here->at),
                                     tree->bytes + here->at.start);
    } else {
        out = talloc_asprintf_append(out, "%c", open[here->kind]);
        for (uint32_t i = here->child; i != 0; i = tree_node(tree, i)->next) {
            out = shown(tree, i, out);
            out = talloc_strdup_append(out, tree_node(tree, i)->next == 0 ? "" : " ");
        }
        out = talloc_asprintf_append(out, "%c", close[here->kind]);
    }
    talloc_free(key);
    talloc_free(value);
    return out;
}

static const struct {
    const char *text, *shown;
} trees[] = {
    {"a: 1\nb: [x, 'y''z', \"q\\\"\\u00e9\"]\n", "[{a='1' b=['x' 'y'z' 'q\"\xc3\xa9']}]"},
    {"\xef\xbb\xbf--- # c\r\n'': {}\r\n\"k\" : ~\r\n", "[{={} k='~'}]"},
    {"a:\nb: \"\"\nc: !!str 5\n", "[{a='' b='' c='5'}]"},
    {"- - a\n  - b\n-\n  c: d\n-\n", "[[['a' 'b'] {c='d'} '']]"},
    {"a\n---\nb\n...\n--- c\n", "['a' 'b' 'c']"},
    {"a: x\n  y\n\n  z\nb: >-\n  one\n  two\nc: |\n\n  l1\n   l2\nd: 1",
     "[{a='x y\nz' b='one two' c='\nl1\n l2' d='1'}]"},
    {"a: |2-\n   x\nb: >\n x\n\n", "[{a='x' b='x'}]"},
    {"a: !Ref X\nb: !Sub 'x'\nc: !Sub '${X}'\nd: !x {e: 1}\n",
     "[{a=<!Ref X> b='x' c=<!Sub '${X}'> d=<!x {e: 1}>}]"},
    {"a: &x [1, {b: 2}]\nc: *x\nd: [*x]\ne: &unused 3", /**/
     "[{*a=[*'1' *{*b='2'}] *c=[*'1' *{*b='2'}] d=[*[*'1' *{*b='2'}]] e='3'}]"},
    {"a: &x {p: 1, q: 2}\nb:\n  <<: *x\n  q: 3\nc: {<<: [*x, {r: 4, p: 5}], s: 6}",
     "[{*a={*p='1' *q='2'} b={q='3' *p='1'} c={s='6' *p='1' *q='2' *r='4'}}]"},
    {"a: &x [*x]\n", "[{a=[<*x>]}]"},
    {"? [a, {b: c}]\n: d\ne: f\n", "[{='d' e='f'}]"},
    {"a: {{ x }}\nb: '{{ y }}'\nc: {{ x }}-{{ y }}.z\n{% if z %}\nd: 1\n{% endif %}\n{{ k }}: 2\n",
     "[{a=<{{ x }}> b=<'{{ y }}'> c=<{{ x }}-{{ y }}.z> d='1' {{ k }}='2'}]"},
    {"{{- if x }}\na: [{{ b }}, c]\n{{- end }}\n", "[{a=[<{{ b }}> 'c']}]"},
    {"a: ${X}\nb: a${X}b\nc: $X\n", "[{a=<${X}> b=<a${X}b> c='$X'}]"},
    {"{a: [1, 2], 'b': {c: d,},}", "[{a=['1' '2'] b={c='d'}}]"},
    {"a: [1,\n2]\nb: {\nc: 3\n}", "[{a=['1' '2'] b={c='3'}}]"},
    {"# only a comment\n", "[]"},
    {"", "[]"},
};

static void test_trees(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof trees / sizeof trees[0]; i++) {
        void *mem = talloc_new(NULL);
        struct syntax_fault fault;
        struct tree *tree = read_tree(mem, trees[i].text, &fault);
        assert_string_equal(shown(tree, 0, talloc_strdup(mem, "")), trees[i].shown);
        talloc_free(mem);
    }
}

/* Reading goes on behind a fault, at the next line that begins in column 1. */
static const struct {
    const char *text, *shown;
    uint32_t line; /* of the first fault, from 0 */
    enum fault_kind kind;
    size_t further;
} faults[] = {
    {"a: 1\nb: \"x\nc: 3\nd: 4\n", "[{a='1' c='3' d='4'}]", 1, FAULT_TEXT, 0},
    {"a: [1\nb: 2\nc: 3\n", "[{a=[{1\nb='?'}] b='2' c='3'}]", 2, FAULT_TEXT, 0},
    {"a: *no\nb: 2\n", "[{b='2'}]", 0, FAULT_TEXT, 0},
    {"a:\n\tb: 2\nc: 3\n", "[{c='3'}]", 1, FAULT_TEXT, 0},
    {"a: {{ x }}\nb: [1\nc: 2\n", "[{a=<{{ x }}> b=[{1\nc='2'}] c='2'}]", 3, FAULT_TEMPLATE, 0},
    {"a: 1 # caf\xe9\nb: caf\xe9\n", "[{a='1' b='caf\xe9'}]", 0, FAULT_TEXT, 0},
    {"a: \xed\xa0\x80\nb: 2\n", "[{a='\xed\xa0\x80' b='2'}]", 0, FAULT_TEXT, 0},
    {"- a\n- *b\n- c\n- *d\n- e", "[['a' 'c' 'e']]", 1, FAULT_TEXT, 1},
};

static void test_faults(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof faults / sizeof faults[0]; i++) {
        void *mem = talloc_new(NULL);
        struct syntax_fault fault;
        struct tree *tree = read_tree(mem, faults[i].text, &fault);
        uint32_t line = 0;
        assert_non_null(fault.message);
        for (uint32_t at = 0; at < fault.at.start; at++)
            line += faults[i].text[at] == '\n';
        assert_string_equal(shown(tree, 0, talloc_strdup(mem, "")), faults[i].shown);
        assert_int_equal(line, faults[i].line);
        assert_int_equal(fault.kind, faults[i].kind);
        assert_int_equal(tree->fault_count, faults[i].further);
        talloc_free(mem);
    }
}

static char *repeated(void *mem, const char *text, size_t times)
{
    char *out = talloc_zero_size(mem, strlen(text) * times + 1);
    for (size_t i = 0; i < times; i++)
        memcpy(out + i * strlen(text), text, strlen(text));
    return out;
}

/* Each is small and would be large: it ends with a bound. */
static void test_bounds(void **state)
{
    (void)state;
    void *mem = talloc_new(NULL);
    char *laughs = talloc_strdup(mem, "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 12; i++)
        laughs =
            talloc_asprintf_append(laughs, "a%d: &a%d [%s*a%d]\n", i, i,
                                   repeated(mem, talloc_asprintf(mem, "*a%d, ", i - 1), 9), i - 1);
    const char *const texts[] = {
        laughs,
        repeated(mem, "[", 1000),
        repeated(mem, "- ", 1000),
        repeated(mem, "? ", 1000),
        repeated(mem, "{a: ", 1000),
        repeated(mem, "[\n", 100000),
        repeated(mem, "a ", 1 << 20),
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct syntax_fault fault;
        struct tree *tree = read_tree(mem, texts[i], &fault);
        assert_non_null(fault.message);
        assert_int_equal(fault.kind, FAULT_BOUND);
        assert_true(tree->count < 4000);
    }
    talloc_free(mem);
}

static void test_comments(void **state)
{
    (void)state;
    static const char text[] = "# one\na: 'x # no' # two\nb: x#no\nc: | # three\n # no\n"
                               "d: [1, # four\n 2]\n#five";
    static const char *const wanted[] = {" one", " two", " three", " four", "five"};
    struct syntax_fault fault;
    struct tree *tree = read_tree(NULL, text, &fault);
    assert_int_equal(tree->comment_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(span_length(tree->comments[i]), strlen(wanted[i]));
        assert_memory_equal(text + tree->comments[i].start, wanted[i], strlen(wanted[i]));
    }
    talloc_free(tree);
}

/* Every word of a value is found where it is written, whatever the scalar looks like. */
static void test_places(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "- 10\n  mail.example.net.\n",
        "- '10\n\n  mail.example.net.'\n",
        "- \"10 \\\n    mail.example.net.\"\n",
        "- \"\\x31\\u0030\\tmail.example.net.\"\n",
        "- >-\n  10\n  mail.example.net.\n",
        "- |\n  10\n     mail.example.net.\n",
        "- \"\\_\\u20ac\\U0001F600 \\L mail.example.net.\"\n",
        "- 'it''s  mail.example.net.'\n",
        "-   10\r\n    mail.example.net.\r\n",
    };
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct syntax_fault fault;
        struct tree *tree = read_tree(NULL, texts[i], &fault);
        uint32_t node = tree_node(tree, tree->nodes[0].child)->child;
        char *value = tree_value(tree, node, tree);
        size_t start = (size_t)(strstr(value, "mail") - value);
        uint32_t at = yaml_syntax.place(tree, node, start);
        assert_true(tree_node(tree, node)->escaped);
        assert_int_equal(at, strstr(texts[i], "mail") - texts[i]);
        assert_int_equal(yaml_syntax.place(tree, node, start + 17), at + 17);
        talloc_free(tree);
    }
}

/* ---- changes ----------------------------------------------------------------------------------- */

/* The scalar with this value. */
static uint32_t find(const struct tree *tree, const char *value)
{
    for (uint32_t i = 1; i < tree->count; i++)
        if (tree_is(tree, i, value))
            return i;
    return 0;
}

static const struct {
    const char *text, *erased; /* without the element of which "x" is, or is part; NULL: refused */
    const char *appended;      /* with "new" behind it */
} changes[] = {
    {"- a\n- x\n- b\n", "- a\n- b\n", "- a\n- x\n- new\n- b\n"},
    {"k:\n  -   x # c\n  - b", "k:\n  - b", "k:\n  -   x # c\n  -   new\n  - b"},
    {"k:\r\n- a\r\n- x\r\n", "k:\r\n- a\r\n", "k:\r\n- a\r\n- x\r\n- new\r\n"},
    {"k:\n- a\n- x", "k:\n- a", "k:\n- a\n- x\n- new"},
    {"k:\r\n- a\r\n- x", "k:\r\n- a", "k:\r\n- a\r\n- x\r\n- new"},
    {"- a\n# about x\n- x\n\n# about b\n- b\n", "- a\n\n# about b\n- b\n",
     "- a\n# about x\n- x\n- new\n\n# about b\n- b\n"},
    {"# all\n- x\n- b\n", "# all\n- b\n", "# all\n- x\n- new\n- b\n"},
    {"- a\n# both\n- x\n- b\n", "- a\n# both\n- b\n", "- a\n# both\n- x\n- new\n- b\n"},
    {"- - x\n  - b\n", "- - b\n", "- - x\n  - new\n  - b\n"},
    {"[a, x, b]", "[a, b]", "[a, x, new, b]"},
    {"k: [x, b]\n", "k: [b]\n", "k: [x, new, b]\n"},
    {"[\n  a,\n  x\n]", "[\n  a\n]", "[\n  a,\n  x,\n  new\n]"},
    {"- a\n- |\n  x\n\n- b\n", "- a\n\n- b\n", "- a\n- |\n  x\n- new\n\n- b\n"},
    {"- a\n-\n  x\n", "- a\n", "- a\n-\n  x\n-\n  new\n"},
    {"- x\n", NULL, "- x\n- new\n"},
    {"k: x\n", NULL, NULL},
    {"a: 1\nx: x\nb: 2\n", "a: 1\nb: 2\n", NULL},
    {"- x: x\n  b: 2\n", "- b: 2\n", NULL},
    {"{a: 1, 'x': x}", "{a: 1}", NULL},
    {"a: [&p x, b]\nc: *p\n", NULL, NULL},
    {"- a\n- &p x\n- *p\n", NULL, NULL},
};

static void expect_change(const struct tree *tree, const char *text, struct edit *edits,
                          size_t count, const char *wanted)
{
    size_t size;
    if (wanted == NULL) {
        assert_int_equal(count, 0);
        return;
    }
    assert_int_not_equal(count, 0);
    char *made = edits_apply(NULL, text, tree->size, edits, edits_settle(edits, count), &size);
    char *got = talloc_strndup(NULL, made, size);
    assert_string_equal(got, wanted);
    talloc_free(got);
    talloc_free(made);
}

static void test_changes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
        struct syntax_fault fault;
        struct edit edits[4];
        const char *text = changes[i].text;
        struct tree *tree = read_tree(NULL, text, &fault);
        uint32_t node = find(tree, "x");
        expect_change(tree, text, edits, yaml_syntax.erase(tree, node, tree, edits),
                      changes[i].erased);
        expect_change(tree, text, edits, yaml_syntax.append(tree, node, "new", tree, edits),
                      changes[i].appended);
        talloc_free(tree);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_trees),  cmocka_unit_test(test_faults),
        cmocka_unit_test(test_bounds), cmocka_unit_test(test_comments),
        cmocka_unit_test(test_places), cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
