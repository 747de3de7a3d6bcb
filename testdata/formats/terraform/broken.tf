resource "aws_route53_record" "mx" {
  name    = "contoso.com"
  type    = "MX"
  records = ["0 contoso-com.mail.protection.outlook.com"]
}

resource "aws_route53_record" "open" {
  name    = "fabrikam.com
  type    = "MX"
}
