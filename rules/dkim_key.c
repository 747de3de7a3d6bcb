#include "rules/dkim_key.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include <talloc.h>

#include "rules/tag_list.h"

bool dkim_is_key(const char *text)
{
    struct tag tag;
    return tag_find(text, "p", &tag) || tag_find(text, "k", &tag) ||
           (tag_find(text, "v", &tag) &&
            strncasecmp(text + tag.value.start, "DKIM", strlen("DKIM")) == 0);
}

bool dkim_is_host(const char *text)
{
    static const char bytes[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
    size_t length = strlen(text);
    if (strspn(text, bytes) != length || length == 0)
        return false;
    length -= text[length - 1] == '.';
    const char *dot = memrchr(text, '.', length);
    return dot != NULL && dot > text && text + length - dot > 2 && isalpha((unsigned char)dot[1]);
}

/* The algorithms of verifiers and the sizes of their keys (RFC 8301 section 3.2). */
enum { RSA_LEAST = 1024, RSA_GOOD = 2048, RSA_MOST = 4096, ED25519_OCTETS = 32 };

static void rsa_judge(const uint8_t *octets, size_t count, struct span at,
                      struct text_faults *faults)
{
    const char *fault;
    unsigned bits = rsa_bits(octets, count, &fault);
    if (bits == 0)
        text_fault(faults, WARNING, at, "DKIM key: %s (%zu octets)", fault, count);
    else if (bits < RSA_LEAST)
        text_fault(faults, WARNING, at, "DKIM key has %u bits; verifiers refuse less than %d", bits,
                   RSA_LEAST);
    else if (bits < RSA_GOOD)
        text_fault(faults, NOTICE, at, "DKIM key has %u bits; signers should use %d or more", bits,
                   RSA_GOOD);
    else if (bits > RSA_MOST)
        text_fault(faults, NOTICE, at, "DKIM key has %u bits; not all verifiers take more than %d",
                   bits, RSA_MOST);
}

/* The key as octets, judged by its type; an empty one is revoked, which is sound. */
static void public_key_judge(const char *text, const struct tag *key, struct text_faults *faults)
{
    struct tag type;
    size_t length = span_length(key->value), count, where;
    bool typed = tag_find(text, "k", &type);
    if (length == 0)
        return;
    uint8_t *octets = talloc_array(faults, uint8_t, (unsigned)length);
    if (!base64_read(text + key->value.start, length, octets, &count, &where))
        text_fault(faults, WARNING, key->value,
                   where < length ? "DKIM key is no base64: byte %zu does not belong there"
                                  : "DKIM key is no base64: it is cut off at byte %zu",
                   where < length ? where + 1 : where);
    else if (!typed || tag_has(text, &type, "rsa"))
        rsa_judge(octets, count, key->value, faults);
    else if (tag_has(text, &type, "ed25519") && count != ED25519_OCTETS)
        text_fault(faults, WARNING, key->value, "DKIM key has %zu octets; one of ed25519 has %d",
                   count, ED25519_OCTETS);
    talloc_free(octets);
}

/* Is `word` in a list with colons? */
static bool list_has(const char *text, struct span list, const char *word)
{
    for (uint32_t at = list.start; at < list.end;) {
        uint32_t end = at;
        while (end < list.end && text[end] != ':')
            end++;
        struct span item = {at, end};
        while (item.start < item.end && text[item.start] == ' ')
            item.start++;
        while (item.end > item.start && text[item.end - 1] == ' ')
            item.end--;
        if (span_length(item) == strlen(word) &&
            strncasecmp(text + item.start, word, strlen(word)) == 0)
            return true;
        at = end + 1;
    }
    return false;
}

static void tag_judge(const char *text, const struct tag *tag, bool first,
                      struct text_faults *faults)
{
    if (tag_is(text, tag, "v") && !tag_has(text, tag, "DKIM1"))
        text_fault(faults, WARNING, tag->at, "DKIM record's version is not DKIM1");
    else if (tag_is(text, tag, "v") && !first)
        text_fault(faults, WARNING, tag->at, "DKIM record's version does not come first");
    else if (tag_is(text, tag, "k") && !tag_has(text, tag, "rsa") && !tag_has(text, tag, "ed25519"))
        text_fault(faults, NOTICE, tag->at, "DKIM key is of a type that few verifiers know");
    else if (tag_is(text, tag, "h") && list_has(text, tag->value, "sha1") &&
             !list_has(text, tag->value, "sha256"))
        text_fault(faults, WARNING, tag->at,
                   "DKIM key is for sha1 alone, which verifiers no longer take");
}

void dkim_key_judge(const char *text, struct text_faults *faults)
{
    struct tag tag;
    bool first = true;
    tag_list_judge(text, "DKIM", faults);
    for (uint32_t at = 0; tag_next(text, &at, &tag); first = false)
        tag_judge(text, &tag, first, faults);
    if (tag_find(text, "p", &tag))
        public_key_judge(text, &tag, faults);
    else if (faults->count == 0) /* or it may be in what cannot be read */
        text_fault(faults, WARNING, (struct span){0, (uint32_t)strcspn(text, ";")},
                   "DKIM record has no key (p)");
}
