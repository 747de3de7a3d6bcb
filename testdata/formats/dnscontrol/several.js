D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN),
    MX("@", 30, "b-contoso-com.mail.protection.outlook.com."), MX("@", 40, "a-contoso-com.mail.protection.outlook.com."),
    MX("@", 20, "contoso-com.mail.protection.outlook.com."), TXT("@", "v=spf1 include:spf.protection.outlook.com -all"));
