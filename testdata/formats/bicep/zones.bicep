targetScope = 'resourceGroup'

@description('The zone, such as example.com; its MX is example-com.mail.protection.outlook.com')
param zoneName string = 'contoso.com'
param tags object = {}
var host = 'fabrikam-com.mail.protection.outlook.com'

resource zone 'Microsoft.Network/dnszones@2018-05-01' = {
  name: zoneName
  location: 'global'
  tags: tags

  // A child in its parent
  resource mx 'MX@2018-05-01' = {
    name: '@'
    properties: {
      TTL: 3600
      MXRecords: [
        {
          preference: 0
          exchange: 'contoso-com.mail.protection.outlook.com'
        }
        { // the old gateway
          preference: 10
          exchange: 'mx.gateway.example'
        }
      ]
    }
  }
}

resource shop 'Microsoft.Network/dnsZones/MX@2018-05-01' = {
  name: '${zone.name}/shop'
  properties: {
    TTL: 3600
    MXRecords: [
      { preference: 0, exchange: 'shop-contoso-com.mail.protection.outlook.com.' }
    ]
  }
}

/* Private zones write mxRecords and ttl. */
resource private 'Microsoft.Network/privateDnsZones/MX@2020-06-01' = if (!empty(tags)) {
  name: 'fabrikam.com/@'
  properties: {
    ttl: 3600
    mxRecords: [
      {
        preference: 0
        exchange: host
      }
    ]
  }
}

resource each 'Microsoft.Network/dnsZones/MX@2018-05-01' = [for z in ['a.example', 'b.example']: {
  name: '${z}/@'
  properties: {
    TTL: 3600
    MXRecords: [
      {
        preference: 0
        exchange: 'tailspin-example.mail.protection.outlook.com'
      }
    ]
  }
}]

resource derived 'Microsoft.Network/dnsZones/MX@2018-05-01' = {
  parent: zone
  name: 'mail'
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

resource spf 'Microsoft.Network/dnsZones/TXT@2018-05-01' = {
  parent: zone
  name: '@'
  properties: {
    TTL: 3600
    TXTRecords: [
      {
        value: [
          'v=spf1 include:spf.protection.outlook.com -all'
        ]
      }
    ]
  }
}

resource autodiscover 'Microsoft.Network/dnsZones/CNAME@2018-05-01' = {
  parent: zone
  name: 'autodiscover'
  properties: {
    TTL: 3600
    CNAMERecord: {
      cname: 'autodiscover.outlook.com'
    }
  }
}
