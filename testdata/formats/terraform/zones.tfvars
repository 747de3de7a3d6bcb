# Data that belongs to no provider.
zones = {
  "contoso.com" = [
    { name = "", type = "MX", ttl = 3600, records = ["0 contoso-com.mail.protection.outlook.com"] },
    { name = "shop", type = "MX", ttl = 3600, records = [
      "0 shop-contoso-com.mail.protection.outlook.com", // in shops
      "10 mx.gateway.example",
    ] },
    { name : "", type : "TXT", ttl : 3600, records : ["v=spf1 include:spf.protection.outlook.com -all"] },
  ]
  "fabrikam.com" = {
    mx_records = [
      { preference = 0, exchange = "fabrikam-com.mail.protection.outlook.com" }
    ]
  }
}

mail_gateway = "0 tailspin-example.mail.protection.outlook.com"
smtp_relay   = "tailspin-example.mail.protection.outlook.com"
mail_host    = "wingtip-example.mail.protection.outlook.com"
