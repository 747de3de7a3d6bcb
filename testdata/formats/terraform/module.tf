module "mail" {
  source = "./modules/mail"

  zone       = "contoso.com"
  mx_records = ["0 contoso-com.mail.protection.outlook.com."]
}

module "dns" {
  source      = "terraform-aws-modules/route53/aws//modules/records"
  domain_name = "fabrikam.com"
  records = [
    {
      name    = ""
      type    = "MX"
      ttl     = 3600
      records = ["0 fabrikam-com.mail.protection.outlook.com"]
    },
  ]
}
