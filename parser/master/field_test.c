#include "parser/master/field.h"

#include <regex.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <talloc.h>

#include <cmocka.h>

#include "parser/format.h"
#include "parser/ldns.h"
#include "parser/master/types.h"

/*
 * Direct code and ldns agree: both read the same generated records, and accept the same ones with the
 * same octets. One field of each record is odd, the others are sound, so that a difference can be laid
 * to one text; where ldns is known to be loose or wrong, a row of `differences` says so.
 */

enum { RECORDS = 30000, TEXT_MAX = 4096, SHOWN = 20 };

/* ---- what the fields are made of --------------------------------------------------------------- */

#define TEXTS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Sound texts of a field of RDATA, and odd ones: at a bound, escaped, or broken. */
struct sample {
    int ldns;
    const char *const *sound, *const *odd;
};

#define L63  "abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define S50  "01234567890123456789012345678901234567890123456789"
#define S250 S50 S50 S50 S50 S50

static const struct sample samples[] = {
    {LDNS_RDF_TYPE_DNAME, TEXTS("mail", "a.b.example.net.", "@", ".", "MiXed.Example.COM."),
     TEXTS("a\\.b", "a\\046b", "\\000.x", "\\255\\128", "\\\\", "\\a\\b\\c.", "a\\;b", "\\@",
           "*.wild", "_25._tcp", "x/y", "a..b", ".a", "..", "a.", "\\", "a\\", "\\1", "\\12",
           "\\256", "\\999.", "\\12x", L63, L63 "x", L63 "." L63 "." L63, L63 "." L63 "." L63 ".",
           L63 "." L63 "." L63 "." L63 ".", L63 "." L63 "." L63 "." S50 ".",
           L63 "." L63 "." L63 "." S50 "0123456789.", L63 "." L63 "." L63 "." S50 "01234567890.",
           L63 "." L63 "." L63 "." S50 "012345678901.", L63 "." L63 "." L63 ".0123456789" S50,
           L63 "." L63 "." L63 "." S50,
           L63 "." L63 "." L63 "."
               "012345678901234567890123456789",
           L63 "." L63 "." L63 ".012345678901234567890123456789012345678901234567",
           "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v.w.x.y.z", "\\065\\066.", "a@b", "a\\@b.c",
           "1", "-", "@.", "a.@")},
    {LDNS_RDF_TYPE_INT8, TEXTS("0", "8", "255"),
     TEXTS("1", "256", "007", "-1", "+1", "1x", "x", "0x1", "1.0", "99999999999999999999",
           "4294967296", "65536", "\\049")},
    {LDNS_RDF_TYPE_INT16, TEXTS("0", "10", "257", "65535"),
     TEXTS("65536", "00010", "-1", "+1", "10x", "x", "0x10", "1e1", "99999999999999999999",
           "4294967296", "4294967306", "\\049")},
    {LDNS_RDF_TYPE_INT32, TEXTS("0", "1", "2026110101", "4294967295"),
     TEXTS("4294967296", "0000000001", "-1", "+1", "1x", "x", "99999999999999999999", "1d")},
    {LDNS_RDF_TYPE_A, TEXTS("192.0.2.1", "0.0.0.0", "255.255.255.255"),
     TEXTS(".0.2.1", "192.0.2.", "...", "192.0.2.1000", "192.0.2.00", "192.0.2.1x", "256.0.2.1",
           "192.0.2", "192.0.2.1.", "192.0.2.1.5", "1", "192.0.2.01", "192.0.2.0x1", "192..2.1",
           "::1", "a", "192.0.2.1/24", "0192.0.2.1", "192.0.2.-1", "@")},
    {LDNS_RDF_TYPE_AAAA, TEXTS("2001:db8::1", "::", "2001:DB8:0:0:8:800:200C:417A"),
     TEXTS("::1", "::ffff:192.0.2.1", "1::2::3", "2001:db8", ":1", "1:", "1:2:3:4:5:6:7:8:9",
           "12345::", "::g", "192.0.2.1", "fe80::1%eth0", "::1/64",
           "1:2:3:4:5:6:7::", ":::", "::192.0.2.256", "2001:db8:0000:0000:0000:0000:0000:00001")},
    {LDNS_RDF_TYPE_STR, TEXTS("text", "\"with blank\"", "\"\"", "a=b", "\"v=spf1 -all\""),
     TEXTS("\\\"", "\"a\\\"b\"", "\"\\000\\255\"", "\\065", "\"\\\\\"", "\"a;b\"", "a\\;b",
           "\"(x)\"", "\"\\256\"", "\\999", "\"\\1\"", "\\12", "\"\\a\"", S250, S250 "12345",
           S250 "123456", "\"" S250 "12345\"", "\"" S250 "123456\"", "\"" S250 "1234\\053\"",
           "\"" S250 "12345\\054\"", "\"\t\"", "\\032", "@", "\"unclosed", "\xc3\xa4", "\"\xff\"")},
    {LDNS_RDF_TYPE_LONG_STR, TEXTS("\"ca.example.net\"", "\"\"", "\"a; b=c\""),
     TEXTS("ca.example.net", "\"" S250 S250 "\"", S250 S250, "\"a\\\"b\"", "\"\\000\\255\"",
           "\"\\256\"", "\\;", "\"\\1\"", "\"\\\\\"", "\"mailto:x@example.com\"", "\"unclosed")},
    {LDNS_RDF_TYPE_TAG, TEXTS("issue", "ISSUEWILD", "iodef", "contactemail"),
     TEXTS("a-b", "a_b", "", "\\097", "issue1", "is.sue", "\"issue\"", S250 "12345",
           S250 "123456")},
    {LDNS_RDF_TYPE_PERIOD, TEXTS("3600", "0", "2147483647", "4294967295", "1h", "1W2D3h4m5s"),
     TEXTS("1H", "1h1h", "30m1h", "h", "1x", "1hx", "-1", "4294967296", "7101w", "99999999w", "1h5",
           "1.5h", "00", "1d 1h", "+1")},
    {LDNS_RDF_TYPE_HEX, TEXTS("ab", "00112233", "ABcdEF", "00 11 22"),
     TEXTS("a", "abc", "a b", "0g", "0x00", "zz", "ab c", "\"ab\"", "+1", "1 2 3 4")},
    {LDNS_RDF_TYPE_ALG, TEXTS("8", "13", "15", "0", "255"),
     TEXTS("256", "RSASHA256", "rsasha256", "ECDSAP256SHA256", "NONSENSE", "-1", "8x", "08",
           "PRIVATEDNS", "65544")},
    {LDNS_RDF_TYPE_CERT_ALG, TEXTS("1", "65535"),
     TEXTS("PKIX", "pgp", "URI", "01") /* ldns leaks over what it refuses */},
    {LDNS_RDF_TYPE_CERTIFICATE_USAGE, TEXTS("3", "0", "255"),
     TEXTS("DANE-EE", "dane-ta", "PKIX-CA", "NONSENSE", "256", "-1", "3x", "03")},
    {LDNS_RDF_TYPE_SELECTOR, TEXTS("1", "0", "255"),
     TEXTS("SPKI", "cert", "PrivSel", "NONSENSE", "256", "-1", "1x")},
    {LDNS_RDF_TYPE_MATCHING_TYPE, TEXTS("1", "0", "2", "255"),
     TEXTS("SHA2-256", "Full", "sha2-512", "NONSENSE", "256", "-1", "1x")},
    {LDNS_RDF_TYPE_TYPE, TEXTS("A", "MX", "SOA", "TYPE65280", "mx"),
     TEXTS("NONSENSE", "TYPE65536", "TYPE-1", "TYPE", "TYPEx", "15", "TYPE0", "type15", "ANY",
           "TYPE1x", "CAA", "TYPE00015")},
    {LDNS_RDF_TYPE_TIME, TEXTS("20261101000000", "20300228235959", "1800000000", "0"),
     TEXTS("20260229000000", "20261301000000", "20261101240000", "20261101006000", "2026110100000",
           "202611010000000", "4294967295", "4294967296", "-1", "2026110100000x", "99999999999999",
           "21060207062816", "19691231235959", "20240229000000", "20261100000000")},
    {LDNS_RDF_TYPE_NSEC, TEXTS("A MX RRSIG NSEC", "A", "TYPE65280 TYPE1", "mx aaaa"),
     TEXTS("NONSENSE", "A NONSENSE", "A A", "TYPE65535 A CAA", "TYPE65536", "TYPE-1 A", "A TYPE",
           "A 15", "TYPE256 TYPE255")},
    {LDNS_RDF_TYPE_APL, TEXTS("1:192.0.2.0/24", "2:2001:db8::/32", "!1:10.0.0.0/8"),
     TEXTS("1:0.0.0.0/0", "1:192.0.2.1/33", "3:192.0.2.1/8", "1:192.0.2.0", "1:/8", "x",
           "1:192.0.2.129/25", "!2:::/0", "2:::1/129")},
    {LDNS_RDF_TYPE_LOC,
     TEXTS("51 30 12.748 N 0 7 39.611 W 0.00m", "42 21 54 N 71 06 18 W -24m 30m",
           "52 14 05 N 00 08 50 E 10m 20m 2000m 20m"),
     TEXTS("91 0 0 N 0 0 0 E 0m", "52 N 4 E 2m", "x", "52 0 0 X 4 0 0 E 2m")},
    {LDNS_RDF_TYPE_IPSECKEY,
     TEXTS("10 1 2 192.0.2.38 AQID", "10 0 2 . AQID", "10 3 2 gw.example.com. AQID",
           "10 2 2 2001:db8::1 AQID"),
     TEXTS("10 1 2 x AQID", "10 4 2 . AQID", "256 1 2 192.0.2.1 AQID", "10 2 2 192.0.2.1 AQID")},
    {LDNS_RDF_TYPE_B64, TEXTS("AQID", "AQIDBA==", "AQ ID"),
     TEXTS("AQI", "A", "!", "AQID=", "====")},
};

