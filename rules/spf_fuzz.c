#include <stdlib.h>
#include <string.h>

#include <talloc.h>

#include "rules/dkim_key.h"
#include "rules/dmarc.h"
#include "rules/spf.h"

static void expect(bool fine)
{
    if (!fine)
        abort();
}

static void look_at_terms(const char *text)
{
    struct spf_term term;
    uint32_t last = 0;
    for (uint32_t at = 0; spf_next(text, &at, &term); last = at) {
        expect(term.at.start >= last && term.at.start < term.at.end && term.at.end == at);
        expect(term.name.start >= term.at.start && term.name.start <= term.name.end);
        expect(term.value.start >= term.name.end && term.value.start <= term.value.end);
        expect(term.prefix.start == term.value.end && term.prefix.end == term.at.end);
    }
    expect(!spf_is_no_sender(text) || !spf_is_sender(text));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any text: its terms and tags stand in it one after the other, and so does what is said of them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static void (*const judges[])(const char *, struct text_faults *) = {spf_judge, dmarc_judge,
                                                                         dkim_key_judge};
    char *text = talloc_strndup(NULL, (const char *)data, size);
    look_at_terms(text);
    for (size_t i = 0; i < sizeof judges / sizeof *judges; i++) {
        struct text_faults *faults = text_faults_new(text);
        judges[i](text, faults);
        for (size_t k = 0; k < faults->count; k++)
            expect(faults->items[k].at.start <= faults->items[k].at.end &&
                   faults->items[k].at.end <= strlen(text));
    }
    dkim_is_host(text);
    dkim_is_key(text);
    talloc_free(text);
    return 0;
}
