#ifndef MXMEND_SPF_H
#define MXMEND_SPF_H

#include "rules/text_fault.h"

/*
 * SPF records (RFC 7208): one way to take them apart, for the rules that judge them and for those
 * that follow them. A text is a record's strings joined (record_text); places are bytes of it.
 */

enum spf_kind {
    SPF_ALL,
    SPF_INCLUDE,
    SPF_A,
    SPF_MX,
    SPF_PTR,
    SPF_IP4,
    SPF_IP6,
    SPF_EXISTS,
    SPF_REDIRECT,
    SPF_EXP,
    SPF_MODIFIER, /* one that is not known: receivers ignore it (section 6) */
    SPF_UNKNOWN,  /* no term at all: the record fails */
};

/* A term as it stands there, sound or not. */
struct spf_term {
    enum spf_kind kind;
    char qualifier;     /* "+-~?"; '+' where a mechanism has none, '\0' for a modifier */
    bool qualified;     /* it was written */
    bool separated;     /* a ":" or "=" stands behind the name, perhaps with nothing behind it */
    struct span at;     /* all of it */
    struct span name;   /* "include" */
    struct span value;  /* the domain, address or macro behind the separator */
    struct span prefix; /* "/24", "//64", "/24//64" behind it */
};

/* Is this text an SPF record (section 4.5), whatever follows? */
bool spf_is_record(const char *text);

/* The next term; `*at` starts at 0 and moves. False: no more. */
bool spf_next(const char *text, uint32_t *at, struct spf_term *term);

enum { SPF_QUERIES = 10 }; /* that receivers make at most (section 4.6.4) */

/* Does this term cost a DNS query (section 4.6.4)? */
bool spf_costs_query(enum spf_kind kind);

/* The next term that receivers look at: those behind "all" do not count, nor does a redirect where
 * there is an "all" (section 5.1), which itself is not among them. */
bool spf_next_used(const char *text, uint32_t *at, struct spf_term *term);

/* Does the record say that the domain sends no mail: is its first mechanism "-all"? */
bool spf_is_no_sender(const char *text);

/* Does a mechanism of the record let somebody send? What it is redirected to is not looked at. */
bool spf_is_sender(const char *text);

/* Notes what makes receivers reject the record, and what they take for something else. */
void spf_judge(const char *text, struct text_faults *faults);

/* What is wrong with a domain-spec (section 7.1); NULL: nothing. */
const char *spf_domain_fault(const char *text, size_t length); /* spf_domain.c */

/* The same of the text of a modifier that is not known: macros only. */
const char *spf_macro_fault(const char *text, size_t length);

#endif
