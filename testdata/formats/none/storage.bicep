param name string = 'contoso'

resource account 'Microsoft.Storage/storageAccounts@2023-01-01' = {
  name: name
}
