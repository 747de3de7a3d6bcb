#include "parser/names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/master/text.h"

/* The name that a text means below `parent`; an absolute text starts at the root. */
static uint32_t intern(struct names *names, uint32_t parent, const char *text)
{
    struct name_text name;
    size_t where;
    unsigned room = NAME_WIRE_MAX - name_wire_length(names, parent);
    assert_int_equal(name_read(text, strlen(text), room, &name, &where), NAME_FINE);
    return names_intern(names, name.absolute ? NAME_ROOT : parent, name.labels, name.length);
}

static uint32_t root(struct names *names, const char *text)
{
    return intern(names, NAME_ROOT, text);
}

static void test_empty_table(void **state)
{
    (void)state;
    struct names *names = names_new(NULL, 0);
    char text[NAME_TEXT_MAX];
    size_t length;
    assert_int_equal(names_count(names), 2);
    for (uint32_t name = NAME_ROOT; name <= NAME_UNKNOWN; name++) {
        assert_int_equal(name_parent(names, name), name);
        assert_int_equal(name_wire_length(names, name), 1);
        assert_string_equal(name_to_text(names, name, text), ".");
        name_label(names, name, &length);
        assert_int_equal(length, 0);
        assert_int_equal(names_intern(names, name, (const uint8_t *)"", 0), name);
    }
    assert_int_equal(names_find(names, NAME_ROOT, (const uint8_t *)"\1a", 2), NAME_NONE);
    assert_int_equal(names_find_wire(names, (const uint8_t *)""), NAME_ROOT);
    talloc_free(names);
}

/* Texts in one row mean the same name; no two rows do. */
static void test_equality(void **state)
{
    (void)state;
    static const char *const rows[][4] = {
        {"contoso.com.", "CONTOSO.COM.", "\\067ontoso.com.", "contos\\o.c\\111M."},
        {"contoso.com.com.", "Contoso.Com.com"},
        {"com."},
        {"contoso."},
        {"mail.contoso.com."},
        {"mail\\.contoso.com.", "MAIL\\046contoso.com."},
        {"ma.il.contoso.com."},
        {"[.com.", "\\[.com."},       /* one below and above the letters: */
        {"{.com.", "\\123.com."},     /* these four differ in the bit that */
        {"@.com.", "\\064.com."},     /* tells upper case from lower case */
        {"`.com.", "\\096.com."},     /* and in nothing else */
        {"\\192.com."},               /* above 0x7f there is no case */
        {"\\224.com."},               /* in a name (RFC 4343 section 2) */
        {"\\000.com.", "\\000.COM."}, /* padding is no part of a label */
        {"\\000\\000.com."},
        {"abcdefg.", "ABCDEFG."}, /* around the eight octets of a word */
        {"abcdefgh.", "ABCDEFGH."},
        {"abcdefghi.", "ABCDEFGHI."},
        {"abcdefgh\\000."},
    };
    struct names *names = names_new(NULL, 0);
    uint32_t seen[sizeof rows / sizeof rows[0]];
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        seen[i] = root(names, rows[i][0]);
        for (size_t k = 1; k < 4 && rows[i][k] != NULL; k++)
            assert_int_equal(root(names, rows[i][k]), seen[i]);
        for (size_t k = 0; k < i; k++)
            assert_int_not_equal(seen[i], seen[k]);
    }
    talloc_free(names);
}

static void test_text(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        {"A.B.", "a.b"},
        {"x\\.y.z.", "x\\.y.z"},
        {"a\\\"b\\\\c\\;d.", "a\\\"b\\\\c\\;d"},
        {"\\(\\)\\@\\$.", "\\(\\)\\@\\$"},
        {"\\000\\032\\127\\255.", "\\000\\032\\127\\255"},
        {"_25._tcp.*.a/b.", "_25._tcp.*.a/b"},
        {"!#%&'+,:<=>?[]^`{|}~.", "!#%&'+,:<=>?[]^`{|}~"},
    };
    struct names *names = names_new(NULL, 0);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char text[NAME_TEXT_MAX];
        uint32_t name = root(names, rows[i][0]);
        assert_string_equal(name_to_text(names, name, text), rows[i][1]);
        assert_int_equal(root(names, text), name);
    }
    talloc_free(names);
}

