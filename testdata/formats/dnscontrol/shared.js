var M365 = [
  MX("@", 0, "contoso-com.mail.protection.outlook.com."),
  TXT("@", "v=spf1 include:spf.protection.outlook.com -all"),
];
var GOOGLE = [MX("@", 1, "aspmx.l.google.com."), MX("@", 5, "alt1.aspmx.l.google.com.")];

function parked(name) {
  D(name, REG_NONE, DnsProvider(DSP_MAIN), MX("@", 0, "fabrikam-com.mail.protection.outlook.com."))
}

D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN), M365)
D("fabrikam.com", REG_NONE, DnsProvider(DSP_MAIN), M365)
parked("tailspin.example")

// An array that one zone uses is that zone's.
var LATER = [MX("@", 0, "tailspin-example.mail.protection.outlook.com.", TTL("5m"))];
D("tailspin.example", REG_NONE, DnsProvider(DSP_MAIN), LATER)
