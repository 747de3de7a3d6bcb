#include <inttypes.h>
#include <string.h>

#include "rules/exchange.h"

/* Rules on what stands beside what in an MX set, and on its preferences and TTLs. */

/* Microsoft's procedure ends with a TTL of 3600 and goes through far lower ones. */
enum { FINAL_TTL = 3600, LOW_TTL = 300, AUTOMATIC_TTL = 1 };

static bool has(const struct exchange *exchange, bool (*is)(const struct exchange_mx *mx))
{
    bool found = false;
    for (size_t i = 0; !found && i < exchange->count; i++)
        found = is(&exchange->mx[i]);
    return found;
}

/* Does the set have the new host that Graph names? */
static bool has_confirmed(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->count; i++)
        if (is_new(&exchange->mx[i]) && host_confirmed(exchange, &exchange->mx[i]))
            return true;
    return false;
}

void check_mixed(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read(check, set);
    bool mixed = exchange != NULL && has(exchange, is_new);
    for (size_t i = 0; mixed && i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        if (!is_legacy(mx))
            continue;
        report_as(check, exchange->cutover ? NOTICE : WARNING, mx->record, mx->target.at,
                  exchange->cutover
                      ? "cut-over in progress: legacy MX %s still stands"
                      : "legacy MX %s stands beside the new one: no DANE until it goes",
                  mx->written);
        note_source(check, exchange);
        if (!exchange->cutover && !exchange->refused && has_confirmed(exchange))
            retire_mx(check, exchange, mx);
    }
}

void check_extra_mx(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read(check, set);
    for (size_t i = 0; exchange != NULL && i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        if (!is_other_provider(mx))
            continue;
        report(check, mx->record, mx->target.at,
               "MX %s stands beside Exchange Online: DNSSEC cannot be enabled there", mx->written);
        if (!exchange->refused)
            retire_mx(check, exchange, mx);
    }
}

/* Records in code whose owner some program works out may well be of one set. */
static bool is_known_alone(const struct document *document, const struct exchange *exchange)
{
    return document->entries == NULL || exchange->owner[0] != '\0';
}

void check_preference(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read(check, set);
    const struct exchange_mx *mx = exchange == NULL ? NULL : &exchange->mx[0];
    if (mx != NULL && exchange->count == 1 && (is_legacy(mx) || is_new(mx)) &&
        !preference_told(exchange, mx) && !is_common_preference(mx->target.preference) &&
        is_known_alone(check->document, exchange)) {
        report(check, mx->record, mx->target.preference_at,
               "lone Exchange MX has preference %u; DNSSEC can be enabled with 0 or 10 only",
               (unsigned)mx->target.preference);
        if (!exchange->refused && !mx->target.generic)
            replace(check, mx->target.preference_at, "0", UNSAFE);
    }
}

void check_cutover_ttl(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read(check, set);
    for (size_t i = 0; exchange != NULL && i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        if (mx->record->ttl <= FINAL_TTL || !is_exchange(mx) || !host_contradicted(exchange, mx) ||
            is_downgrade(exchange, mx))
            continue;
        report(check, mx->record,
               !record_has_ttl(mx->record) ? mx->target.at : record_ttl_text(mx->record),
               "MX host is to change, but its TTL is %" PRIu32 ": caches keep %s that long",
               mx->record->ttl, mx->written);
        note(check, "lower the TTL first, to 30 or more, and wait until the old one has run out");
    }
}

/*
 * Without a TTL anywhere the reader has none to give, and 0 would not be the owner's wish. What
 * Cloudflare exports as 1 is its automatic TTL; the cut-over's are 30 or more.
 */
static bool is_ttl_low(const struct record *record)
{
    return record->ttl < LOW_TTL && record->ttl != AUTOMATIC_TTL && record_has_ttl(record);
}

void check_low_ttl(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read(check, set);
    bool moving = exchange == NULL || has(exchange, is_legacy);
    for (size_t i = 0; !moving && i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        if (!is_new(mx) || host_contradicted(exchange, mx) || !is_ttl_low(mx->record))
            continue;
        report(check, mx->record, record_ttl_text(mx->record),
               "TTL %" PRIu32 " was left behind by the cut-over; its last step sets 3600",
               mx->record->ttl);
        if (!exchange->refused)
            replace_ttl(check, mx->record, FINAL_TTL, UNSAFE);
    }
}

/* Until Graph has seen it, it is no left-over. */
void check_verification_mx(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read_any(check, set);
    bool awaited = exchange != NULL && exchange->said != NULL && exchange->said->verified == NO;
    for (size_t i = 0; exchange != NULL && !awaited && i < exchange->proof_count; i++) {
        const struct exchange_mx *mx = &exchange->proofs[i];
        report(check, mx->record, mx->target.at,
               "MX %s only proves that the domain is yours; it carries no mail", mx->written);
    }
}
