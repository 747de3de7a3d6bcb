locals {
  zones = toset(["contoso.com", "fabrikam.com"])
  mail = {
    "contoso.com" = {
      mx = [{ priority = 0, host = "contoso-com.mail.protection.outlook.com" }]
    }
    "fabrikam.com" = {
      mx = [{ priority = 0, host = "fabrikam-com.mail.protection.outlook.com" }, { priority = 10, host = "mx.gateway.example" }]
    }
  }
}

resource "aws_route53_record" "each" {
  for_each = local.zones
  zone_id  = data.aws_route53_zone.all[each.key].zone_id
  name     = each.key
  type     = "MX"
  ttl      = 300
  records  = ["0 contoso-com.mail.protection.outlook.com"]
}

resource "aws_route53_record" "counted" {
  count   = length(var.zone_ids)
  zone_id = var.zone_ids[count.index]
  name    = ""
  type    = "MX"
  ttl     = 300
  records = ["0 contoso-com.mail.protection.outlook.com"]
}

# A count that only switches the record on makes one record.
resource "aws_route53_record" "switched" {
  count   = var.mail ? 1 : 0
  zone_id = var.zone_id
  name    = "tailspin.example"
  type    = "MX"
  ttl     = 300
  records = ["0 tailspin-example.mail.protection.outlook.com"]
}

resource "cloudflare_dns_record" "each_value" {
  for_each = local.mail
  zone_id  = each.value.zone_id
  name     = each.key
  type     = "MX"
  content  = each.value.mx[0].host
  priority = each.value.mx[0].priority
  ttl      = 3600
}

# Other providers have the same hosts for all zones.
resource "cloudflare_record" "gateway" {
  for_each = var.zones
  zone_id  = each.value
  name     = each.key
  type     = "MX"
  value    = "mx.gateway.example"
  priority = 10
}
