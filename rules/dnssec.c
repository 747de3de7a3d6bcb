#include "rules/dnssec.h"

/*
 * The DNSSEC family, record by record: one row a rule; the functions stand in dnssec_*.c by subject.
 * The rules on signed files, which verify signatures, have a table of their own.
 */

#define DS_BIT         TYPE_BIT(LDNS_RR_TYPE_DS)
#define DNSKEY_BIT     TYPE_BIT(LDNS_RR_TYPE_DNSKEY)
#define CDS_BIT        TYPE_BIT(LDNS_RR_TYPE_CDS)
#define CDNSKEY_BIT    TYPE_BIT(LDNS_RR_TYPE_CDNSKEY)
#define NSEC3PARAM_BIT TYPE_BIT(LDNS_RR_TYPE_NSEC3PARAM)
#define MX_BIT         TYPE_BIT(LDNS_RR_TYPE_MX)

const struct rule dnssec_rules[] = {
    {"dnssec-ds-at-apex", ERROR, PER_RRSET, DS_BIT, check_ds_at_apex,
     .summary = "DS at the apex of its own zone",
     .why = "The parent's DS decides whether the zone is secure; nobody asks the zone itself for "
            "it, and BIND does not load such a zone.",
     .fix = "Delete it here and give it to the parent zone, through the registrar.",
     .source = "RFC 4035 section 2.4",
     .bad = "@ 3600 IN DS 60485 13 2 "
            "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A",
     .good = "child 3600 IN DS 60485 13 2 "
             "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A ; beside its NS"},
    {"dnssec-ds-without-ns", ERROR, PER_RRSET, DS_BIT, check_ds_without_ns,
     .summary = "DS at a name that is not delegated",
     .why = "A DS vouches for the zone below a delegation. Without NS there is none, so the DS is "
            "void; where the NS were lost, so is the subdomain.",
     .fix = "Restore the NS of the delegation, or delete the DS.", .source = "RFC 4035 section 2.4",
     .bad = "child 3600 IN DS 60485 13 2 "
            "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A",
     .good = "child 3600 IN NS ns1.fabrikam.com."},
    {"dnssec-ds-digest", WARNING, PER_RRSET, DS_BIT | CDS_BIT, check_ds_digest,
     .summary = "DS or CDS with a digest that must not be used any more: SHA-1 or GOST of 1994",
     .why = "Validators drop these digests one after the other, and the zone below is then no "
            "longer secure. A notice where a better DS of the same key stands beside it: "
            "validators pass over SHA-1 there.",
     .fix = "Make the DS with SHA-256 (digest 2). Of a delegated zone that is for its owner to do.",
     .source = "RFC 9905, RFC 9906, RFC 4509 section 3",
     .bad = "child 3600 IN DS 60485 13 1 2BB183AF5F22588179A53B0A98631FAD1A292118",
     .good = "child 3600 IN DS 60485 13 2 "
             "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A"},
    {"dnssec-algorithm", ERROR, PER_RRSET, DNSKEY_BIT | DS_BIT, check_algorithm,
     .summary = "DNSKEY or DS of an algorithm that must not, or should not, be used to sign",
     .why =
         "Validators treat a zone as unsigned when they do not take its algorithm: they must for "
         "RSASHA1 (5, 7), and the older ones are gone. RSASHA512 (10) is only discouraged: a "
         "warning, of a DS a notice. Beside a sound algorithm a notice, since a change of "
         "algorithm looks like that.",
     .fix = "Change the zone to algorithm 13 (ECDSAP256SHA256) by an algorithm rollover.",
     .source = "RFC 9904 and IANA's registry as of November 2025, RFC 9905, RFC 9906",
     .bad = "child 3600 IN DS 60485 5 2 "
            "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A",
     .good = "child 3600 IN DS 60485 13 2 "
             "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A"},
    {"dnssec-rsa-size", WARNING, PER_RRSET, DNSKEY_BIT, check_rsa_size,
     .summary = "RSA key of less than 2048 bits, or of more than 4096",
     .why = "Shorter keys come into reach of those who would forge signatures. Longer ones are "
            "beyond what DNSSEC defines, and make answers too large for UDP.",
     .fix = "Roll to a key of 2048 bits, or to algorithm 13 (ECDSAP256SHA256).",
     .source = "RFC 6781 section 3.4, RFC 5702 section 2", .bad = "; an RSASHA256 key of 1024 bits",
     .good = "; an RSASHA256 key of 2048 bits"},
    {"dnssec-dnskey-fields", ERROR, PER_RRSET, DNSKEY_BIT, check_dnskey_fields,
     .summary = "DNSKEY whose protocol is not 3 or whose flags are wrong",
     .why = "Validators do not use a key with another protocol or without the zone bit (256). "
            "Reserved bits are a warning: nobody reads them, but no signer sets them.",
     .fix = "Take the record from the signer: flags are 256, 257, or with the revoke bit 384, 385.",
     .source = "RFC 4034 section 2.1, RFC 5011 section 7",
     .bad = "@ 3600 IN DNSKEY 255 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=",
     .good = "@ 3600 IN DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4="},
    {"dnssec-no-sep", NOTICE, PER_RRSET, DNSKEY_BIT, check_no_sep,
     .summary = "no key of the zone has the SEP flag",
     .why = "Validators do not look at it, but signers and registrars tell by it which key the DS "
            "is made of.",
     .fix = "Set the flag (257) on the key that the DS is made of; its key tag changes.",
     .source = "RFC 6781 section 3.2.3",
     .bad = "@ 3600 IN DNSKEY 256 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=",
     .good = "@ 3600 IN DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4="},
    {"dnssec-nsec3-iterations", WARNING, PER_RRSET, NSEC3PARAM_BIT, check_nsec3_iterations,
     .summary = "NSEC3 iterations other than 0",
     .why = "They protect nothing, cost every server and resolver work, and a resolver may treat "
            "the zone as unsigned, or fail, above a limit of its own, which may be 0.",
     .fix = "Sign with iterations 0 and no salt.", .source = "RFC 9276 sections 3.1 and 3.2",
     .bad = "@ 0 IN NSEC3PARAM 1 0 100 -", .good = "@ 0 IN NSEC3PARAM 1 0 0 -"},
    {"dnssec-nsec3-salt", NOTICE, PER_RRSET, NSEC3PARAM_BIT, check_nsec3_salt,
     .summary = "NSEC3 with a salt",
     .why = "The zone's name is part of each hash, so a salt makes guessing no harder; it only "
            "makes answers longer.",
     .fix = "Sign with no salt (-).", .source = "RFC 9276 section 3.1",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 AABBCCDD", .good = "@ 0 IN NSEC3PARAM 1 0 0 -"},
    {"dnssec-opt-out", NOTICE, PER_RRSET, NSEC3PARAM_BIT, check_opt_out,
     .summary = "NSEC3 opt-out in a zone with few unsigned delegations",
     .why = "Opt-out saves records for delegations without DS, and in return lets an attacker add "
            "such delegations. A zone with fewer than a hundred has next to nothing to save.",
     .fix = "Sign without opt-out.", .source = "RFC 9276 section 3.1; the number is a judgement",
     .bad = "@ 0 IN NSEC3PARAM 1 0 0 -\n2t7b4g4vsa5smi47k61mv5bv1a22bojr 3600 IN NSEC3 1 1 0 - "
            "2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -\n2t7b4g4vsa5smi47k61mv5bv1a22bojr 3600 IN NSEC3 1 0 0 - "
             "2vptu5timamqttgl4luu9kg21e0aor3s A RRSIG"},
    {"dnssec-nsec3param", ERROR, PER_RRSET, NSEC3PARAM_BIT, check_nsec3param,
     .summary = "NSEC3PARAM with flags or an unknown hash, or not at the apex",
     .why = "Servers ignore such a record, and then cannot prove with NSEC3 that a name does not "
            "exist.",
     .fix = "Sign the zone again; signers write this record themselves.",
     .source = "RFC 5155 section 4", .bad = "@ 0 IN NSEC3PARAM 1 1 0 -",
     .good = "@ 0 IN NSEC3PARAM 1 0 0 -"},
    {"dnssec-cds", ERROR, PER_NAME, CDS_BIT | CDNSKEY_BIT, check_cds,
     .summary = "CDS or CDNSKEY that disagree, match no DNSKEY, or are not at the apex",
     .why = "A parent that follows them publishes a DS that leads to no key, and the zone, its "
            "mail included, is gone for everybody who validates; a careful parent ignores them.",
     .fix = "Make them anew from the DNSKEY in use (dnssec-dsfromkey -C); BIND does not load the "
            "zone as it is.",
     .source = "RFC 7344 section 4, RFC 9615 for names below _signal",
     .bad = "@ 3600 IN CDS 60485 13 2 "
            "D4B7D520E7BB5F0F67674A0CCEB1E3E0614B93C4F9E99B8383F6A1E4469DA50A ; no DNSKEY",
     .good = "@ 3600 IN CDS 0 0 0 00"},
    {"dnssec-cds-delete", ERROR, PER_NAME, CDS_BIT | CDNSKEY_BIT, check_cds_delete,
     .summary = "CDS or CDNSKEY that asks to delete the DS has the wrong form, or is not alone",
     .why = "A parent takes only the exact form for a deletion and ignores all else, so the DS "
            "stays; switching DNSSEC off then breaks the zone.",
     .fix = "Write CDS 0 0 0 00, CDNSKEY 0 3 0 AA==, or both, and no other record of these types.",
     .source = "RFC 8078 section 4 and erratum 5049",
     .bad = "@ 3600 IN CDNSKEY 0 0 0 AA==", .good = "@ 3600 IN CDNSKEY 0 3 0 AA=="},
    {"dnssec-signed-file", ERROR, PER_RUN, 0, NULL,
     .summary = "a correction would change a signed file (told by diff and fix)",
     .why = "The signatures no longer fit, and everybody who validates loses the changed records. "
            "So the file is left alone.",
     .fix = "Change the file that the signer reads, or use --unsafe and sign again.",
     .source = "RFC 4035 section 2.2",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; and an RRSIG",
     .good = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; and no RRSIG"},
    {"dnssec-zonemd", WARNING, PER_RUN, 0, NULL,
     .summary = "a correction would change a file with a ZONEMD (told by diff and fix)",
     .why = "The digest no longer fits, and a server that checks it does not load the zone. So the "
            "file is left alone.",
     .fix = "Change the file that the digest is made of, or use --unsafe and make it again.",
     .source = "RFC 8976 section 4",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; and a ZONEMD",
     .good = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; and no ZONEMD"},
    {"dnssec-key-tag", NOTICE, PER_RRSET, DNSKEY_BIT, check_key_tag,
     .summary = "two keys of one algorithm have the same key tag",
     .why = "Validators must try both for each signature, and some limit how often they try.",
     .fix = "Replace one of them; signers avoid this when they make a key.",
     .source = "RFC 4034 appendix B", .bad = "; two DNSKEY of key tag 60485",
     .good = "; DNSKEY of key tags 60485 and 31589"},
    {"dnssec-mx-host-insecure", NOTICE, PER_RRSET, MX_BIT, check_mx_host_insecure,
     .summary = "MX host lies in a zone that is known to be unsigned",
     .why = "DANE needs signed TLSA records at the host's name, so no sender can use it, however "
            "the domain itself is signed. Microsoft has no plan to sign "
            "mail.protection.outlook.com.",
     .fix = "Move the MX to the host below mx.microsoft that Graph names.",
     .source = "RFC 7672 section 2.2.1; Exchange Team, April 2026",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"dnssec-not-in-file", NOTICE, PER_RRSET, MX_BIT, check_not_in_file,
     .summary = "Exchange MX, there or about to come, in a file without DNSSEC records",
     .why =
         "DANE needs the domain signed, too. Most zones are signed behind the file, so this only "
         "says what is owed where it was not done: zone signed, DS at the parent, "
         "Enable-DnssecForVerifiedDomain, Enable-SmtpDaneInbound. diff and fix say it of each "
         "zone that they change.",
     .fix = "See where it stands with delv (\"fully validated\") and with "
            "Get-DnssecStatusForVerifiedDomain, then do what is owed, in this order.",
     .source = "RFC 7672 section 2.1; Microsoft's inbound DANE procedure",
     .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft.",
     .good = "@ 3600 IN DNSKEY 257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4="},
    {.id = NULL},
};
