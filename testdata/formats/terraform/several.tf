# Several old hosts in one set: one run leaves the new one alone there.
resource "aws_route53_record" "inline" {
  zone_id = aws_route53_zone.main.zone_id
  name    = "contoso.com"
  type    = "MX"
  ttl     = 3600
  records = ["20 a-contoso-com.mail.protection.outlook.com.", "30 b-contoso-com.mail.protection.outlook.com.", "5 contoso-com.mail.protection.outlook.com."]
}

resource "aws_route53_record" "mixed" {
  zone_id = aws_route53_zone.other.zone_id
  name    = "fabrikam.com"
  type    = "MX"
  ttl     = 3600
  records = ["50 mx.example.net.", "7 fabrikam-com.mail.protection.outlook.com.", "60 c-fabrikam-com.mail.protection.outlook.com."]
}
