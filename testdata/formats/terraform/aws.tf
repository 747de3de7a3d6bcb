# One zone in this file, another one elsewhere.
resource "aws_route53_zone" "contoso" {
  name = "contoso.com"
}

data "aws_route53_zone" "fabrikam" {
  name         = "fabrikam.com."
  private_zone = false
}

resource "aws_route53_record" "mx" {
  zone_id = aws_route53_zone.contoso.zone_id
  name    = ""
  type    = "MX"
  ttl     = "3600"
  records = ["0 contoso-com.mail.protection.outlook.com"]
}

resource "aws_route53_record" "mixed" {
  zone_id = "${data.aws_route53_zone.fabrikam.zone_id}"
  name    = data.aws_route53_zone.fabrikam.name
  type    = "MX"
  ttl     = 300

  records = [
    "0  Fabrikam-com.mail.protection.outlook.com.", # Exchange
    "10 mx.gateway.example.",                       /* the old gateway */
  ]

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_route53_record" "several" {
  zone_id = var.zone_id
  name    = "tailspin.example"
  type    = "MX"
  ttl     = 300
  records = tolist(["5 mx1.tailspin.example", "0 tailspin-example.mail.protection.outlook.com", ])
}

# Owner and zone are not in this file: found, not corrected.
resource "aws_route53_record" "elsewhere" {
  zone_id = var.zone_id
  name    = ""
  type    = "MX"
  ttl     = 300
  records = ["0 wingtip-example.mail.protection.outlook.com"]
}

resource "aws_route53_record" "spf" {
  zone_id = aws_route53_zone.contoso.zone_id
  name    = "contoso.com"
  type    = "TXT"
  ttl     = 300
  records = ["v=spf1 include:spf.protection.outlook.com -all", "MS=ms12345678"]
}

resource "aws_route53_record" "key" {
  zone_id = aws_route53_zone.contoso.zone_id
  name    = "selector1._domainkey"
  type    = "CNAME"
  ttl     = 300
  records = ["selector1-contoso-com._domainkey.contoso.onmicrosoft.com"]
}
