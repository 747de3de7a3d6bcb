# A switch, several hosts of one zone, and other types.
resource "aws_route53_record" "switched" {
  count   = var.mail ? 1 : 0
  zone_id = var.zone_id
  name    = "contoso.com"
  type    = "MX"
  ttl     = 3600
  records = ["0 contoso-com.mail.protection.outlook.com"]
}

resource "cloudflare_dns_record" "hosts" {
  for_each = { "mx1.example.net" = 10, "mx2.example.net" = 20 }
  zone_id  = var.zone_id
  name     = "fabrikam.com"
  type     = "MX"
  content  = each.key
  priority = each.value
  ttl      = 3600
}

resource "cloudflare_dns_record" "spf" {
  for_each = var.zones
  zone_id  = each.value
  name     = "@"
  type     = "TXT"
  content  = "v=spf1 include:spf.protection.outlook.com -all"
  ttl      = 3600
}