static const char *const types[] = {"A",     "AAAA",  "NS",    "CNAME",  "PTR",   "MX",
                                    "TXT",   "SOA",   "SRV",   "CAA",    "DS",    "TLSA",
                                    "SSHFP", "RRSIG", "NSEC",  "DNSKEY", "NAPTR", "CERT",
                                    "DNAME", "SPF",   "HINFO", "APL",    "LOC",   "IPSECKEY"};

static const struct sample *sample_find(int ldns)
{
    for (size_t i = 0; i < sizeof samples / sizeof samples[0]; i++)
        if (samples[i].ldns == ldns)
            return &samples[i];
    fail_msg("no samples of the ldns type %d", ldns);
    return NULL;
}

static const char *pick(unsigned *seed, const char *const *texts)
{
    size_t count = 0;
    while (texts[count] != NULL)
        count++;
    return texts[(size_t)rand_r(seed) % count];
}

/* ---- where both are known to differ ------------------------------------------------------------ */

enum verdict { SAME, ONLY_LDNS, ONLY_MXMEND, OTHER_OCTETS };

static const struct difference {
    int ldns;
    enum verdict verdict;
    const char *pattern; /* extended regular expression for the whole odd text */
    const char *reason;  /* what ldns does */
} differences[] = {
    {LDNS_RDF_TYPE_DNAME, ONLY_LDNS, ".*\\\\", "drops a backslash at the end of the line"},
    {LDNS_RDF_TYPE_DNAME, ONLY_LDNS, ".{242,252}",
     "bounds a relative name before its origin is added"},
    {LDNS_RDF_TYPE_DNAME, OTHER_OCTETS, "@\\.|\\\\@",
     "takes what looks a little like @ for the origin"},
    {LDNS_RDF_TYPE_INT8, ONLY_LDNS, "256|[0-9]{5,}|[-+]1", "lets numbers wrap, and takes a sign"},
    {LDNS_RDF_TYPE_INT8, ONLY_LDNS, "1", "takes a digest of any length for each kind of digest"},
    {LDNS_RDF_TYPE_INT16, ONLY_LDNS, "[0-9]{5,}|[-+]1", "lets numbers wrap, and takes a sign"},
    {LDNS_RDF_TYPE_INT32, ONLY_LDNS, "[0-9]{10,}|[-+]1", "lets numbers wrap, and takes a sign"},
    {LDNS_RDF_TYPE_STR, ONLY_LDNS, "\"unclosed", "closes a string at the end of the line"},
    {LDNS_RDF_TYPE_LONG_STR, ONLY_LDNS, "\"unclosed", "closes a string at the end of the line"},
    {LDNS_RDF_TYPE_LONG_STR, ONLY_MXMEND, "[^\"].*",
     "wants quotes, which RFC 8659 section 4.1.1 leaves out"},
    {LDNS_RDF_TYPE_HEX, ONLY_LDNS, "a|abc|ab c", "takes half an octet"},
    {LDNS_RDF_TYPE_NSEC, ONLY_LDNS, ".*(NONSENSE|15|TYPE|TYPE65536|TYPE255|TYPE-1 A)",
     "passes over what is no type, or wraps it"},
    {LDNS_RDF_TYPE_TYPE, ONLY_LDNS, "NONSENSE|15|ANY|TYPE|TYPEx|TYPE1x|TYPE0|TYPE-1|TYPE65536",
     "takes any word, and wraps numbers"},
    {LDNS_RDF_TYPE_APL, ONLY_LDNS, "1:192.0.2.1/33|2:::1/129",
     "takes a prefix longer than addresses"},
    {LDNS_RDF_TYPE_LOC, ONLY_LDNS, "91 .*", "takes latitudes beyond the poles"},
    {LDNS_RDF_TYPE_IPSECKEY, ONLY_LDNS, "256 .*", "lets numbers wrap"},
    {LDNS_RDF_TYPE_ALG, ONLY_LDNS, "256|65544|-1", "lets numbers wrap, and takes a sign"},
    {LDNS_RDF_TYPE_CERTIFICATE_USAGE, ONLY_LDNS, "256|-1|DANE-EE|dane-ta|PKIX-CA",
     "knows words, which no server does; lets numbers wrap"},
    {LDNS_RDF_TYPE_SELECTOR, ONLY_LDNS, "256|-1|SPKI|cert|PrivSel", "the same"},
    {LDNS_RDF_TYPE_MATCHING_TYPE, ONLY_LDNS, "256|-1|SHA2-256|Full|sha2-512", "the same"},
    {LDNS_RDF_TYPE_TIME, ONLY_LDNS, ".*",
     "takes any 14 digits, days that no month has, and what wraps"},
    {LDNS_RDF_TYPE_PERIOD, ONLY_LDNS, ".*",
     "takes digits behind a unit, signs, units alone, and lets sums wrap"},
};

