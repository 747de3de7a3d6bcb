#include <stdio.h>
#include <string.h>

#include <talloc.h>

#include "rules/exchange.h"
#include "rules/sts_policy.h"

static char *token_copy(const struct document *document, void *mem, const struct exchange_mx *mx)
{
    const char *bytes = record_file(document, mx->record)->bytes;
    return talloc_strndup(mem, bytes + mx->target.at.start, span_length(mx->target.at));
}

/* The host as people know it from the file, in their case; decoded where only that can be read. */
static const char *host_written(const struct document *document, void *mem,
                                const struct exchange_mx *mx)
{
    char *token = mx->target.generic || mx->target.relative ? NULL : token_copy(document, mem, mx);
    if (token == NULL || strchr(token, '\\') != NULL || strlen(token) < 2)
        return mx->target.host;
    if (token[strlen(token) - 1] == '.') /* some formats need none */
        token[strlen(token) - 1] = '\0';
    return token;
}

/* The host as the file has it, if it is one of Microsoft's that only lacks its final dot. */
static void undotted_detect(const struct document *document, const struct hosts_own *own,
                            struct exchange *exchange, struct exchange_mx *mx)
{
    mx->written = host_written(document, exchange, mx);
    if (!mx->target.relative || record_origin(document, mx->record) == NAME_ROOT)
        return;
    const char *written = token_copy(document, exchange, mx);
    struct host_class class = host_classify_with(own, written);
    if (!host_family_is_exchange(class.family))
        return;
    mx->written = written;
    mx->class = class;
    mx->undotted = true;
}

/* Both documented steps: legacy 0 or 10 beside new 20, then legacy 30 beside new 0. */
static bool is_cutover(const struct exchange *exchange)
{
    if (exchange->count != 2)
        return false;
    const struct exchange_mx *a = &exchange->mx[0], *b = &exchange->mx[1];
    const struct exchange_mx *legacy = is_legacy(a) ? a : b, *new = is_legacy(a) ? b : a;
    if (!is_legacy(legacy) || !is_new(new))
        return false;
    unsigned old_preference = legacy->target.preference, preference = new->target.preference;
    return (preference == 20 && (old_preference == 0 || old_preference == 10)) ||
           (preference == 0 && old_preference == 30);
}

/* May a zone be given this host? Graph can be wrong too (reference, microsoft.md section 1). */
static bool is_target(enum host_family family)
{
    return family == HOST_LEGACY || family == HOST_NEW || family == HOST_NEW_ODD ||
           family == HOST_SOVEREIGN;
}

struct exchange_said exchange_said(const struct authority *authority, const char *domain)
{
    struct exchange_said said = {.preference = -1};
    said.domain = authority == NULL ? NULL : authority_find(authority, domain);
    if (said.domain == NULL)
        return said;
    bool strange = said.domain->verified == NO || (said.domain->not_found && !said.domain->stale);
    said.refused = strange || said.domain->admin_managed == NO;
    const struct graph_record *first = authority_mx(said.domain, 0),
                              *second = authority_mx(said.domain, 1);
    if (strange || said.domain->email == NO || first == NULL ||
        (second != NULL && !host_equal(first->value, second->value)) ||
        authority_conflict(authority, domain) != NULL)
        return said;
    said.host = first->value;
    said.preference = first->preference <= UINT16_MAX ? first->preference : -1;
    return said;
}

static void authority_apply(const struct facts *facts, struct exchange *exchange)
{
    struct exchange_said said = exchange_said(facts->authority, exchange->owner);
    exchange->said = said.domain;
    exchange->host = said.host;
    exchange->preference = said.preference;
    exchange->refused = said.refused;
    if (said.host != NULL)
        exchange->host_family = host_classify_with(facts->hosts, said.host).family;
}

static void owner_write(const struct document *document, uint32_t name, struct exchange *exchange)
{
    exchange->wildcard = name_label_is(document->names, name, "*");
    if (exchange->wildcard)
        name = name_parent(document->names, name);
    if (!name_is_within(document->names, name, NAME_UNKNOWN))
        name_to_text(document->names, name, exchange->owner);
}

/* The MX for mail fill the array from its start, those that prove ownership from its end. */
static void mx_read(const struct document *document, const struct hosts_own *own, struct rrset set,
                    struct exchange *exchange)
{
    exchange->mx = talloc_array(exchange, struct exchange_mx, (unsigned)set.count);
    exchange->proofs = exchange->mx + set.count;
    for (size_t i = 0; i < set.count; i++) {
        struct exchange_mx *mx = &exchange->mx[exchange->count];
        *mx = (struct exchange_mx){.record = set.records[i]};
        if (!record_target(document, mx->record, &mx->target))
            continue;
        mx->class = host_classify_with(own, mx->target.host);
        undotted_detect(document, own, exchange, mx);
        if (mx->class.family != HOST_VERIFICATION) {
            exchange->count++;
            continue;
        }
        exchange->proof_count++;
        *--exchange->proofs = *mx;
    }
}

