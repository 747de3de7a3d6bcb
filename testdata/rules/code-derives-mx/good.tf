# Look-alikes: a suffix that is tested, prose, a policy with a wildcard, a relay.
variable "mx_host" {
  description = "Not ${domain}.mail.protection.outlook.com any more"
  validation {
    condition     = !endswith(var.mx_host, ".mail.protection.outlook.com")
    error_message = "A host below *.mail.protection.outlook.com has no DNSSEC."
  }
}

locals {
  policy = <<-EOT
    version: STSv1
    mode: testing
    mx: *.mail.protection.outlook.com
    max_age: 604800
  EOT
  smtp_relay = "${var.tenant}.mail.protection.outlook.com"
}

resource "cloudflare_dns_record" "spf" {
  zone_id = var.zone_id
  name    = "@"
  type    = "TXT"
  content = "v=spf1 include:spf.protection.outlook.com ${var.more} -all"
  ttl     = 3600
}
