#ifndef MXMEND_HOSTS_H
#define MXMEND_HOSTS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The families of Microsoft's mail hosts, as one dated table (hosts.c): what a host name is, and in
 * which cloud. Names are text, escapes as \DDD or \X, with or without final dot; they are compared
 * without case, only whole labels count, and the longest suffix decides.
 */
enum host_family {
    HOST_OTHER,        /* not Microsoft's, as far as is known */
    HOST_LEGACY,       /* <label>.mail.protection.outlook.com: global cloud and GCC */
    HOST_NEW,          /* <label>.<letter>-v<n>.mx.microsoft */
    HOST_NEW_ODD,      /* below mx.microsoft in a form that is not known */
    HOST_MALFORMED,    /* no host of any tenant: a typing or joining mistake */
    HOST_SOVEREIGN,    /* a sovereign cloud's host: the row names the cloud */
    HOST_EARLY,        /* discarded, may still work: *.mail.eo.outlook.com */
    HOST_DEAD,         /* a closed service */
    HOST_CONSUMER,     /* Outlook.com and Hotmail: none of our business */
    HOST_VERIFICATION, /* ms<digits>.msv1.invalid: proof of ownership */
};

struct host_class {
    enum host_family family;
    const char *service; /* for messages: "Exchange Online"; NULL for HOST_OTHER */
    const char *cloud; /* as `mxmend fetch` names it, GCC High and DoD both "gcc-high"; else NULL */
    size_t label_length; /* bytes of the host in front of the suffix: the tenant's label */
};

/* The families' names, in the order of their numbers. */
enum { HOST_FAMILIES = HOST_VERIFICATION + 1 };
extern const char *const host_family_names[HOST_FAMILIES];

/* A row that the user adds: hosts below `suffix`. Where it is as long as one of the table, it counts. */
struct host_own {
    const char *suffix;
    enum host_family family;
    const char *service, *cloud; /* as in struct host_class */
};

struct hosts_own {
    const struct host_own *items;
    size_t count;
};

/* What `host` is. */
struct host_class host_classify(const char *host);

/* The same with the user's rows; `own` may be NULL. */
struct host_class host_classify_with(const struct hosts_own *own, const char *host);

/* Is this a family whose hosts receive mail for Exchange Online, or were meant to? */
bool host_family_is_exchange(enum host_family family);

/* Does mail to this host reach Exchange Online, or was it meant to: any family but OTHER, CONSUMER
 * and VERIFICATION. */
bool host_is_exchange(const char *host);

/* May text that ends like this be a host of the table? A cheap no for nearly all other names. */
bool host_tail_is_known(const char *text, size_t length);

/* Are the two names the same, case and final dot aside? */
bool host_equal(const char *a, const char *b);

/*
 * Can this be the name of a host on the Internet: two labels or more of letters, digits and hyphens
 * (RFC 1123 section 2.1), no address, at most 253 bytes (RFC 1035 section 2.3.4)?
 */
bool host_is_name(const char *host);

#endif