enum { DIFFERENCES = sizeof differences / sizeof differences[0] };

static bool text_matches(const char *text, const char *pattern)
{
    regex_t regex;
    char whole[256];
    snprintf(whole, sizeof whole, "^(%s)$", pattern);
    assert_int_equal(regcomp(&regex, whole, REG_EXTENDED | REG_NOSUB), 0);
    bool found = regexec(&regex, text, 0, NULL, 0) == 0;
    regfree(&regex);
    return found;
}

/* Which row tells of this difference; DIFFERENCES if none does. */
static size_t difference_find(int ldns, enum verdict verdict, const char *text)
{
    size_t i = 0;
    while (i < DIFFERENCES && (differences[i].ldns != ldns || differences[i].verdict != verdict ||
                               !text_matches(text, differences[i].pattern)))
        i++;
    return i;
}

/* ---- the two readers --------------------------------------------------------------------------- */

static bool read_here(const char *text, struct rdata *rdata)
{
    struct file file = {.path = "x", .bytes = text, .size = (uint32_t)strlen(text)};
    struct document *document =
        format_read(NULL, &master_format, file, "example.com", (struct loader){.load = NULL});
    bool read = document->record_count == 1 && record_rdata(document, &document->records[0], rdata);
    talloc_free(document);
    return read;
}

