#include <stdint.h>

#include <talloc.h>

#include "rules/authority.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Any bytes: a fault or something that can be asked about, in the same order as it is listed. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct authority *authority = authority_new(NULL);
    struct authority_fault fault = {0, NULL};
    bool taken = authority_read(authority, "contoso.com.json", (const char *)data, size, &fault);
    if (taken != (authority_count(authority) > 0) || taken == (fault.message != NULL) ||
        fault.offset > size)
        __builtin_trap();
    authority_read(authority, "mxmend.authority.json", (const char *)data, size, &fault);
    for (size_t i = 0; i < authority_count(authority); i++) {
        const struct authority_domain *domain = authority_at(authority, i);
        if (authority_find(authority, domain->name) != domain)
            __builtin_trap();
        authority_mx(domain, 1);
        authority_unavailable(domain);
        authority_conflict(authority, domain->name);
    }
    talloc_free(authority);
    return 0;
}
