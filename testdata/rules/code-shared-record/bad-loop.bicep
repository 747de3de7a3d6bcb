resource mx 'Microsoft.Network/dnsZones/MX@2018-05-01' = [for z in ['a.example', 'b.example']: {
  name: '${z}/@'
  properties: {
    TTL: 3600
    MXRecords: [
      {
        preference: 0
        exchange: 'contoso-com.mail.protection.outlook.com'
      }
    ]
  }
}]
