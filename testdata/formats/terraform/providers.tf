resource "google_dns_managed_zone" "prod" {
  name     = "prod-zone"
  dns_name = "contoso.com."
}

resource "google_dns_record_set" "mx" {
  name         = google_dns_managed_zone.prod.dns_name
  managed_zone = google_dns_managed_zone.prod.name
  type         = "MX"
  ttl          = 3600
  rrdatas      = ["0 contoso-com.mail.protection.outlook.com."]
}

resource "google_dns_record_set" "shop" {
  name         = "shop.${google_dns_managed_zone.prod.dns_name}"
  managed_zone = google_dns_managed_zone.prod.name
  type         = "MX"
  ttl          = 3600
  rrdatas      = ["0 shop-contoso-com.mail.protection.outlook.com"]
}

resource "google_dns_record_set" "spf" {
  name         = google_dns_managed_zone.prod.dns_name
  managed_zone = google_dns_managed_zone.prod.name
  type         = "TXT"
  ttl          = 3600
  rrdatas      = ["\"v=spf1 include:spf.protection.outlook.com -all\""]
}

resource "dns_mx_record_set" "mx" {
  zone = "fabrikam.com."
  ttl  = 3600

  mx {
    preference = 0
    exchange   = "fabrikam-com.mail.protection.outlook.com."
  }

  mx {
    preference = 10
    exchange   = "mx.gateway.example."
  }
}

resource "ovh_domain_zone_record" "mx" {
  zone      = "tailspin.example"
  subdomain = ""
  fieldtype = "MX"
  ttl       = 3600
  target    = "0 tailspin-example.mail.protection.outlook.com."
}

# Without its final dot this host is below the zone.
resource "ovh_domain_zone_record" "undotted" {
  zone      = "wingtip.example"
  subdomain = ""
  fieldtype = "MX"
  target    = "0 wingtip-example.mail.protection.outlook.com"
}

resource "gandi_livedns_record" "mx" {
  zone   = "tailspintoys.com"
  name   = "@"
  type   = "MX"
  ttl    = 3600
  values = ["0 tailspintoys-com.mail.protection.outlook.com."]
}

resource "namecheap_domain_records" "contoso" {
  domain     = "contoso.com"
  mode       = "OVERWRITE"
  email_type = "MX"

  record {
    hostname = "@"
    type     = "MX"
    address  = "contoso-com.mail.protection.outlook.com."
    mx_pref  = 0
    ttl      = 3600
  }

  record {
    hostname = "www"
    type     = "CNAME"
    address  = "contoso.example.net."
  }
}

resource "infoblox_mx_record" "mx" {
  fqdn           = "fabrikam.com"
  mail_exchanger = "fabrikam-com.mail.protection.outlook.com"
  preference     = 0
}

resource "digitalocean_record" "mx" {
  domain   = "tailspin.example"
  type     = "MX"
  name     = "@"
  priority = 0
  value    = "tailspin-example.mail.protection.outlook.com."
}

resource "hetznerdns_zone" "wingtip" {
  name = "wingtip.example"
}

resource "hetznerdns_record" "mx" {
  zone_id = hetznerdns_zone.wingtip.id
  name    = "@"
  value   = "0 wingtip-example.mail.protection.outlook.com."
  type    = "MX"
}

resource "linode_domain" "toys" {
  domain = "tailspintoys.com"
}

resource "linode_domain_record" "mx" {
  domain_id   = linode_domain.toys.id
  record_type = "MX"
  target      = "tailspintoys-com.mail.protection.outlook.com"
  priority    = 0
  ttl_sec     = 3600
}

resource "dnsimple_zone_record" "mx" {
  zone_name = "contoso.com"
  name      = ""
  type      = "MX"
  value     = "contoso-com.mail.protection.outlook.com"
  priority  = 0
}

resource "godaddy_domain_record" "fabrikam" {
  domain = "fabrikam.com"

  record {
    name     = "@"
    type     = "MX"
    data     = "fabrikam-com.mail.protection.outlook.com"
    ttl      = 3600
    priority = 0
  }
}

resource "ns1_record" "mx" {
  zone   = "tailspin.example"
  domain = "tailspin.example"
  type   = "MX"

  answers {
    answer = "0 tailspin-example.mail.protection.outlook.com"
  }
}

resource "azapi_resource" "mx" {
  type      = "Microsoft.Network/dnsZones/MX@2018-05-01"
  name      = "@"
  parent_id = azurerm_dns_zone.shop.id
  body = {
    properties = {
      TTL = 3600
      MXRecords = [
        {
          preference = 0
          exchange   = "shop-contoso-com.mail.protection.outlook.com"
        }
      ]
    }
  }
}

resource "azurerm_dns_zone" "shop" {
  name = "shop.contoso.com"
}

# No provider that mxmend knows, but a record all the same.
resource "example_dns_entry" "mx" {
  zone    = "tailspintoys.com"
  name    = "@"
  type    = "MX"
  content = "tailspintoys-com.mail.protection.outlook.com"
}
