# A record that can be made out is exchange-legacy-mx's; a relay, prose and a policy are none.
locals {
  mx_host    = "contoso-com.mail.protection.outlook.com"
  smtp_relay = "contoso-com.mail.protection.outlook.com"
  smart_host = { address = "contoso-com.mail.protection.outlook.com" }
  policy     = <<-EOT
    version: STSv1
    mx: contoso-com.mail.protection.outlook.com
  EOT
}

variable "host" {
  description = "contoso-com.mail.protection.outlook.com"
}
