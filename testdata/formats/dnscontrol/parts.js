// Records whose data stands in several arguments, or in a list.
D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN), DefaultTTL("1h"),
    MX("@", 0, "contoso-com.mail.protection.outlook.com."),
    TXT("@", ["v=spf1 mx ", "-all"]),
    SRV("_autodiscover._tcp", 0, 0, 443, "contoso-com.mail.protection.outlook.com."),
    SRV("_sip._tls", 100, 1, 443, sipHost),
    CAA("@", "issuemail", "ca.example", CAA_CRITICAL),
    CAA("@", "issue", ca),
    TXT("list", [first, "second"]),
    TXT("empty", []),
);
