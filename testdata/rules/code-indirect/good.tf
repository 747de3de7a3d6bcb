# What is worked out for another type is no business of this rule, and a variable with a default that
# nothing else uses is followed.
variable "mx_host" {
  default = "mx.example.net"
}

resource "cloudflare_dns_record" "mx" {
  zone_id  = var.zone_id
  name     = "@"
  type     = "MX"
  content  = var.mx_host
  priority = 0
  ttl      = 3600
}

resource "cloudflare_dns_record" "www" {
  zone_id = var.zone_id
  name    = "www"
  type    = "CNAME"
  content = aws_lb.web.dns_name
  ttl     = 3600
}

resource "cloudflare_dns_record" "any" {
  for_each = var.records
  zone_id  = var.zone_id
  name     = each.key
  type     = each.value.type
  content  = each.value.content
  ttl      = 3600
}