static bool read_by_ldns(const char *text, struct rdata *rdata)
{
    ldns_rr *rr = NULL;
    ldns_rdf *origin = ldns_dname_new_frm_str("example.com.");
    ldns_status status = ldns_rr_new_frm_str(&rr, text, 0, origin, NULL);
    rdata->length = 0;
    for (size_t i = 0; status == LDNS_STATUS_OK && i < ldns_rr_rd_count(rr); i++) {
        const ldns_rdf *field = ldns_rr_rdf(rr, i);
        if (ldns_rdf_size(field) > 0)
            memcpy(rdata->wire + rdata->length, ldns_rdf_data(field), ldns_rdf_size(field));
        rdata->length += ldns_rdf_size(field);
    }
    if (status == LDNS_STATUS_OK)
        ldns_rr_free(rr);
    ldns_rdf_deep_free(origin);
    return status == LDNS_STATUS_OK;
}

static enum verdict compare(const char *text)
{
    struct rdata here, there;
    bool read = read_here(text, &here), by_ldns = read_by_ldns(text, &there);
    if (read != by_ldns)
        return read ? ONLY_MXMEND : ONLY_LDNS;
    bool same =
        !read || (here.length == there.length && memcmp(here.wire, there.wire, here.length) == 0);
    return same ? SAME : OTHER_OCTETS;
}

