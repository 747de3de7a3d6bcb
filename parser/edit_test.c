#include "parser/edit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/random_edits.h"

static struct edit edit(uint32_t start, uint32_t end, const char *text, enum safety safety)
{
    return (struct edit){
        .old = {start, end}, .text = text, .length = strlen(text), .safety = safety};
}

/* Settles and applies to "0123456789"; compares with `expected`. */
static void expect(struct edit *edits, size_t count, const char *expected)
{
    size_t size;
    count = edits_settle(edits, count);
    char *text = edits_apply(NULL, "0123456789", 10, edits, count, &size);
    assert_string_equal(text, expected);
    assert_int_equal(size, strlen(expected));
    talloc_free(text);
}

static void test_order(void **state)
{
    (void)state;
    struct edit edits[] = {edit(8, 9, "", SAFE), edit(0, 0, "<", SAFE), edit(10, 10, ">", SAFE),
                           edit(2, 4, "xyz", UNSAFE)};
    expect(edits, 4,
           "<01xyz4567"
           "9>");
    expect(NULL, 0, "0123456789");
}

static void test_overlap(void **state)
{
    (void)state;
    struct edit safe_wins[] = {edit(0, 5, "u", UNSAFE), edit(3, 7, "s", SAFE)};
    expect(safe_wins, 2, "012s789");
    struct edit earlier_wins[] = {edit(3, 7, "b", SAFE), edit(0, 5, "a", SAFE)};
    expect(earlier_wins, 2, "a56789");
    struct edit both_touch[] = {edit(0, 5, "a", SAFE), edit(5, 7, "b", SAFE)};
    expect(both_touch, 2, "ab789");
    struct edit freed[] = {edit(0, 6, "a", UNSAFE), edit(1, 2, "b", UNSAFE), edit(5, 7, "c", SAFE)};
    expect(freed, 3, "0b234c789");
}

static void test_insertions(void **state)
{
    (void)state;
    struct edit inside[] = {edit(2, 6, "", SAFE), edit(3, 3, "!", SAFE)};
    expect(inside, 2, "016789");
    struct edit at_edges[] = {edit(2, 6, "", SAFE), edit(2, 2, "<", SAFE), edit(6, 6, ">", SAFE)};
    expect(at_edges, 3, "01<>6789");
    struct edit doubles[] = {edit(1, 1, "a", UNSAFE), edit(1, 1, "b", SAFE), edit(1, 1, "a", SAFE)};
    expect(doubles, 3, "0ab123456789");
}

/* Takes "0" out of the list "0,2,4,6,8": the others with the comma in front, as their syntaxes do. */
static struct edit element(uint32_t at)
{
    struct edit made = edit(at == 0 ? 0 : at - 1, at == 0 ? 2 : at + 1, "", UNSAFE);
    made.listed = true;
    made.tail = at == 0 || at == 8 ? 0 : 1;
    return made;
}

static void expect_list(struct edit *edits, size_t count, const char *expected)
{
    size_t size;
    count = edits_settle(edits, count);
    char *text = edits_apply(NULL, "0,2,4,6,8", 9, edits, count, &size);
    assert_string_equal(text, expected);
    talloc_free(text);
}

static void test_elements(void **state)
{
    (void)state;
    struct edit first[] = {element(2), element(0)};
    expect_list(first, 2, "4,6,8");
    struct edit middle[] = {element(4), element(2), element(4)};
    expect_list(middle, 3, "0,6,8");
    struct edit last[] = {element(6), element(8)};
    expect_list(last, 2, "0,2,4");
    struct edit ends[] = {element(0), element(8), edit(2, 3, "!", SAFE)};
    expect_list(ends, 3, "!,4,6");
    struct edit all_but_one[] = {element(0), element(2), element(4), element(8)};
    expect_list(all_but_one, 4, "6");
}

static void test_files(void **state)
{
    (void)state;
    struct edit edits[] = {edit(0, 5, "b", SAFE), edit(0, 5, "a", SAFE)};
    edits[0].file = 1;
    assert_int_equal(edits_settle(edits, 2), 2);
    assert_int_equal(edits[0].file, 0);
    assert_int_equal(edits[1].file, 1);
}

