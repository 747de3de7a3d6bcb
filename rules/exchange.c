#include "rules/exchange.h"

/* The Exchange Online family: one row a rule; the functions stand in exchange_*.c by subject. */
const struct rule exchange_rules[] = {
    {"exchange-legacy-mx", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_legacy_mx,
     .summary = "MX is hard-coded to a host below mail.protection.outlook.com",
     .why = "Such a host has no DNSSEC, so mail to it cannot be protected by DANE, and Microsoft "
            "gives new domains another one. A warning where Graph was not asked, an error where it "
            "names another host, a notice where it names this one.",
     .fix = "Let mxmend ask Graph (mxmend fetch); it then replaces the host, which is safe. "
            "Of several in one set the others go with --unsafe.",
     .source = "MC1048624", .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-mx-differs-from-graph", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX),
     check_mx_differs, .summary = "MX host or preference below mx.microsoft is not what Graph says",
     .why = "Microsoft assigns the host and keeps it under this domain's name only. Another one "
            "may not exist or be another tenant's. Preferences 0 and 10 both work: there the "
            "difference is a notice.",
     .fix = "mxmend replaces the host, which is safe; the preference only with --unsafe.",
     .source = "MC1048624", .bad = "@ 3600 IN MX 0 contoso-com.x-v1.mx.microsoft.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-mx-missing", WARNING, PER_DOCUMENT, 0, check_mx_missing,
     .summary = "Graph names an MX for mail and the zone has none at that name",
     .why = "Mail to the domain is lost or goes to the host of its address record. A notice where "
            "another provider receives the mail, since that may be a gateway.",
     .fix = "Add the MX; mxmend does so only with --unsafe, beside the records of that name.",
     .source = "Graph, List serviceConfigurationRecords",
     .bad = "@ 3600 IN TXT \"MS=ms12345678\" ; and no MX",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-foreign-label", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_foreign_label,
     .summary = "legacy MX host is likely that of another domain",
     .why = "A line that was copied from another zone sends the mail to another tenant. Within one "
            "tenant any of its hosts takes the mail, so this need not be a fault; the host of a "
            "parent domain is a notice.",
     .fix = "Compare with what Graph says; exchange-legacy-mx carries the correction.",
     .source = "worked out from public pairs of domain and host",
     .bad = "contoso.com. 3600 IN MX 0 fabrikam-com.mail.protection.outlook.com.",
     .good = "contoso.com. 3600 IN MX 0 contoso-com.mail.protection.outlook.com."},
    {"exchange-guessed-label", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_guessed_label,
     .summary = "legacy MX host was derived from the domain in a wrong way",
     .why = "The label is not the domain with dashes for dots once the domain holds a hyphen, has "
            "three labels or is international. The host probably never existed, and mail is lost.",
     .fix = "Take the host from Graph; exchange-legacy-mx carries the correction.",
     .source = "wp-calypso#62126",
     .bad = "contoso-web.com. 3600 IN MX 0 contoso-web-com.mail.protection.outlook.com.",
     .good = "contoso-web.com. 3600 IN MX 0 contosoweb-com01i.mail.protection.outlook.com."},
    {"exchange-dead-host", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_dead_host,
     .summary = "MX host belongs to a service that Microsoft has closed",
     .why = "Office 365 Germany, Forefront Online Protection, FrontBridge and the hosts of 2014 "
            "receive no mail any more. *.mail.eo.outlook.com may still work and is a warning.",
     .fix = "Take the host from Graph; mxmend then replaces it, which is safe.",
     .source = "Microsoft's inbound DANE procedure, step \"delete the legacy MX\"",
     .bad = "@ 3600 IN MX 0 contoso-de.mail.protection.outlook.de.",
     .good = "@ 3600 IN MX 0 contoso-de.o-v1.mx.microsoft."},
    {"exchange-mixed", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_mixed,
     .summary = "legacy and new Exchange MX stand together",
     .why = "A sender that takes the legacy host gets no DANE, so the protection can be bypassed. "
            "A notice while the preferences show Microsoft's cut-over: 20, then 30 and 0.",
     .fix = "Finish the cut-over: delete the legacy MX. mxmend does so with --unsafe where Graph "
            "names the new one, or with --stage clean.",
     .source = "Microsoft's inbound DANE procedure",
     .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft.\n"
            "@ 3600 IN MX 5 contoso-com.mail.protection.outlook.com.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-extra-mx", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_extra_mx,
     .summary = "MX of another provider stands beside an Exchange MX",
     .why = "Microsoft wants a lone MX before DNSSEC can be enabled, and mail that reaches the "
            "other host bypasses the protection of the first.",
     .fix = "Delete one of them; mxmend deletes the other provider's with --unsafe.",
     .source = "Microsoft's inbound DANE prerequisites",
     .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft.\n"
            "@ 3600 IN MX 20 backup.fabrikam.com.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-preference", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_preference,
     .summary = "lone Exchange MX has a preference other than 0 or 10",
     .why = "DNSSEC can be enabled with these two only.",
     .fix = "Set it to 0; mxmend does so with --unsafe.",
     .source = "Microsoft's inbound DANE prerequisites",
     .bad = "@ 3600 IN MX 5 contoso-com.o-v1.mx.microsoft.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-downgrade", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_downgrade,
     .summary = "zone has a host below mx.microsoft, Graph names an older one",
     .why = "Either Graph's answer is older than the zone, or the migration was taken back. Moving "
            "back would end DNSSEC and DANE, so mxmend never does. A notice during a cut-over.",
     .fix = "Fetch again; see what Get-DnssecStatusForVerifiedDomain says.", .source = "MC1048624",
     .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft. "
            "; Graph: contoso-com.mail.protection.outlook.com",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft. "
             "; Graph says the same"},
    {"exchange-cutover-ttl", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_cutover_ttl,
     .summary = "MX that is to change has a TTL above 3600",
     .why = "Caches keep the old host for that long, so both must work in the meantime.",
     .fix = "Lower the TTL first (mxmend diff --stage prepare) and wait until the old one ran out.",
     .source = "Microsoft's inbound DANE procedure, step 1",
     .bad = "@ 86400 IN MX 0 contoso-com.mail.protection.outlook.com.",
     .good = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com."},
    {"exchange-low-ttl", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_low_ttl,
     .summary = "new Exchange MX was left at the TTL of the cut-over",
     .why = "The last step of the cut-over sets 3600; lower ones cost queries and resilience.",
     .fix = "Set 3600; mxmend does so with --unsafe, or with --stage clean.",
     .source = "Microsoft's inbound DANE procedure, last step",
     .bad = "@ 60 IN MX 0 contoso-com.o-v1.mx.microsoft.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-autodiscover", WARNING, PER_DOCUMENT, 0, check_autodiscover,
     .summary = "autodiscover CNAME is missing or not what Graph says",
     .why = "Mail clients cannot set themselves up, or ask the wrong cloud. An address record is "
            "left alone: hybrid organisations point it to their own servers.",
     .fix = "Add or correct the CNAME by hand.",
     .source = "Graph, List serviceConfigurationRecords",
     .bad = "autodiscover 3600 IN CNAME autodiscover.fabrikam.com.",
     .good = "autodiscover 3600 IN CNAME autodiscover.outlook.com."},
    {"exchange-spf", WARNING, PER_NAME, TYPE_BIT(LDNS_RR_TYPE_MX), check_spf,
     .summary = "SPF record lacks the include of the cloud that receives the mail",
     .why = "Mail that the tenant sends fails SPF. A notice where an include leads out of the "
            "zone, since it may lead there.",
     .fix = "Add the include by hand.", .source = "Microsoft 365, external DNS records; RFC 7208",
     .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft.\n"
            "@ 3600 IN TXT \"v=spf1 ip4:192.0.2.1 -all\"",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft.\n"
             "@ 3600 IN TXT \"v=spf1 include:spf.protection.outlook.com -all\""},
    {"exchange-dkim", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_CNAME), check_dkim,
     .summary = "DKIM selector's target has a form that Microsoft never gives",
     .why = "Signatures cannot be verified where the target does not exist: the old and the new "
            "form mixed, the MX domain instead of dkim.mail.microsoft, another domain's label. A "
            "notice where the partition may have been copied from the MX.",
     .fix = "Take both targets from Get-DkimSigningConfig; they cannot be derived.",
     .source = "Exchange Online, Get-DkimSigningConfig",
     .bad = "selector1._domainkey 3600 IN CNAME "
            "selector1-contoso-com._domainkey.contoso.o-v1.mx.microsoft.",
     .good = "selector1._domainkey 3600 IN CNAME "
             "selector1-contoso-com._domainkey.contoso.onmicrosoft.com."},
    {"exchange-companion", NOTICE, PER_DOCUMENT, 0, check_companion,
     .summary = "another record that Graph wants is missing or different",
     .why = "Teams, Intune or another service may not find the tenant. An msoid CNAME outside "
            "China blocks the activation of Office.",
     .fix = "Add, correct or delete the record by hand.",
     .source = "Graph, List serviceConfigurationRecords",
     .bad =
         "enterpriseregistration 3600 IN CNAME enterpriseregistration.fabrikam.com. ; not as Graph",
     .good = "enterpriseregistration 3600 IN CNAME enterpriseregistration.windows.net."},
    {"exchange-hosted", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_hosted,
     .summary = "Microsoft hosts this zone, by what Graph says",
     .why = "isAdminManaged is false: Microsoft's servers answer for the domain, not this file.",
     .fix = "Change the records in the admin center; mxmend corrects nothing here.",
     .source = "Graph, domain resource",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; Graph: isAdminManaged false",
     .good = "; no file: Microsoft's servers answer for contoso.com"},
    {"exchange-not-in-tenant", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_not_in_tenant,
     .summary =
         "MX points to Exchange, but the tenant does not have the domain or did not verify it",
     .why = "Exchange Online refuses mail for a domain that no tenant has accepted. If another "
            "tenant has it, that one is to be asked.",
     .fix = "Verify the domain, or fetch from the tenant that has it.",
     .source = "Graph, domain resource",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; Graph: not found",
     .good = "@ 3600 IN MX 10 mail.contoso.com."},
    {"exchange-no-email", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_no_email,
     .summary = "MX points to Exchange, but the domain is not set up for mail in its tenant",
     .why = "supportedServices lacks Email: Exchange Online may refuse the mail, and what Graph "
            "gives as MX means nothing.",
     .fix = "Enable mail for the domain, or remove the MX.", .source = "Graph, domain resource",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. ; Graph: no Email",
     .good = "@ 3600 IN MX 10 mail.contoso.com."},
    {"exchange-unavailable", WARNING, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_unavailable,
     .summary = "Graph could not produce the domain's records",
     .why = "What the MX should be is not known, so it was not compared.",
     .fix = "See the reason in the message, then fetch again.",
     .source = "Graph, domainDnsUnavailableRecord",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. "
            "; Graph: no records",
     .good = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. "
             "; Graph says the same"},
    {"exchange-authority-conflict", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX),
     check_authority_conflict, .summary = "what Graph says of the MX contradicts itself",
     .why = "Two Email MX, two authority files that disagree, or a value that is no host name: "
            "mxmend does not guess, and corrects nothing.",
     .fix = "Remove the outdated file, or fetch again.", .source = "Graph, domainDnsMxRecord",
     .bad = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. "
            "; Graph: two hosts",
     .good = "@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com. "
             "; Graph says the same"},
    {"exchange-sovereign", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_sovereign,
     .summary = "MX host belongs to a sovereign cloud",
     .why = "The announced change does not cover these clouds. An error where the authority comes "
            "from another cloud or names another host.",
     .fix = "None is needed unless Graph names another host; mxmend then replaces it, safely.",
     .source = "MC1048624; Graph, national clouds",
     .bad = "@ 3600 IN MX 0 contoso.mail.protection.office365.us.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-malformed", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_malformed,
     .summary = "MX host looks like one of Microsoft's but can be none",
     .why = "mx.microsoft.com for mx.microsoft, a missing partition label, or one joined with a "
            "dash: mail is lost. A form that is only unknown is a warning.",
     .fix = "Take the host from Graph; mxmend then replaces it, which is safe.",
     .source = "MC1048624", .bad = "@ 3600 IN MX 0 contoso-com-o-v1.mx.microsoft.",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-undotted", ERROR, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX), check_undotted,
     .summary = "Microsoft's host lacks its final dot",
     .why = "Without it the name is below the zone's origin, where no such host exists: mail is "
            "lost.",
     .fix = "Write the dot: safe with the host that Graph names, else only with --unsafe.",
     .source = "RFC 1035 section 5.1", .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft",
     .good = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft."},
    {"exchange-verification-mx", NOTICE, PER_RRSET, TYPE_BIT(LDNS_RR_TYPE_MX),
     check_verification_mx, .summary = "MX that proved ownership was left behind",
     .why = "Its host can never resolve. It is not needed once the domain is verified.",
     .fix = "Delete it when the domain is verified; mxmend never touches it.",
     .source = "Graph, List verificationDnsRecords",
     .bad = "@ 3600 IN MX 32767 ms12345678.msv1.invalid.",
     .good = "@ 3600 IN TXT \"MS=ms12345678\""},
    {"exchange-legacy-elsewhere", NOTICE, PER_RRSET,
     TYPE_BIT(LDNS_RR_TYPE_CNAME) | TYPE_BIT(LDNS_RR_TYPE_SRV), check_legacy_elsewhere,
     .summary = "legacy host is the target of a CNAME or SRV",
     .why = "Mail that follows it reaches the tenant, but without DNSSEC; when the MX moves, this "
            "is easily forgotten.",
     .fix = "See what uses it. mxmend rewrites MX records only.", .source = "MC1048624",
     .bad = "mail 3600 IN CNAME contoso-com.mail.protection.outlook.com.",
     .good = "mail 3600 IN CNAME mail.fabrikam.com."},
    {"exchange-parked", NOTICE, PER_NAME, TYPE_BIT(LDNS_RR_TYPE_MX), check_parked,
     .summary = "name has an Exchange MX but otherwise says that it has no mail",
     .why = "SPF \"v=spf1 -all\" and DMARC reject without autodiscover look like a parked domain, "
            "whose MX was forgotten.",
     .fix = "Publish a null MX if the domain has no mail.", .source = "RFC 7505",
     .bad = "@ 3600 IN MX 0 contoso-com.o-v1.mx.microsoft.\n@ 3600 IN TXT \"v=spf1 -all\"\n"
            "_dmarc 3600 IN TXT \"v=DMARC1; p=reject\"",
     .good = "@ 3600 IN MX 0 .\n@ 3600 IN TXT \"v=spf1 -all\"\n"
             "_dmarc 3600 IN TXT \"v=DMARC1; p=reject\""},
    {.id = NULL},
};