/* Exchange Online receives mail here, and Outlook.com does not. */
static bool is_ours(const struct exchange *exchange)
{
    bool ours = false, consumer = false;
    for (size_t i = 0; i < exchange->count; i++) {
        ours = ours || is_exchange(&exchange->mx[i]);
        consumer = consumer || exchange->mx[i].class.family == HOST_CONSUMER;
    }
    return ours && !consumer;
}

/* Text that is absolute and plain is told by its end; any other has to be read. */
static bool may_be_known(const struct document *document, const struct record *record)
{
    const char *text = record_file(document, record)->bytes + record->rdata.start;
    size_t length = span_length(record->rdata);
    return length == 0 || text[length - 1] != '.' || memchr(text, '\\', length) != NULL ||
           host_tail_is_known(text, length);
}

/* With no word from Graph, a set without any host of Microsoft's is none of our business. */
static bool is_foreign(const struct check *check, struct rrset set)
{
    for (size_t i = 0; i < set.count; i++)
        if (may_be_known(check->document, set.records[i]))
            return false;
    return check->facts->authority == NULL && check->facts->hosts == NULL;
}

static struct exchange *exchange_make(const struct check *check, struct rrset set)
{
    const struct document *document = check->document;
    if (set.records[0]->class != LDNS_RR_CLASS_IN || is_foreign(check, set) ||
        lookup_is_skipped(document, set.records[0]->name))
        return NULL;
    struct exchange *exchange = talloc_zero(check->findings, struct exchange);
    owner_write(document, set.records[0]->name, exchange);
    mx_read(document, check->facts->hosts, set, exchange);
    exchange->ours = is_ours(exchange);
    exchange->cutover = is_cutover(exchange);
    authority_apply(check->facts, exchange);
    return exchange;
}

bool exchange_owner(const struct document *document, const struct record *record,
                    char owner[NAME_TEXT_MAX])
{
    if (record->type != LDNS_RR_TYPE_MX || record->class != LDNS_RR_CLASS_IN ||
        !may_be_known(document, record) || lookup_is_skipped(document, record->name))
        return false;
    struct exchange *exchange = talloc_zero(NULL, struct exchange);
    owner_write(document, record->name, exchange);
    mx_read(document, NULL, (struct rrset){&record, 1}, exchange);
    bool ours = is_ours(exchange) && exchange->owner[0] != '\0';
    memcpy(owner, exchange->owner, sizeof exchange->owner);
    talloc_free(exchange);
    return ours;
}

const struct exchange *exchange_read_any(struct check *check, struct rrset set)
{
    if (check->memo_of != set.records[0] || check->memo_count != set.count) {
        talloc_free(check->memo);
        check->memo = exchange_make(check, set);
        check->memo_of = set.records[0];
        check->memo_count = set.count;
    }
    return check->memo;
}

const struct exchange *exchange_read(struct check *check, struct rrset set)
{
    const struct exchange *exchange = exchange_read_any(check, set);
    return exchange != NULL && exchange->ours ? exchange : NULL;
}

bool is_exchange(const struct exchange_mx *mx)
{
    return host_family_is_exchange(mx->class.family);
}

bool is_legacy(const struct exchange_mx *mx)
{
    return mx->class.family == HOST_LEGACY && !mx->undotted;
}

bool is_new(const struct exchange_mx *mx)
{
    return (mx->class.family == HOST_NEW || mx->class.family == HOST_NEW_ODD) && !mx->undotted;
}

bool host_confirmed(const struct exchange *exchange, const struct exchange_mx *mx)
{
    return exchange->host != NULL && host_equal(exchange->host, mx->target.host);
}

bool host_contradicted(const struct exchange *exchange, const struct exchange_mx *mx)
{
    return exchange->host != NULL && !host_equal(exchange->host, mx->target.host);
}

bool host_present(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->count; i++)
        if (host_confirmed(exchange, &exchange->mx[i]))
            return true;
    return false;
}

bool preference_told(const struct exchange *exchange, const struct exchange_mx *mx)
{
    return exchange->count == 1 && is_new(mx) && host_confirmed(exchange, mx) &&
           exchange->preference >= 0;
}

bool is_downgrade(const struct exchange *exchange, const struct exchange_mx *mx)
{
    return is_new(mx) && exchange->host != NULL && exchange->host_family != HOST_NEW &&
           exchange->host_family != HOST_NEW_ODD;
}

bool is_other_provider(const struct exchange_mx *mx)
{
    return mx->class.family == HOST_OTHER && strcmp(mx->target.host, ".") != 0;
}

