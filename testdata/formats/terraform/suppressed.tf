# mxmend: ignore-next exchange-legacy-mx -- moves in March
resource "cloudflare_record" "mx" {
  zone_id  = "0123456789abcdef"
  name     = "contoso.com"
  type     = "MX"
  content  = "contoso-com.mail.protection.outlook.com"
  priority = 0
}

resource "aws_route53_record" "mx" {
  name    = "fabrikam.com"
  type    = "MX"
  ttl     = 300
  records = ["0 fabrikam-com.mail.protection.outlook.com"] // mxmend: ignore exchange-legacy-mx
}