static void test_tree(void **state)
{
    (void)state;
    struct names *names = names_new(NULL, 0);
    uint32_t com = root(names, "com."), contoso = root(names, "Contoso.com.");
    uint32_t mail = intern(names, contoso, "MAIL"), other = root(names, "notcontoso.com.");
    size_t length;
    assert_int_equal(name_parent(names, mail), contoso);
    assert_int_equal(name_parent(names, contoso), com);
    assert_int_equal(name_parent(names, com), NAME_ROOT);
    assert_memory_equal(name_label(names, mail, &length), "mail", 4);
    assert_int_equal(length, 4);
    assert_int_equal(name_wire_length(names, mail), 18);
    assert_int_equal(root(names, "mail.contoso.com."), mail);

    assert_true(name_is_within(names, mail, mail));
    assert_true(name_is_within(names, mail, contoso));
    assert_true(name_is_within(names, mail, NAME_ROOT));
    assert_false(name_is_within(names, contoso, mail));
    assert_false(name_is_within(names, other, contoso));
    assert_false(name_is_within(names, NAME_ROOT, com));
    talloc_free(names);
}

/* Names below an origin that nobody told are told from those below the root. */
static void test_unknown(void **state)
{
    (void)state;
    struct names *names = names_new(NULL, 0);
    char text[NAME_TEXT_MAX];
    uint8_t wire[NAME_WIRE_MAX];
    uint32_t lost = intern(names, NAME_UNKNOWN, "mail.x"), found = root(names, "mail.x.");
    assert_int_not_equal(lost, found);
    assert_int_equal(intern(names, NAME_UNKNOWN, "@"), NAME_UNKNOWN);
    assert_int_equal(intern(names, NAME_UNKNOWN, "MAIL.X"), lost);
    assert_int_equal(intern(names, NAME_UNKNOWN, "mail.x."), found);
    assert_true(name_is_within(names, lost, NAME_UNKNOWN));
    assert_false(name_is_within(names, lost, NAME_ROOT));
    assert_false(name_is_within(names, found, NAME_UNKNOWN));
    assert_false(name_is_within(names, NAME_ROOT, NAME_UNKNOWN));
    assert_string_equal(name_to_text(names, lost, text), "mail.x");
    assert_int_equal(name_to_wire(names, lost, wire), 8);
    assert_int_equal(names_find_wire(names, wire), found);
    talloc_free(names);
}

/* The longest name, the longest label, and as many labels as there can be. */
static void test_bounds(void **state)
{
    (void)state;
    struct names *names = names_new(NULL, 0);
    char text[NAME_TEXT_MAX], again[NAME_TEXT_MAX];
    uint8_t wire[NAME_WIRE_MAX];
    size_t length = 0;
    for (int i = 0; i < 127; i++)
        length += (size_t)snprintf(text + length, sizeof text - length, "%c.", 'a' + i % 26);
    uint32_t deep = root(names, text);
    assert_int_equal(names_count(names), 2 + 127);
    assert_int_equal(name_to_wire(names, deep, wire), 255);
    assert_int_equal(names_find_wire(names, wire), deep);
    text[length - 1] = '\0';
    assert_string_equal(name_to_text(names, deep, again), text);

    length = 0;
    for (unsigned i = 0; i < 250; i++) /* 63 + 63 + 63 + 61 octets, each escaped */
        length += (size_t)snprintf(text + length, sizeof text - length, "%s\\%03u",
                                   i > 0 && i % 63 == 0 ? "." : "", 128 + i % 100);
    uint32_t wide = root(names, text);
    assert_int_equal(name_wire_length(names, wide), 255);
    assert_string_equal(name_to_text(names, wide, again), text);
    assert_int_equal(strlen(again), 250 * 4 + 3);
    talloc_free(names);
}

