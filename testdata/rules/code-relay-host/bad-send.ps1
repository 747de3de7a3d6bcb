Send-MailMessage -SmtpServer 'contoso-com.mail.protection.outlook.com' -To $to -From $from
New-SendConnector -Name out -SmartHosts contoso-com.mail.protection.outlook.com -AddressSpaces '*'
$SmtpServer = 'contoso-com.mail.protection.outlook.com'
