variable "zone_id" {}

resource "cloudflare_zone" "contoso" {
  zone = "contoso.com"
}

resource "cloudflare_zone" "fabrikam" {
  account = { id = var.account_id }
  name    = "fabrikam.com"
}

data "cloudflare_zone" "tailspin" {
  filter = {
    name = "tailspin.example"
  }
}

# Provider version 3
resource "cloudflare_record" "mx" {
  zone_id  = cloudflare_zone.contoso.id
  name     = "@"
  type     = "MX"
  value    = "contoso-com.mail.protection.outlook.com"
  priority = 0
}

# Version 4
resource "cloudflare_record" "mx_fabrikam" {
  zone_id  = cloudflare_zone.fabrikam.id
  name     = "fabrikam.com"
  type     = "MX"
  content  = "fabrikam-com.mail.protection.outlook.com."
  priority = 10
  ttl      = 1
}

resource "cloudflare_record" "gateway" {
  zone_id  = cloudflare_zone.fabrikam.id
  name     = "fabrikam.com"
  type     = "MX"
  content  = "mx.gateway.example"
  priority = 20
}

# Version 5
resource "cloudflare_dns_record" "mx" {
  zone_id  = data.cloudflare_zone.tailspin.zone_id
  name     = "tailspin.example"
  type     = "MX"
  content  = "tailspin-example.mail.protection.outlook.com"
  priority = 0
  ttl      = 3600
}

resource "cloudflare_dns_record" "unknown_zone" {
  zone_id  = var.zone_id
  name     = "@"
  type     = "MX"
  content  = "wingtip-example.mail.protection.outlook.com"
  priority = 0
  ttl      = 3600
}

resource "cloudflare_dns_record" "null" {
  zone_id  = var.other_zone_id
  name     = "@"
  type     = "MX"
  content  = "."
  priority = 0
  ttl      = 3600
}

resource "cloudflare_dns_record" "srv" {
  zone_id  = var.zone_id
  name     = "_sip._tls"
  type     = "SRV"
  ttl      = 3600
  data = {
    priority = 100
    weight   = 1
    port     = 443
    target   = "sipdir.online.lync.com"
  }
}

resource "cloudflare_dns_record" "caa" {
  zone_id = var.zone_id
  name    = "@"
  type    = "CAA"
  ttl     = 3600
  data = {
    flags = 0
    tag   = "issue"
    value = "letsencrypt.org"
  }
}
