variable "mx_host" {
  description = "Such as example-com.mail.protection.outlook.com"
  default     = "contoso-com.mail.protection.outlook.com"
}

variable "twice" {
  default = "fabrikam-com.mail.protection.outlook.com"
}

variable "told_elsewhere" {
  type = string
}

locals {
  domain = "fabrikam.com"
  hosts = {
    tailspin = "tailspin-example.mail.protection.outlook.com" # in a comment: local.hosts.tailspin
  }
  mx_records = ["0 wingtip-example.mail.protection.outlook.com", "10 mx.gateway.example"]
}

resource "cloudflare_record" "variable" {
  zone_id  = cloudflare_zone.contoso.id
  name     = "@"
  type     = "MX"
  content  = var.mx_host
  priority = 0
}

resource "cloudflare_zone" "contoso" {
  zone = "contoso.com"
}

# A value that serves two records is corrected in neither.
resource "aws_route53_record" "twice" {
  zone_id = var.zone_id
  name    = local.domain
  type    = "MX"
  ttl     = 300
  records = ["0 ${var.twice}"]
}

output "twice" {
  value = var.twice
}

resource "aws_route53_record" "in_a_template" {
  zone_id = var.zone_id
  name    = "tailspin.example"
  type    = "MX"
  ttl     = 300
  records = ["0 ${local.hosts.tailspin}."]
}

resource "aws_route53_record" "list" {
  zone_id = var.zone_id
  name    = "wingtip.example"
  type    = "MX"
  ttl     = 300
  records = local.mx_records
}

resource "aws_route53_record" "elsewhere" {
  zone_id = var.zone_id
  name    = "shop.contoso.com"
  type    = "MX"
  ttl     = 300
  records = [var.told_elsewhere]
}

resource "aws_route53_record" "derived" {
  zone_id = var.zone_id
  name    = local.domain
  type    = "MX"
  ttl     = 300
  records = ["0 ${replace(local.domain, ".", "-")}.mail.protection.outlook.com"]
}

resource "aws_route53_record" "formatted" {
  zone_id = var.zone_id
  name    = "sub.${local.domain}"
  type    = "MX"
  ttl     = 300
  records = [format("0 %s.mail.protection.outlook.com", replace(local.domain, ".", "-"))]
}
