#include <string.h>

#include <talloc.h>

#include "rules/exchange.h"
#include "rules/legacy_label.h"

/*
 * Rules on one host of an MX set. The host's family decides which of them speaks, so no two report
 * the same thing.
 */
typedef void mx_function(struct check *check, const struct exchange *exchange,
                         const struct exchange_mx *mx);

static void each_mx(struct check *check, struct rrset set, mx_function *function)
{
    const struct exchange *exchange = exchange_read(check, set);
    for (size_t i = 0; exchange != NULL && i < exchange->count; i++)
        function(check, exchange, &exchange->mx[i]);
}

static enum severity legacy_severity(const struct exchange *exchange, const struct exchange_mx *mx)
{
    if (exchange->cutover || host_confirmed(exchange, mx))
        return NOTICE;
    return host_contradicted(exchange, mx) ? ERROR : WARNING;
}

static void legacy_mx(struct check *check, const struct exchange *exchange,
                      const struct exchange_mx *mx)
{
    if (!is_legacy(mx))
        return;
    enum severity severity = legacy_severity(exchange, mx);
    if (host_contradicted(exchange, mx))
        report_as(check, severity, mx->record, mx->target.at,
                  "MX is hard-coded to %s; Graph says %s", mx->written, exchange->host);
    else
        report_as(check, severity, mx->record, mx->target.at, "MX is hard-coded to %s%s",
                  mx->written, host_confirmed(exchange, mx) ? ", as Graph says" : "");
    note_source(check, exchange);
    correct_host(check, exchange, mx);
}

void check_legacy_mx(struct check *check, struct rrset set)
{
    each_mx(check, set, legacy_mx);
}

static void preference_differs(struct check *check, const struct exchange *exchange,
                               const struct exchange_mx *mx)
{
    bool common = is_common_preference(mx->target.preference);
    report_as(check, common ? NOTICE : ERROR, mx->record, mx->target.preference_at,
              "MX preference is %u; Graph says %d", (unsigned)mx->target.preference,
              (int)exchange->preference);
    note_source(check, exchange);
    if (common || exchange->refused || mx->target.generic)
        return;
    char *text = talloc_asprintf(NULL, "%d", (int)exchange->preference);
    replace(check, mx->target.preference_at, text, UNSAFE);
    talloc_free(text);
}

static void mx_differs(struct check *check, const struct exchange *exchange,
                       const struct exchange_mx *mx)
{
    if (!is_new(mx) || is_downgrade(exchange, mx))
        return;
    if (preference_told(exchange, mx) && mx->target.preference != exchange->preference)
        preference_differs(check, exchange, mx);
    if (!host_contradicted(exchange, mx))
        return;
    report(check, mx->record, mx->target.at, "MX host is %s; Graph says %s", mx->written,
           exchange->host);
    note_source(check, exchange);
    correct_host(check, exchange, mx);
}

void check_mx_differs(struct check *check, struct rrset set)
{
    each_mx(check, set, mx_differs);
}

static void downgrade(struct check *check, const struct exchange *exchange,
                      const struct exchange_mx *mx)
{
    if (!is_downgrade(exchange, mx))
        return;
    report_as(check, exchange->cutover ? NOTICE : ERROR, mx->record, mx->target.at,
              "MX host %s is newer than what Graph says: %s", mx->written, exchange->host);
    note_source(check, exchange);
}

void check_downgrade(struct check *check, struct rrset set)
{
    each_mx(check, set, downgrade);
}

/* What the label in front of the legacy suffix says about the owner. */
static enum label_verdict label_judge(const struct exchange *exchange, const struct exchange_mx *mx,
                                      char other[LEGACY_DOMAIN_SIZE])
{
    if (!is_legacy(mx) || host_confirmed(exchange, mx) || exchange->owner[0] == '\0')
        return LABEL_UNKNOWN;
    char *label = talloc_strndup(NULL, mx->target.host, mx->class.label_length);
    enum label_verdict verdict = legacy_label_judge(label, exchange->owner, other);
    talloc_free(label);
    return verdict;
}

static bool is_ancestor(const char *domain, const char *below)
{
    size_t length = strlen(domain), whole = strlen(below);
    return whole > length && below[whole - length - 1] == '.' &&
           strcmp(below + whole - length, domain) == 0;
}

static void foreign_label(struct check *check, const struct exchange *exchange,
                          const struct exchange_mx *mx)
{
    char other[LEGACY_DOMAIN_SIZE];
    if (label_judge(exchange, mx, other) != LABEL_FOREIGN)
        return;
    report_as(check, is_ancestor(other, exchange->owner) ? NOTICE : WARNING, mx->record,
              mx->target.at, "MX host %s is likely that of %s, not of %s", mx->written, other,
              exchange->owner);
    note(check, "harmless if both domains are of one tenant");
}

