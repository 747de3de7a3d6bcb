# Adds a domain to the tenant and its records to the zone.
param([string]$Domain)

$label = $Domain -replace '\.', '-'
$target = "$label.mail.protection.outlook.com"
Add-DnsServerResourceRecordMX -ZoneName $Domain -Name '@' -MailExchange $target -Preference 0

$wrong = ($Domain -replace '.', '-') + '.mail.protection.outlook.com'
