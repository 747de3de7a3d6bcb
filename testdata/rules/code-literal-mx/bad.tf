locals {
  mail_host = "contoso-com.mail.protection.outlook.com"
  hosts = {
    "contoso-com.mail.protection.outlook.com" = 0
  }
  zone_file = <<EOT
$ORIGIN contoso.com.
@ 3600 IN MX 0 contoso-com.mail.protection.outlook.com.
EOT
}

resource "aws_route53_record" "mx" {
  zone_id = var.zone_id
  name    = "contoso.com"
  type    = "MX"
  ttl     = 3600
  records = ["${var.preference} contoso-com.mail.protection.outlook.com"]
}
