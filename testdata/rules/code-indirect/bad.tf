variable "mx_host" {}

resource "cloudflare_dns_record" "mx" {
  zone_id  = var.zone_id
  name     = "@"
  type     = "MX"
  content  = var.mx_host
  priority = 0
  ttl      = 3600
}

resource "aws_route53_record" "mx" {
  zone_id = var.zone_id
  name    = "contoso.com"
  type    = "MX"
  ttl     = 3600
  records = concat(["10 ${var.mx_host}"], var.more)
}
