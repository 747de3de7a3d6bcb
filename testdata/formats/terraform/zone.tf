# Semicolons as in a zone file, which Route 53 reads as they are meant; and an owner that another file fills in.
module "contoso" {
  source = "./zone"

  records = [
    {
      name = "contoso.com."
      type = "MX"
      ttl  = 3600
      records = [
        "0 contoso-com.mail.protection.outlook.com."
      ]
    },
    {
      name = "contoso.com."
      type = "TXT"
      ttl  = 3600
      records = [
        "v=spf1 include:spf.protection.outlook.com -all"
      ]
    },
    {
      name = "_dmarc.contoso.com."
      type = "TXT"
      ttl  = 3600
      records = [
        "v=DMARC1\\;p=reject\\;"
      ]
    }
  ]
}

resource "aws_route53_record" "home" {
  zone_id = aws_route53_zone.home.zone_id
  name    = "home.${var.domain}"
  type    = "A"
  ttl     = 300
  records = ["192.0.2.1"]
}
