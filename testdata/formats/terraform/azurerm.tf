resource "azurerm_dns_zone" "contoso" {
  name                = "contoso.com"
  resource_group_name = azurerm_resource_group.dns.name
}

resource "azurerm_dns_mx_record" "apex" {
  name                = "@"
  zone_name           = azurerm_dns_zone.contoso.name
  resource_group_name = azurerm_resource_group.dns.name
  ttl                 = 3600

  record {
    preference = 0
    exchange   = "contoso-com.mail.protection.outlook.com"
  }

  tags = {
    environment = "Production"
  }
}

resource "azurerm_dns_mx_record" "shop" {
  name      = "shop"
  zone_name = azurerm_dns_zone.contoso.name
  ttl       = 3600

  # Exchange
  record {
    preference = "10"
    exchange   = "shop-contoso-com.mail.protection.outlook.com."
  }

  record {
    preference = "20"
    exchange   = "mx.gateway.example."
  }
}

# The same name in a private zone is no duplicate.
resource "azurerm_private_dns_mx_record" "apex" {
  name      = "@"
  zone_name = "contoso.com"
  ttl       = 3600
  record {
    preference = 0
    exchange   = "contoso-com.mail.protection.outlook.com"
  }
}

resource "azurerm_dns_mx_record" "computed" {
  name      = "@"
  zone_name = "tailspin.example"
  ttl       = 3600

  dynamic "record" {
    for_each = var.mx
    content {
      preference = record.value.preference
      exchange   = record.value.exchange
    }
  }
}

resource "azurerm_dns_txt_record" "spf" {
  name      = "@"
  zone_name = "contoso.com"
  ttl       = 3600
  record {
    value = "v=spf1 include:spf.protection.outlook.com -all"
  }
}
