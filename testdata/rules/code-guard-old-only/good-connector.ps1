# Nothing but our tenant may be a smart host.
Get-OutboundConnector | Where-Object { $_.SmartHosts -notmatch 'mail\.protection\.outlook\.com$' } | Write-Warning
$isMicrosoft = $mx.NameExchange -like '*.mail.protection.outlook.com'
