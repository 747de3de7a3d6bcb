export const mx = (zone) => [MX("@", 0, `${zone}.mail.protection.outlook.com.`)];
["a.example", "b.example"].forEach(function (z) { D(z, REG_NONE, MX("@", 0, "contoso-com.mail.protection.outlook.com.")); });
for (const zone in zones) D(zone, REG, MX("@", 0, zones[zone].mx))
