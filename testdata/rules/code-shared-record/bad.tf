resource "aws_route53_record" "mx" {
  for_each = toset(["contoso.com", "fabrikam.com"])
  zone_id  = data.aws_route53_zone.all[each.key].zone_id
  name     = each.key
  type     = "MX"
  ttl      = 3600
  records  = ["0 contoso-com.mail.protection.outlook.com"]
}

resource "aws_route53_record" "counted" {
  count   = length(var.zone_ids)
  zone_id = element(var.zone_ids, count.index)
  name    = ""
  type    = "MX"
  ttl     = 3600
  records = ["0 contoso-com.mail.protection.outlook.com"]
}
