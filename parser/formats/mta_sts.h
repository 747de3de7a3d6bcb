#ifndef MXMEND_MTA_STS_H
#define MXMEND_MTA_STS_H

#include "parser/format.h"

/*
 * The policy of a domain for MTA-STS (RFC 8461 section 3.2), a text that a web server hands out as
 * https://mta-sts.<domain>/.well-known/mta-sts.txt: lines of "key: value" that end with LF or CRLF.
 * It holds no records, so a document of this format has none; rules read the lines instead. Its apex
 * is the domain that the policy is for, if the path or the user tells.
 */
extern const struct format mta_sts_format;

enum sts_key {
    STS_VERSION,
    STS_MODE,
    STS_MAX_AGE,
    STS_MX,
    STS_EXTENSION, /* any other key: senders ignore it */
    STS_NO_KEY,    /* text without a colon */
    STS_BLANK,     /* nothing but blanks */
};

struct sts_line {
    enum sts_key kind;
    struct span at;         /* without the line end */
    struct span key, value; /* without the blanks around them */
};

enum sts_mode { STS_MODE_UNKNOWN, STS_MODE_NONE, STS_MODE_TESTING, STS_MODE_ENFORCE };

struct sts_policy {
    const char *bytes; /* what the spans are of; not the policy's own */
    struct sts_line *lines;
    size_t count;
    enum sts_mode mode;    /* of the first mode; later ones are ignored */
    struct span first_max; /* the first max_age's value */
    bool template;         /* some program fills in a part of it: nothing is to be concluded */
};

/* Reads the lines, a byte order mark left out. Owned by `mem`; never fails. */
struct sts_policy *sts_policy_read(void *mem, const char *bytes, uint32_t size);

/* The text of a span, owned by `mem`. */
char *sts_text(const struct sts_policy *policy, struct span at, void *mem);

/* Is the file named as policies are: mta-sts.txt, contoso.com.mta-sts.txt? */
bool sts_is_named(const char *path);

/*
 * The domain that a policy's path tells, in lower case: contoso.com.mta-sts.txt,
 * mta-sts.contoso.com.txt, contoso.com/mta-sts.txt, a folder mta-sts.contoso.com anywhere above;
 * .well-known does not count as a folder. False: it tells none.
 */
bool sts_domain_of_path(const char *path, char domain[NAME_TEXT_MAX]);

#endif
