const MAIL_HOST: string = "contoso-com.mail.protection.outlook.com.";
const zone = "contoso.com";
const twice = "fabrikam-com.mail.protection.outlook.com.";

D(zone, REG_NONE, DnsProvider(DSP_MAIN),
    MX("@", 0, MAIL_HOST),
    MX("sub", 0, process.env.MX_HOST),
    MX("two", 0, `${label}.mail.protection.outlook.com.`),
    MX("three", 0, zone.replace(/\./g, "-") + ".mail.protection.outlook.com."),
)

D("fabrikam.com", REG_NONE, DnsProvider(DSP_MAIN),
    MX("@", 0, twice),
    MX("sub", 0, twice),
)
