#include "parser/master/types.h"
#include "rules/dnssec_signed.h"
#include "rules/instant.h"

/* The limits are those of Zonemaster's test DNSSEC04. */
enum { SHORT_LEFT = 12 * 3600, LONG_LEFT = 180 * 86400 }; /* seconds */

/*
 * Times of RRSIG are numbers of 32 bits that wrap (RFC 4034 section 3.1.5): each means the moment
 * that is nearest to now. (The one that is 2^31 away is no time at all; here it is past.)
 */
static int64_t moment(uint32_t serial, int64_t now)
{
    uint32_t ahead = serial - (uint32_t)now;
    return now + (ahead < UINT32_C(0x80000000) ? (int64_t)ahead
                                               : (int64_t)ahead - INT64_C(1) * 0x100000000);
}

bool signature_is_current(const struct signature *signature, int64_t now)
{
    return moment(signature->inception, now) <= now && now <= moment(signature->expiration, now);
}

bool signature_has_key(const struct signed_zone *zone, const struct signature *signature)
{
    for (size_t i = 0; i < zone->key_count; i++)
        if (zone->keys[i].tag == signature->key_tag &&
            zone->keys[i].algorithm == signature->algorithm)
            return true;
    return false;
}

/* Does another signature of the algorithm do the work? One good one is enough (RFC 4035 section
 * 5.3.3), and signers leave old ones behind. */
static bool signature_is_spare(const struct signed_zone *zone, const struct signature *signature,
                               int64_t now)
{
    const struct signed_set *set = signature->set;
    for (size_t i = 0; set != NULL && i < set->signature_count; i++) {
        const struct signature *other = &set->signatures[i];
        if (other != signature && other->algorithm == signature->algorithm &&
            signature_is_current(other, now) &&
            (signature_has_key(zone, other) || !zone->is_signed))
            return true;
    }
    return false;
}

/* What can be wrong with the time, worst first. */
enum lapse { LAPSE_EXPIRED, LAPSE_EARLY, LAPSE_SHORT, LAPSE_LONG, LAPSE_NONE };

static const struct {
    enum severity severity;
    enum signature_field field;
    const char *what;
} lapses[] = {
    [LAPSE_EXPIRED] = {ERROR, FIELD_EXPIRATION, "expired"},
    [LAPSE_EARLY] = {ERROR, FIELD_INCEPTION, "is not valid yet: it begins"},
    [LAPSE_SHORT] = {WARNING, FIELD_EXPIRATION, "has less than 12 hours left: it expires"},
    [LAPSE_LONG] = {WARNING, FIELD_EXPIRATION, "is good for more than 180 days: it expires"},
};

static enum lapse signature_lapse(const struct signature *signature, int64_t now)
{
    int64_t left = moment(signature->expiration, now) - now;
    if (left < 0)
        return LAPSE_EXPIRED;
    if (moment(signature->inception, now) > now)
        return LAPSE_EARLY;
    return left < SHORT_LEFT ? LAPSE_SHORT : left > LONG_LEFT ? LAPSE_LONG : LAPSE_NONE;
}

static void lapse_report(struct check *check, const struct signed_zone *zone,
                         const struct signature *signature, enum lapse lapse)
{
    char type[TYPE_TEXT_MAX], text[INSTANT_TEXT_MAX], name[NAME_TEXT_MAX];
    int64_t now = check->facts->now;
    enum signature_field field = lapses[lapse].field;
    uint32_t serial = field == FIELD_INCEPTION ? signature->inception : signature->expiration;
    bool spare = lapse != LAPSE_LONG && signature_is_spare(zone, signature, now);
    report_as(check, spare ? NOTICE : lapses[lapse].severity, signature->record,
              record_field(check->document, signature->record, field),
              "signature over %s of %s %s at %s", type_to_text(signature->covered, type),
              name_to_text(check->document->names, signature->node->name, name), lapses[lapse].what,
              instant_text(moment(serial, now), text));
    if (spare)
        note(check, "another signature by this algorithm is current");
}

void check_signature_time(struct check *check, struct rrset set)
{
    (void)set;
    const struct signed_zone *zone = signed_zone_of(check);
    if (zone == NULL)
        return;
    for (enum lapse lapse = LAPSE_EXPIRED; lapse < LAPSE_NONE; lapse++) {
        struct tally tally = {0};
        for (size_t i = 0; i < zone->signature_count; i++)
            if (signature_lapse(&zone->signatures[i], check->facts->now) == lapse &&
                tally_take(check, &tally))
                lapse_report(check, zone, &zone->signatures[i], lapse);
        tally_close(check, &tally);
    }
}

/*
 * What a cache hands on has less than the original TTL (RFC 4035 section 5.3.3), so in a list of
 * answers only more is wrong; a zone has the original.
 */
static bool ttl_differs(const struct signed_zone *zone, const struct signature *signature)
{
    uint32_t ttl = signature->set->records[0]->ttl;
    return zone->whole ? ttl != signature->original_ttl : ttl > signature->original_ttl;
}

static void ttl_differs_report(struct check *check, const struct signature *signature)
{
    char type[TYPE_TEXT_MAX];
    const struct record *covered = signature->set->records[0];
    report(check, signature->record,
           record_field(check->document, signature->record, FIELD_ORIGINAL_TTL),
           "%s has a TTL of %u, and was signed with %u", type_to_text(covered->type, type),
           covered->ttl, signature->original_ttl);
}

/* Less than 12 hours are told of already, with every TTL. */
static bool ttl_outlives(const struct signature *signature, int64_t now)
{
    return signature_lapse(signature, now) == LAPSE_NONE &&
           signature->set->records[0]->ttl > moment(signature->expiration, now) - now;
}

static void ttl_outlives_report(struct check *check, const struct signature *signature)
{
    char type[TYPE_TEXT_MAX], text[INSTANT_TEXT_MAX];
    const struct record *covered = signature->set->records[0];
    report(check, signature->record,
           record_field(check->document, signature->record, FIELD_EXPIRATION),
           "%s has a TTL of %u, and its signature expires before that: at %s",
           type_to_text(covered->type, type), covered->ttl,
           instant_text(moment(signature->expiration, check->facts->now), text));
}

void check_signature_ttl(struct check *check, struct rrset set)
{
    (void)set;
    const struct signed_zone *zone = signed_zone_of(check);
    struct tally differs = {0}, outlives = {0};
    for (size_t i = 0; zone != NULL && i < zone->signature_count; i++) {
        const struct signature *signature = &zone->signatures[i];
        if (signature->set == NULL)
            continue;
        if (ttl_differs(zone, signature) && tally_take(check, &differs))
            ttl_differs_report(check, signature);
        if (ttl_outlives(signature, check->facts->now) &&
            !signature_is_spare(zone, signature, check->facts->now) && tally_take(check, &outlives))
            ttl_outlives_report(check, signature);
    }
    tally_close(check, &differs);
    tally_close(check, &outlives);
}
