#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <talloc.h>

#include "rules/authority.h"

static char *sample_load(void *mem, const char *name, size_t *size)
{
    char *path = talloc_asprintf(mem, MXMEND_SOURCE_DIR "/testdata/authority/%s", name);
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("cannot open %s", path);
    char *bytes = talloc_size(mem, 65536);
    *size = fread(bytes, 1, 65536, file);
    (void)fclose(file);
    return bytes;
}

static struct authority *sample_read(void *mem, const char *name)
{
    size_t size;
    const char *bytes = sample_load(mem, name, &size);
    struct authority *authority = authority_new(mem);
    struct authority_fault fault;
    if (!authority_read(authority, name, bytes, size, &fault))
        fail_msg("%s:%u: %s", name, (unsigned)fault.offset, fault.message);
    return authority;
}

static const char *mx_host(const struct authority *authority, const char *domain)
{
    const struct authority_domain *found = authority_find(authority, domain);
    const struct graph_record *mx = found == NULL ? NULL : authority_mx(found, 0);
    return mx == NULL ? NULL : mx->value;
}

#define FABRIKAM "fabrikam-com.k-v1.mx.microsoft"
#define CONTOSO  "contoso-com.o-v1.mx.microsoft"

static void every_shape(void **state)
{
    static const struct {
        const char *file, *domain, *host;
        size_t domains;
    } cases[] = {
        {"mxmend.json", "fabrikam.com", FABRIKAM, 5},
        {"mxmend.json", "CONTOSO.com.", CONTOSO, 5},
        {"graph.json", "fabrikam.com", FABRIKAM, 1},
        {"graph-china.json", "contoso.cn", "contoso-cn.mail.protection.partner.outlook.cn", 1},
        {"graph-no-hash.json", "fabrikam.com", FABRIKAM, 1},
        {"graph-old-sample.json", "fabrikam.com", FABRIKAM, 1},
        {"graph-at-label.json", "fabrikam.com", FABRIKAM, 1},
        {"by-hand.json", "fabrikam.com", "Fabrikam-com.K-v1.mx.microsoft", 1},
        {"fabrikam.com.json", "fabrikam.com", FABRIKAM, 1},
        {"batch-with-requests.json", "fabrikam.com", FABRIKAM, 3},
        {"batch.json", "fabrikam.com", FABRIKAM, 2},
        {"batch.json", "contoso.com", CONTOSO, 2},
        {"powershell.json", "fabrikam.com", FABRIKAM, 1},
        {"powershell-one.json", "fabrikam.com", FABRIKAM, 1},
        {"powershell-two-domains.json", "fabrikam.com", FABRIKAM, 3},
        {"powershell-two-domains.json", "mail.contoso.com", "mail-" CONTOSO, 3},
        {"powershell-5.1.json", "fabrikam.com", FABRIKAM, 1},
        {"powershell-utf16be.json", "fabrikam.com", FABRIKAM, 1},
        {"powershell-utf8-bom.json", "fabrikam.com", FABRIKAM, 1},
        {"powershell-appended.json", "contoso.com", CONTOSO, 2},
        {"enable-dnssec.json", "contoso.com", CONTOSO, 1},
        {"enable-dnssec-by-domain.json", "fabrikam.com", FABRIKAM, 2},
        {"contoso.com.json", "contoso.com", CONTOSO, 1},
        {"dnssec-status.json", "contoso.com", "contoso-com.e-v1.mx.microsoft", 1},
        {"dnssec-status-nested.json", "contoso.com", "contoso-com.e-v1.mx.microsoft", 1},
        {"dnssec-status-depth.json", "contoso.com", "contoso-com.e-v1.mx.microsoft", 1},
        {"not-a-host.json", "fabrikam.com", NULL, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct authority *authority = sample_read(*state, cases[i].file);
        const char *host = mx_host(authority, cases[i].domain);
        if (host == NULL || cases[i].host == NULL ? host != cases[i].host
                                                  : strcmp(host, cases[i].host) != 0)
            fail_msg("%s: %s is %s", cases[i].file, cases[i].domain, host);
        if (authority_count(authority) != cases[i].domains)
            fail_msg("%s: %zu domains", cases[i].file, authority_count(authority));
    }
}

static void fetched_file(void **state)
{
    const struct authority *authority = sample_read(*state, "mxmend.json");
    const struct authority_domain *domain = authority_find(authority, "fabrikam.com");
    assert_string_equal(domain->path, "mxmend.json");
    assert_string_equal(domain->cloud, "global");
    assert_string_equal(domain->fetched_at, "2026-11-23T10:00:00Z");
    assert_int_equal(domain->verified, YES);
    assert_int_equal(domain->email, YES);
    assert_false(domain->stale);
    assert_int_equal(domain->record_count, 4);
    assert_true(authority_find(authority, "contoso.com")->stale);
    domain = authority_find(authority, "example.com");
    assert_true(domain->not_found);
    assert_string_equal(domain->error_code, "Request_ResourceNotFound");
    assert_false(authority_find(authority, "fabrikam.example")->not_found);
    domain = authority_find(authority, "adatum.example");
    assert_string_equal(authority_unavailable(domain), "Records cannot be produced now.");
    assert_null(authority_mx(domain, 0));
    assert_null(authority_find(authority, "adatum.com"));
    for (size_t i = 1; i < authority_count(authority); i++)
        assert_true(strcmp(authority_at(authority, i - 1)->name, authority_at(authority, i)->name) <
                    0);
}

static void every_field(void **state)
{
    static const char *const files[] = {"graph.json", "powershell.json"};
    for (size_t i = 0; i < 2; i++) {
        const struct authority *authority = sample_read(*state, files[i]);
        const struct graph_record *records = authority_find(authority, "fabrikam.com")->records;
        assert_int_equal(records[0].type, GRAPH_CNAME);
        assert_string_equal(records[0].label, "autodiscover.fabrikam.com");
        assert_string_equal(records[0].value, "autodiscover.outlook.com");
        assert_int_equal(records[1].type, GRAPH_MX);
        assert_int_equal(records[1].ttl, 3600);
        assert_int_equal(records[1].preference, 0);
        assert_string_equal(records[1].service, "Email");
        assert_int_equal(records[2].type, GRAPH_TXT);
        assert_int_equal(records[3].type, GRAPH_SRV);
        assert_string_equal(records[3].value, "sipfed.online.lync.com");
        assert_string_equal(records[3].srv_service, "_sipfederationtls");
        assert_string_equal(records[3].srv_protocol, "_tcp");
        assert_int_equal(records[3].port, 5061);
        assert_int_equal(records[3].priority, 100);
        assert_int_equal(records[3].weight, 1);
        assert_int_equal(records[3].preference, -1);
    }
}

static void domain_list(void **state)
{
    const struct authority *authority = sample_read(*state, "graph-domains.json");
    const struct authority_domain *domain = authority_find(authority, "contoso.com");
    assert_int_equal(domain->verified, NO);
    assert_int_equal(domain->admin_managed, NO);
    assert_int_equal(domain->email, NO);
    domain = authority_find(authority, "fabrikam.com");
    assert_int_equal(domain->verified, YES);
    assert_int_equal(domain->email, YES);
    assert_true(authority_find(authority, "fabrikam.onmicrosoft.com")->initial);
    authority = sample_read(*state, "powershell-domains.json");
    assert_int_equal(authority_find(authority, "fabrikam.com")->email, YES);
}

static void batch_errors(void **state)
{
    const struct authority *authority = sample_read(*state, "batch-with-requests.json");
    assert_true(authority_find(authority, "example.com")->not_found);
    const struct authority_domain *domain = authority_find(authority, "contoso.com");
    assert_false(domain->not_found);
    assert_string_equal(domain->error_message, "HTTP status 429");
}

static void clouds(void **state)
{
    const struct authority *authority = sample_read(*state, "graph-china.json");
    assert_string_equal(authority_find(authority, "contoso.cn")->cloud, "china");
    authority = sample_read(*state, "graph.json");
    assert_string_equal(authority_find(authority, "fabrikam.com")->cloud, "global");
    authority = sample_read(*state, "powershell.json");
    assert_null(authority_find(authority, "fabrikam.com")->cloud);
}

/* Sorted by preference and host, equal ones once; only what is an MX for mail at the domain. */
static void several_mx(void **state)
{
    const struct authority_domain *domain =
        authority_find(sample_read(*state, "two-mx.json"), "fabrikam.com");
    assert_string_equal(authority_mx(domain, 0)->value, "z.k-v1.mx.microsoft");
    assert_string_equal(authority_mx(domain, 1)->value, "a.k-v1.mx.microsoft");
    assert_string_equal(authority_mx(domain, 2)->value, "b.k-v1.mx.microsoft");
    assert_null(authority_mx(domain, 3));
}

/* It is no MX, but a rule can still tell of it. */
static void no_host_name(void **state)
{
    const struct authority_domain *domain =
        authority_find(sample_read(*state, "not-a-host.json"), "fabrikam.com");
    assert_int_equal(domain->record_count, 2);
    assert_string_equal(domain->records[0].value, "0 fabrikam-com.k-v1.mx.microsoft");
    assert_null(domain->records[1].value);
}

static void two_files(void **state)
{
    struct authority *authority = sample_read(*state, "contoso.com.json");
    struct authority_fault fault;
    size_t size;
    assert_null(authority_conflict(authority, "contoso.com"));
    const char *same = sample_load(*state, "enable-dnssec.json", &size);
    assert_true(authority_read(authority, "enable-dnssec.json", same, size, &fault));
    assert_null(authority_conflict(authority, "contoso.com"));
    const char *other = sample_load(*state, "dnssec-status.json", &size);
    assert_true(authority_read(authority, "dnssec-status.json", other, size, &fault));
    assert_int_equal(authority_count(authority), 1);
    assert_string_equal(mx_host(authority, "contoso.com"), "contoso-com.e-v1.mx.microsoft");
    const struct authority_domain *conflict = authority_conflict(authority, "Contoso.com.");
    assert_string_equal(conflict->path, "enable-dnssec.json");
    assert_string_equal(authority_mx(conflict, 0)->value, CONTOSO);
    assert_null(authority_conflict(authority, "fabrikam.com"));
}

static void faults(void **state)
{
    static const struct {
        const char *bytes;
        uint32_t offset;
        const char *part;
    } cases[] = {
        {"", 0, "empty"},
        {" \n", 2, "empty"},
        {"contoso.com MX 0 x", 0, "expected { or ["},
        {"\xef\xbb\xbfx", 3, "expected { or ["},
        {"{\"value\":[", 10, "closing bracket"},
        {"{\"value\":[\"abc", 14, "end of a string"},
        {"{\"value\":[\"abc\\\"", 16, "end of a string"},
        {"{\"value\":nul}", 9, "expected a name"},
        {"{\"value\":[]} x", 13, "expected { or ["},
        {"[]", 0, "expected mxmend's own form"},
        {"{}", 0, "expected mxmend's own form"},
        {"[1,\"a\",null,[[]]]", 0, "expected mxmend's own form"},
        {"{\"value\":[]}", 0, "which domain"},
        {"{\"mailExchange\":\"a.b\"}", 0, "which domain"},
        {"{\"error\":{\"code\":\"x\"}}", 0, "which domain"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct authority *authority = authority_new(*state);
        struct authority_fault fault;
        assert_false(authority_read(authority, "mxmend.authority.json", cases[i].bytes,
                                    strlen(cases[i].bytes), &fault));
        if (strstr(fault.message, cases[i].part) == NULL || fault.offset != cases[i].offset)
            fail_msg("%s: %u: %s", cases[i].bytes, (unsigned)fault.offset, fault.message);
        assert_int_equal(authority_count(authority), 0);
    }
}

/* fetch can have asked for nothing yet: that is an authority, with nothing to say. */
static void own_form_may_be_empty(void **state)
{
    static const char text[] = "{\"mxmend\":1,\"domains\":{}}";
    struct authority *authority = authority_new(NULL);
    struct authority_fault fault;
    (void)state;
    assert_true(authority_read(authority, "mxmend.authority.json", text, strlen(text), &fault));
    assert_int_equal(authority_count(authority), 0);
    talloc_free(authority);
}

static void sample_faults(void **state)
{
    static const struct {
        const char *file, *part;
    } cases[] = {
        {"export.csv.json", "ConvertTo-Json"},
        {"cut-short.json", "cut short"},
        {"other.json", "expected mxmend"},
        {"error.json", "which domain"},
        {"enable-dnssec-nameless.json", "which domain"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct authority_fault fault;
        size_t size;
        const char *bytes = sample_load(*state, cases[i].file, &size);
        assert_false(authority_read(authority_new(*state), cases[i].file, bytes, size, &fault));
        if (strstr(fault.message, cases[i].part) == NULL)
            fail_msg("%s: %s", cases[i].file, fault.message);
    }
}

/* The offset counts bytes of the file, not of what it was converted to. */
static void fault_in_utf16(void **state)
{
    static const char bytes[] = "\xff\xfe[\0\"\0\x3d\xd8\x00\xde\"\0]\0x\0";
    struct authority_fault fault;
    assert_false(authority_read(authority_new(*state), "a", bytes, sizeof bytes - 1, &fault));
    assert_int_equal(fault.offset, 14);
}

static void nested_deep(void **state)
{
    size_t size = 1000000;
    char *bytes = talloc_size(*state, size);
    struct authority_fault fault;
    memset(bytes, '[', size / 2);
    memset(bytes + size / 2, ']', size / 2);
    assert_false(authority_read(authority_new(*state), "a", bytes, size, &fault));
    assert_non_null(strstr(fault.message, "too deep"));
    assert_false(authority_read(authority_new(*state), "a", bytes + size / 2 - 900, 1800, &fault));
}

static int memory_make(void **state)
{
    *state = talloc_new(NULL);
    return 0;
}

static int memory_free(void **state)
{
    return talloc_free(*state);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, memory_make, memory_free)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(every_shape),    TEST(fetched_file), TEST(every_field),   TEST(domain_list),
        TEST(batch_errors),   TEST(clouds),       TEST(several_mx),    TEST(no_host_name),
        TEST(two_files),      TEST(faults),       TEST(sample_faults), TEST(own_form_may_be_empty),
        TEST(fault_in_utf16), TEST(nested_deep),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