static bool fits(const struct edit *edit, const struct edit *const *taken, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct span a = edit->old, b = taken[i]->old;
        bool same = a.start == b.start && a.end == b.end && edit->length == taken[i]->length &&
                    memcmp(edit->text, taken[i]->text, edit->length) == 0;
        if (same || (a.start < b.end && b.start < a.end))
            return false;
    }
    return true;
}

/* The edit of this safety that stands first among those after `last`, in order of place. */
static const struct edit *next_edit(const struct edit *edits, size_t count, enum safety safety,
                                    const struct edit *last)
{
    const struct edit *best = NULL;
    for (const struct edit *e = edits; e < edits + count; e++) {
        uint64_t key = (uint64_t)e->old.start << 32 | e->old.end;
        uint64_t best_key = best == NULL ? 0 : (uint64_t)best->old.start << 32 | best->old.end;
        uint64_t last_key = last == NULL ? 0 : (uint64_t)last->old.start << 32 | last->old.end;
        bool after = last == NULL || key > last_key || (key == last_key && e > last);
        if (e->safety == safety && after && (best == NULL || key < best_key))
            best = e;
    }
    return best;
}

/* What the header says, done the slow way: each safe edit that fits, then each unsafe one. */
static size_t settle_slowly(const struct edit *edits, size_t count, const struct edit **taken)
{
    size_t left = 0;
    for (enum safety safety = SAFE; safety <= UNSAFE; safety++) {
        const struct edit *e = NULL;
        while ((e = next_edit(edits, count, safety, e)) != NULL)
            if (fits(e, taken, left))
                taken[left++] = e;
    }
    return left;
}

/* Applied the slow way: byte by byte, asking every edit at each of them. */
static size_t apply_slowly(const char *text, uint32_t size, const struct edit *edits, size_t count,
                           char *out)
{
    size_t length = 0;
    for (uint32_t at = 0; at <= size; at++) {
        bool erased = false;
        for (size_t i = 0; i < count; i++) {
            if (edits[i].old.start == at) {
                memcpy(out + length, edits[i].text, edits[i].length);
                length += edits[i].length;
            }
            erased = erased || (at >= edits[i].old.start && at < edits[i].old.end);
        }
        if (at < size && !erased)
            out[length++] = text[at];
    }
    return length;
}

static bool is_among(const struct edit *edit, const struct edit *edits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (edits[i].old.start == edit->old.start && edits[i].old.end == edit->old.end &&
            edits[i].length == edit->length && memcmp(edits[i].text, edit->text, edit->length) == 0)
            return true;
    return false;
}

static void test_random(void **state)
{
    (void)state;
    char text[RANDOM_TEXT_MAX], texts[RANDOM_EDITS_MAX][8];
    char expected[RANDOM_TEXT_MAX + RANDOM_EDITS_MAX * 8];
    for (unsigned i = 0; i < 50000; i++) {
        unsigned seed = i;
        struct edit edits[RANDOM_EDITS_MAX], before[RANDOM_EDITS_MAX];
        const struct edit *taken[RANDOM_EDITS_MAX] = {NULL};
        uint32_t size = random_text(&seed, text, RANDOM_TEXT_MAX / (i % 8 + 1));
        size_t count = random_edits(&seed, size, edits, texts);
        memcpy(before, edits, sizeof edits);
        size_t left = edits_settle(edits, count);
        assert_int_equal(left, settle_slowly(before, count, taken));
        for (size_t j = 0; j < left; j++)
            assert_true(taken[j] != NULL && is_among(taken[j], edits, left));

        size_t new_size, expected_size = apply_slowly(text, size, edits, left, expected);
        char *new_text = edits_apply(NULL, text, size, edits, left, &new_size);
        assert_int_equal(new_size, expected_size);
        assert_memory_equal(new_text, expected, new_size);
        talloc_free(new_text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),      cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_insertions), cmocka_unit_test(test_files),
        cmocka_unit_test(test_elements),   cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
