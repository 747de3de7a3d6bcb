#include "rules/dnssec_signed.h"

/* Rules about files that are signed already. Most zones are signed behind their file, and then
 * these say nothing. */

const struct rule dnssec_signed_rules[] = {
    {"dnssec-rrsig-time", ERROR, PER_DOCUMENT, 0, check_signature_time,
     .summary = "a signature that is expired, not yet valid, or about to expire",
     .why =
         "Validating resolvers answer SERVFAIL for what it covers: mail to the domain and from it "
         "stops. One with less than 12 hours left, or with more than 180 days, in which whoever "
         "kept it can play it back, is a warning; one beside a current signature is a notice.",
     .fix = "Sign the zone again, and see why the signer did not. --at judges as of another time.",
     .source = "RFC 4034 section 3.1.5; RFC 4035 section 5.3.1; the limits are Zonemaster's",
     .bad = "@ IN RRSIG MX 13 2 3600 20240131000000 20240101000000 30141 contoso.com. …",
     .good = "@ IN RRSIG MX 13 2 3600 20261221000000 20261123000000 30141 contoso.com. …"},
    {"dnssec-unsigned-rrset", ERROR, PER_DOCUMENT, 0, check_signature_cover,
     .summary = "in a signed file: an RRset without a signature, or without one by each algorithm",
     .why = "Resolvers that validate take an answer without a signature for a forgery; those that "
            "want each algorithm of the DNSKEY RRset refuse one that lacks some.",
     .fix = "Sign the zone again: records were added by hand, or an algorithm's key was.",
     .source = "RFC 4035 section 2.2; RFC 6840 section 5.11",
     .bad = "www IN A 192.0.2.1 ; and no RRSIG A at www",
     .good = "www IN A 192.0.2.1\nwww IN RRSIG A 13 3 3600 20261221000000 20261123000000 30141 "
             "contoso.com. …"},
    {"dnssec-signature", ERROR, PER_DOCUMENT, 0, check_signature_verify,
     .summary = "a signature that does not verify",
     .why =
         "The records were changed after they were signed, or the RRSIG is damaged, names a key "
         "that is not there, or another zone as signer, or no key that a DS is made of signs the "
         "DNSKEY RRset: validating resolvers answer SERVFAIL. "
         "Leftovers beside a good signature are notices. What the cryptographic library cannot "
         "verify is said not to have been checked.",
     .fix = "Sign the zone again; never edit a signed file by hand.",
     .source = "RFC 4035 section 5.3; RFC 4034 section 3.1",
     .bad = "@ IN RRSIG MX 13 2 3600 20261221000000 20261123000000 30141 fabrikam.com. …",
     .good = "@ IN RRSIG MX 13 2 3600 20261221000000 20261123000000 30141 contoso.com. …"},
    {"dnssec-nsec-chain", ERROR, PER_DOCUMENT, 0, check_denial_chain,
     .summary = "an NSEC or NSEC3 chain that is broken",
     .why = "The chain proves what is not there. Where a link is missing, or says less than there "
            "is, validating resolvers refuse such answers, or are made to deny what exists: an MX "
            "record, say.",
     .fix = "Sign the zone again.",
     .source = "RFC 4035 section 2.3; RFC 5155 section 7.1; RFC 6840",
     .bad = "@ IN NSEC www.contoso.com. NS SOA RRSIG NSEC DNSKEY ; and @ has MX",
     .good = "@ IN NSEC www.contoso.com. NS SOA MX RRSIG NSEC DNSKEY"},
    {"dnssec-ttl", WARNING, PER_DOCUMENT, 0, check_signature_ttl,
     .summary = "a TTL that is not the one that was signed, or that outlives the signature",
     .why = "Resolvers cut the TTL to what was signed and to the signature's end, others hand on "
            "what does not validate any more.",
     .fix = "Sign the zone again after a change of TTL; sign for longer than the longest TTL.",
     .source = "RFC 4034 section 3.1.4; RFC 4035 section 5.3.3; RFC 6781 section 4.4.1",
     .bad = "@ 300 IN MX 10 mail\n@ 300 IN RRSIG MX 13 2 3600 …",
     .good = "@ 3600 IN MX 10 mail\n@ 3600 IN RRSIG MX 13 2 3600 …"},
    {"dnssec-zonemd-mismatch", ERROR, PER_DOCUMENT, 0, check_zone_digest,
     .summary = "a ZONEMD record that is not the digest of the zone",
     .why = "Whoever fetches the zone and checks the digest throws the zone away.",
     .fix = "Make the digest anew, as the last thing but for its signature.",
     .source = "RFC 8976 section 4",
     .bad = "@ IN SOA ns1 hostmaster 2026090102 2h 30m 2w 1h\n@ IN ZONEMD 2026090101 1 1 …",
     .good = "@ IN SOA ns1 hostmaster 2026090102 2h 30m 2w 1h\n@ IN ZONEMD 2026090102 1 1 …"},
    {.id = NULL},
};
