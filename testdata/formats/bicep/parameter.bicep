param exchangeHost string = 'contoso-com.mail.protection.outlook.com'

@description('zone')
resource zone 'Microsoft.Network/dnsZones@2018-05-01' existing = {
  name: 'contoso.com'
}

resource mx 'Microsoft.Network/dnsZones/MX@2018-05-01' = {
  parent: zone
  name: '@'
  properties: {
    TTL: 3600
    MXRecords: [
      {
        preference: 0
        exchange: exchangeHost
      }
    ]
  }
}
