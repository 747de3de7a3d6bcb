param zoneName string

resource mx 'Microsoft.Network/dnsZones/MX@2018-05-01' = {
  name: '${zoneName}/@'
  properties: {
    TTL: 3600
    MXRecords: [
      {
        preference: 0
        exchange: '${replace(zoneName, '.', '-')}.mail.protection.outlook.com'
      }
    ]
  }
}