/* ---- records ----------------------------------------------------------------------------------- */

/* A record whose field `odd` is odd, or none if there is no such field. */
struct made {
    char text[TEXT_MAX];
    int ldns; /* of the odd field */
    const char *odd;
};

static void record_make(struct made *made, unsigned *seed, const char *type, size_t odd,
                        bool odd_text)
{
    const ldns_rr_descriptor *fields = ldns_rr_descript((uint16_t)ldns_get_rr_type_by_name(type));
    size_t least = ldns_rr_descriptor_minimum(fields), most = ldns_rr_descriptor_maximum(fields);
    size_t count = most > least + 3 ? least + (size_t)rand_r(seed) % 3 : most;
    size_t length = (size_t)snprintf(made->text, sizeof made->text, "o 60 IN %s", type);
    made->odd = NULL;
    for (size_t i = 0; i < count; i++) {
        int ldns = (int)ldns_rr_descriptor_field_type(fields, i);
        const struct sample *sample = sample_find(ldns);
        const char *text = pick(seed, i == odd % count && odd_text ? sample->odd : sample->sound);
        if (i == odd % count) {
            made->odd = text;
            made->ldns = ldns;
        }
        length += (size_t)snprintf(made->text + length, sizeof made->text - length, " %s", text);
    }
}

static void test_agreement(void **state)
{
    (void)state;
    size_t found[DIFFERENCES] = {0}, unknown = 0;
    struct made made;
    for (unsigned i = 0; i < RECORDS; i++) {
        unsigned seed = i;
        const char *type = types[i % (sizeof types / sizeof types[0])];
        record_make(&made, &seed, type, (size_t)rand_r(&seed), rand_r(&seed) % 4 > 0);
        enum verdict verdict = compare(made.text);
        if (verdict == SAME)
            continue;
        size_t row = difference_find(made.ldns, verdict, made.odd);
        if (row < DIFFERENCES)
            found[row]++;
        else if (unknown < SHOWN)
            print_message("# %s by %s: %s\n",
                          verdict == OTHER_OCTETS ? "otherwise read" : "only taken",
                          verdict == ONLY_MXMEND ? "mxmend" : "ldns", made.text);
        unknown += row == DIFFERENCES;
    }
    for (size_t i = 0; i < DIFFERENCES; i++)
        if (found[i] == 0)
            fail_msg("%s no longer differs: ldns %s", differences[i].pattern,
                     differences[i].reason);
    assert_int_equal(unknown, 0);
}

/* Every kind that is read by direct code is met in some type above. */
static void test_kinds(void **state)
{
    (void)state;
    for (int ldns = 1; ldns <= LDNS_RDF_TYPE_SVCPARAMS; ldns++) { /* what is above is our own */
        const struct field_kind *kind = field_kind_find(ldns);
        bool met = false;
        for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
            const ldns_rr_descriptor *fields =
                ldns_rr_descript((uint16_t)ldns_get_rr_type_by_name(types[i]));
            size_t last = ldns_rr_descriptor_minimum(fields); /* and one that may be repeated */
            for (size_t k = 0; k <= last && k < ldns_rr_descriptor_maximum(fields); k++)
                met |= (int)ldns_rr_descriptor_field_type(fields, k) == ldns;
        }
        bool new = ldns == LDNS_RDF_TYPE_AMTRELAY; /* Debian's ldns has not the type of this */
        if (kind != NULL && kind->read != field_read_ldns && !met && !new)
            fail_msg("no type here has the ldns type %d", ldns);
    }
}

/* Sound texts make sound records. */
static void test_sound(void **state)
{
    (void)state;
    struct made made;
    struct rdata rdata;
    for (unsigned i = 0; i < RECORDS / 4; i++) {
        unsigned seed = i;
        const char *type = types[i % (sizeof types / sizeof types[0])];
        record_make(&made, &seed, type, 0, false);
        if (!read_here(made.text, &rdata) || !read_by_ldns(made.text, &rdata))
            fail_msg("not taken: %s", made.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_agreement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