void check_foreign_label(struct check *check, struct rrset set)
{
    each_mx(check, set, foreign_label);
}

static void guessed_label(struct check *check, const struct exchange *exchange,
                          const struct exchange_mx *mx)
{
    char how[LEGACY_DOMAIN_SIZE], label[LEGACY_LABEL_SIZE];
    if (label_judge(exchange, mx, how) != LABEL_GUESSED)
        return;
    report(check, mx->record, mx->target.at,
           "MX host %s was guessed from the domain (%s) and probably does not exist", mx->written,
           how);
    if (legacy_label_encode(exchange->owner, label))
        note(check, "Microsoft's label for %s is likely %s", exchange->owner, label);
}

void check_guessed_label(struct check *check, struct rrset set)
{
    each_mx(check, set, guessed_label);
}

/* Adds what Graph says to the finding that was reported last. */
static void note_graph(struct check *check, const struct exchange *exchange,
                       const struct exchange_mx *mx)
{
    if (host_contradicted(exchange, mx))
        note(check, "Graph says %s", exchange->host);
    else
        note_source(check, exchange);
    correct_host(check, exchange, mx);
}

static void dead_host(struct check *check, const struct exchange *exchange,
                      const struct exchange_mx *mx)
{
    bool early = mx->class.family == HOST_EARLY;
    if (mx->undotted || (!early && mx->class.family != HOST_DEAD))
        return;
    report_as(check, early ? WARNING : ERROR, mx->record, mx->target.at,
              early ? "MX host %s belongs to %s, which Microsoft has discarded"
                    : "MX host %s belongs to %s, which is closed",
              mx->written, mx->class.service);
    note_graph(check, exchange, mx);
}

void check_dead_host(struct check *check, struct rrset set)
{
    each_mx(check, set, dead_host);
}

static void malformed(struct check *check, const struct exchange *exchange,
                      const struct exchange_mx *mx)
{
    enum host_family family = mx->class.family;
    if (mx->undotted || (family == HOST_NEW_ODD && exchange->host != NULL))
        return; /* where Graph speaks, exchange-mx-differs-from-graph compares */
    if (family == HOST_NEW_ODD)
        report_as(check, WARNING, mx->record, mx->target.at,
                  "MX host %s is below mx.microsoft in a form that is not known", mx->written);
    else if (family == HOST_MALFORMED)
        report(check, mx->record, mx->target.at, "MX host %s is no host of any tenant",
               mx->written);
    else
        return;
    note_graph(check, exchange, mx);
}

void check_malformed(struct check *check, struct rrset set)
{
    each_mx(check, set, malformed);
}

/* GCC High and DoD receive mail at hosts of one domain but have Graph apart. */
static bool is_same_cloud(const char *host_cloud, const char *graph_cloud)
{
    return strcmp(host_cloud, graph_cloud) == 0 ||
           (strcmp(host_cloud, "gcc-high") == 0 && strcmp(graph_cloud, "dod") == 0);
}

static void sovereign(struct check *check, const struct exchange *exchange,
                      const struct exchange_mx *mx)
{
    if (mx->undotted || mx->class.family != HOST_SOVEREIGN)
        return;
    const char *cloud = exchange->said == NULL ? NULL : exchange->said->cloud;
    if (cloud != NULL && !is_same_cloud(mx->class.cloud, cloud) && !host_confirmed(exchange, mx))
        report_as(check, ERROR, mx->record, mx->target.at,
                  "MX host %s belongs to %s; the authority is of the cloud \"%s\"", mx->written,
                  mx->class.service, cloud);
    else
        report_as(check, host_contradicted(exchange, mx) ? ERROR : NOTICE, mx->record,
                  mx->target.at, "MX host %s belongs to %s", mx->written, mx->class.service);
    note_graph(check, exchange, mx);
}

void check_sovereign(struct check *check, struct rrset set)
{
    each_mx(check, set, sovereign);
}

static void undotted(struct check *check, const struct exchange *exchange,
                     const struct exchange_mx *mx)
{
    if (!mx->undotted)
        return;
    bool known = exchange->owner[0] != '\0';
    report(check, mx->record, mx->target.at, "MX host %s lacks its final dot%s%s", mx->written,
           known ? ": mail goes to " : "", known ? mx->target.host : "");
    note_source(check, exchange);
    correct_host(check, exchange, mx);
    if (exchange->host != NULL || exchange->refused)
        return;
    char *dotted = talloc_asprintf(NULL, "%s.", mx->written); /* as zone-missing-dot does */
    replace(check, mx->target.at, dotted, UNSAFE);
    talloc_free(dotted);
}

void check_undotted(struct check *check, struct rrset set)
{
    each_mx(check, set, undotted);
}
