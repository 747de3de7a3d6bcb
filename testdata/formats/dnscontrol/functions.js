require("./lib/mail.js");
var CLOUDFLARE = NewDnsProvider('cloudflare','CLOUDFLAREAPI');
var SPF = SPF_BUILDER({ label: "@", overflow: "_spf%d", parts: ["v=spf1", "include:spf.protection.outlook.com", "~all"], flatten: [] });
var MAIL = [
		SRV("_submission._tcp", 0, 1, 587, "smtp.office365.com."),
		MX("@", 0, "contoso-com.mail.protection.outlook.com.")
		];
D('contoso.com', REG_NONE, DnsProvider(DNS_BIND), NSSERVERS, SPF, MAIL, STUB,
	A('printer', '192.0.2.7'));
D(REV("192.0.2.0/24"), REG_NONE, PTR("192.0.2.7", "printer.contoso.com."));
D("example.org", REG_NONE, SPF, MX("@", 10, "mail.example.net."), [])
function mailOf(zone) {
    if (zone === "fabrikam.com")
        return [MX("@", 0, "fabrikam-com.mail.protection.outlook.com.")]
    var label = zone.split(/\./)[0]
    return [MX(label, 0, zone.replace(/\./g, "-") + ".mail.protection.outlook.com.")];
}
var d = "one.example", r = a / b / c, s = x ? `a${ {b: "}"}.b }` : /[/]\/"/.exec(y);
D("one.example", REG_NONE,
    M365_BUILDER("one.example", opts), M365_BUILDER({initialDomain: "x"}), M365_BUILDER("two.example"),
    M365_BUILDER("three.example", {...opts, label: "x"}), M365_BUILDER("four.example", {mx: wants}))
