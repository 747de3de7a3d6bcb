locals {
  tenant = replace(var.domain, ".", "-")
  format = "%s.mail.protection.outlook.com"
}

resource "cloudflare_dns_record" "mx" {
  zone_id = var.zone_id
  name    = "@"
  type    = "MX"
  content = "${local.tenant}.mail.protection.outlook.com"
  ttl     = 3600
}

output "mx" {
  value = join("", [replace(var.domain, ".", "-"), ".mail.protection.outlook.com"])
}