bool is_common_preference(unsigned preference)
{
    return preference == 0 || preference == 10;
}

/* Of several wrong hosts only the first in preference is corrected, or one record came twice. */
static bool is_corrected(const struct exchange *exchange, const struct exchange_mx *mx)
{
    for (size_t i = 0; i < exchange->count; i++) {
        const struct exchange_mx *other = &exchange->mx[i];
        bool before = other->target.preference < mx->target.preference ||
                      (other->target.preference == mx->target.preference && other < mx);
        if (before && is_exchange(other) && !is_downgrade(exchange, other))
            return false;
    }
    return true;
}

static bool may_correct(const struct exchange *exchange)
{
    return exchange->host != NULL && !exchange->refused && is_target(exchange->host_family) &&
           !host_present(exchange);
}

static bool is_correctable(const struct exchange *exchange, const struct exchange_mx *mx)
{
    return may_correct(exchange) && is_corrected(exchange, mx);
}

const struct exchange_mx *exchange_next(const struct exchange *exchange)
{
    const struct exchange_mx *next = NULL;
    if (!may_correct(exchange))
        return NULL;
    for (size_t i = 0; i < exchange->count; i++) {
        const struct exchange_mx *mx = &exchange->mx[i];
        if (is_exchange(mx) && !is_downgrade(exchange, mx) &&
            (next == NULL || mx->target.preference < next->target.preference))
            next = mx;
    }
    return next;
}

/* The MX that has the host which Graph names, or gets it; NULL: none. */
static const struct exchange_mx *find_kept(const struct exchange *exchange)
{
    for (size_t i = 0; i < exchange->count; i++)
        if (host_confirmed(exchange, &exchange->mx[i]))
            return &exchange->mx[i];
    return exchange_next(exchange);
}

/* A lone Exchange MX has to have preference 0 or 10: what becomes one is corrected in the same run. */
static void correct_preference(struct check *check, const struct exchange *exchange,
                               const struct exchange_mx *kept)
{
    char text[12];
    for (size_t i = 0; i < exchange->count; i++)
        if (&exchange->mx[i] != kept && !is_legacy(&exchange->mx[i]) &&
            !is_other_provider(&exchange->mx[i]))
            return;
    if (is_common_preference(kept->target.preference) || kept->target.generic)
        return;
    snprintf(text, sizeof text, "%d", exchange->preference < 0 ? 0 : (int)exchange->preference);
    replace(check, kept->target.preference_at, text, UNSAFE);
}

bool retire_mx(struct check *check, const struct exchange *exchange, const struct exchange_mx *mx)
{
    const struct exchange_mx *kept = find_kept(exchange);
    bool goes = erase_record(check, mx->record, UNSAFE);
    if (goes && kept != NULL)
        correct_preference(check, exchange, kept);
    return goes;
}

/* Of several legacy hosts one is corrected, and the others go with that: their findings hold its
 * edit too, so that neither is made alone. */
static void retire_legacy(struct check *check, const struct exchange *exchange,
                          const struct exchange_mx *mx)
{
    const struct exchange_mx *next = exchange_next(exchange);
    if (next == NULL || !is_legacy(mx) || exchange->cutover)
        return;
    if (!retire_mx(check, exchange, mx) ||
        !replace_exchange(check, next->record, exchange->host, UNSAFE))
        drop_edits(check);
}

/* A host that an enforced MTA-STS policy leaves out gets no mail from senders that heed it. */
void correct_host(struct check *check, const struct exchange *exchange,
                  const struct exchange_mx *mx)
{
    if (!is_correctable(exchange, mx)) {
        retire_legacy(check, exchange, mx);
        return;
    }
    const struct sts_known *known = sts_uncovering(check, exchange->owner, exchange->host);
    bool loses = known != NULL && known->policy->mode == STS_MODE_ENFORCE;
    replace_exchange(check, mx->record, exchange->host,
                     exchange->wildcard || loses ? UNSAFE : SAFE);
}

static void note_unknown(struct check *check, const char *owner)
{
    if (owner[0] == '\0')
        note(check,
             "MC1048624; only Graph knows the host, and nothing here says it for this domain");
    else
        note(check, "MC1048624; only Graph knows the host: mxmend fetch %s asks it", owner);
}

void note_source(struct check *check, const struct exchange *exchange)
{
    const struct authority_domain *said = exchange->said;
    if (said == NULL)
        note_unknown(check, exchange->owner);
    else if (said->fetched_at == NULL)
        note(check, "MC1048624; authority %s", said->path);
    else
        note(check, "MC1048624; authority fetched %.10s%s", said->fetched_at,
             said->stale ? ", not renewed since" : "");
}
