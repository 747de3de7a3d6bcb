# Bücher, „wie gesehen“
resource "cloudflare_record" "bücher" {
	zone_id  = cloudflare_zone.z.id	
	name = "@"
	type	= "MX"
	content  =   "xn--bcher-kva-example.mail.protection.outlook.com"   # ä
	priority = 0
}

resource "cloudflare_zone" "z" {
  zone = "xn--bcher-kva.example"
}

resource "aws_route53_record" "mx" {
  name    = "contoso.com"
  type    = "MX"
  records = [
    "0 contoso-com.mail.protection.outlook.com",
    "10 mx.gateway.example"
  ]
}