/* Names come out as they went in, however often the table grew meanwhile, with a hint or without. */
static void many_names(size_t expected)
{
    enum { COUNT = 100000 };
    struct names *names = names_new(NULL, expected);
    uint32_t *made = talloc_array(names, uint32_t, COUNT), zone = root(names, "example.com.");
    char text[NAME_TEXT_MAX], again[NAME_TEXT_MAX];
    for (uint32_t i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text, "Host-%u.net-%u", i, i % 1000);
        made[i] = intern(names, zone, text);
    }
    assert_int_equal(names_count(names), 4 + COUNT + 1000);
    for (uint32_t i = 0; i < COUNT; i++) {
        uint8_t wire[NAME_WIRE_MAX];
        snprintf(text, sizeof text, "host-%u.net-%u.example.com", i, i % 1000);
        assert_string_equal(name_to_text(names, made[i], again), text);
        assert_int_equal(root(names, text), made[i]);
        assert_int_equal(name_to_wire(names, made[i], wire), name_wire_length(names, made[i]));
        assert_int_equal(names_find_wire(names, wire), made[i]);
        assert_true(name_is_within(names, made[i], zone));
    }
    assert_int_equal(names_count(names), 4 + COUNT + 1000);
    assert_int_equal(names_find(names, zone, (const uint8_t *)"\7host-00", 8), NAME_NONE);
    talloc_free(names);
}

static void test_many(void **state)
{
    (void)state;
    many_names(0);
    many_names(200000);
}

/* Random octets, so that nothing hangs on labels being words: the wire form tells names apart. */
static void test_random(void **state)
{
    (void)state;
    struct names *names = names_new(NULL, 0);
    unsigned seed = 1;
    for (int i = 0; i < 20000; i++) {
        uint8_t labels[NAME_WIRE_MAX], wire[NAME_WIRE_MAX];
        unsigned length = 0;
        for (int left = rand_r(&seed) % 4; left >= 0; left--) {
            unsigned octets = (unsigned)rand_r(&seed) % (left == 0 ? 3 : 20) + 1;
            labels[length++] = (uint8_t)octets;
            for (; octets > 0; octets--)
                labels[length++] = (uint8_t)rand_r(&seed);
        }
        uint32_t name = names_intern(names, NAME_ROOT, labels, length);
        assert_int_equal(name_to_wire(names, name, wire), length + 1);
        for (unsigned k = 0; k < length; k++) { /* no length octet is a letter */
            uint8_t octet = labels[k];
            assert_int_equal(wire[k], octet >= 'A' && octet <= 'Z' ? octet + 32 : octet);
        }
        assert_int_equal(names_find_wire(names, wire), name);
        char text[NAME_TEXT_MAX], again[NAME_TEXT_MAX];
        assert_string_equal(wire_to_text(wire, again), name_to_text(names, name, text));
        assert_int_equal(root(names, text), name);
    }
    talloc_free(names);
}

/* Plain text is interned as name_read() has it, or refused: whatever was asked for before. */
static void test_plain_text(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "a..",
        "a..b",
        ".a",
        "a",
        "a.",
        "b.contoso.com.",
        "c.contoso.com.",
        "c.contoso.com",
        "d.CONTOSO.com.",
        "d..com.",
        "a..com",
        "contoso.com.",
        "com.",
        "b.contoso.com",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.b",
        "a.b."};
    size_t count = sizeof texts / sizeof *texts;
    for (size_t i = 0; i < count * count; i++) { /* each behind each */
        struct names *names = names_new(NULL, 0);
        uint32_t origin = root(names, "tailspin.example.");
        const char *pair[] = {texts[i / count], texts[i % count]};
        for (size_t k = 0; k < 2; k++) {
            struct name_key key;
            struct name_text name;
            size_t where, length = strlen(pair[k]);
            bool fine = name_read(pair[k], length, 100, &name, &where) == NAME_FINE;
            assert_int_equal(names_intern_text(names, origin, pair[k], length, &key), fine);
            if (fine)
                assert_int_equal(names_intern_finish(names, &key), intern(names, origin, pair[k]));
        }
        talloc_free(names);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_empty_table), cmocka_unit_test(test_equality),
        cmocka_unit_test(test_text),        cmocka_unit_test(test_tree),
        cmocka_unit_test(test_unknown),     cmocka_unit_test(test_bounds),
        cmocka_unit_test(test_many),        cmocka_unit_test(test_random),
        cmocka_unit_test(test_plain_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
