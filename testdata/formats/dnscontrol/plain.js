// @ts-check
/// <reference path="types-dnscontrol.d.ts" />
var REG_NONE = NewRegistrar("none"); // the registrar
var DSP_MAIN = NewDnsProvider("cloudflare", { "manage_redirects": true });
const quotes = /["'`\/]/g;

D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN),
  DefaultTTL("1h"),
  A("@", "192.0.2.1"),
  MX("@", 0, "contoso-com.mail.protection.outlook.com.", TTL(600)), // Microsoft 365
  TXT("@", "v=spf1 include:spf.protection.outlook.com -all"),
  CNAME("autodiscover", "autodiscover.outlook.com."),
  /* MX("old", 0, "contoso-com.mail.protection.outlook.com."), */
  MX("lists", 10, "mail"),
  A("mail", "192.0.2.25"),
);

D('fabrikam.com', REG_NONE, DnsProvider(DSP_MAIN)
  , MX('@', 0, 'fabrikam-com.mail.protection.outlook.com.')
  , TXT('@', 'v=spf1 include:spf.protection.outlook.com -all')
, END)

D(`tailspin.example`, REG_NONE, DnsProvider(DSP_MAIN), MX(`@`, 10, `aspmx.l.google.com.`), MX("@", 20, "alt1.aspmx.l.google.com."));
