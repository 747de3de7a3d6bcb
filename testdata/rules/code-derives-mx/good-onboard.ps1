# Was: $Domain.Replace('.', '-') + '.mail.protection.outlook.com'
$mx = (Get-MgDomainServiceConfigurationRecord -DomainId $Domain |
    Where-Object RecordType -eq 'Mx').AdditionalProperties.mailExchange
$tenant = $mx.Replace('.mail.protection.outlook.com', '')
# mxmend: ignore-next code-derives-mx -- shows what the label was, for the inventory
$old = "$($Domain.Replace('.', '-')).mail.protection.outlook.com"
Send-MailMessage -SmtpServer "$($Domain.Replace('.', '-')).mail.protection.outlook.com" -To $to
