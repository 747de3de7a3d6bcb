#ifndef MXMEND_ZONE_H
#define MXMEND_ZONE_H

#include "rules/rule.h"

/* The checks of the zone family, by subject; zone.c has the rows. */

void check_soa(struct check *check, struct rrset set); /* zone_soa.c */
void check_serial_odd(struct check *check, struct rrset set);
void check_out_of_zone(struct check *check, struct rrset set); /* zone_owner.c */
void check_cname_and_other(struct check *check, struct rrset set);
void check_cname_at_apex(struct check *check, struct rrset set);
void check_ttl_mismatch(struct check *check, struct rrset set); /* zone_rrset.c */
void check_duplicate(struct check *check, struct rrset set);
void check_target_is_address(struct check *check, struct rrset set); /* zone_target.c */
void check_missing_dot(struct check *check, struct rrset set);
void check_cname_loop(struct check *check, struct rrset set); /* zone_alias.c */
void check_cname_chain(struct check *check, struct rrset set);
void check_dangling(struct check *check, struct rrset set);
void check_dname(struct check *check, struct rrset set);     /* zone_dname.c */
void check_single_ns(struct check *check, struct rrset set); /* zone_ns.c */
void check_ns_cname(struct check *check, struct rrset set);
void check_missing_glue(struct check *check, struct rrset set);
void check_soa_timers(struct check *check, struct rrset set); /* zone_timers.c */
void check_negative_ttl(struct check *check, struct rrset set);
void check_rname_at(struct check *check, struct rrset set);
void check_hostname_syntax(struct check *check, struct rrset set); /* zone_host.c */
void check_wildcard(struct check *check, struct rrset set);
void check_spf_type(struct check *check, struct rrset set);          /* zone_text.c */
void check_serial_not_raised(struct check *check, struct rrset set); /* zone_raised.c */
void check_caa(struct check *check, struct rrset set);
void check_caa_issuemail(struct check *check, struct rrset set);

/* Is the target of a record an address, or a name that only seems to lack its final dot? Whoever
 * misses it in the zone has no more to say of it. */
bool target_is_odd(const struct check *check, const struct record *record);

/* Does an export have this where it leaves out the name server? Text as name_to_text() writes it. */
bool host_is_placeholder(const char *host);

#endif
