# TTLs differ: 1 is automatic, and no other line is touched but by --unsafe.
resource "cloudflare_dns_record" "a" {
  zone_id  = var.zone_id
  name     = "contoso.com"
  type     = "MX"
  content  = "contoso-com.mail.protection.outlook.com"
  priority = 0
  ttl      = 1
}
resource "cloudflare_dns_record" "b" {
  zone_id  = var.zone_id
  name     = "contoso.com"
  type     = "TXT"
  content  = "v=spf1 include:spf.protection.outlook.com -all"
  ttl      = 300
}
resource "cloudflare_dns_record" "c" {
  zone_id  = var.zone_id
  name     = "contoso.com"
  type     = "TXT"
  content  = "one"
  ttl      = 1
}
resource "cloudflare_dns_record" "d" {
  zone_id  = var.zone_id
  name     = "contoso.com"
  type     = "TXT"
  content  = "two"
  ttl      = 600
}
