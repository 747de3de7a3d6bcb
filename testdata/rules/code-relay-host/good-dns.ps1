Add-DnsServerResourceRecordMX -ZoneName adatum.com -Name . -MailExchange adatum-com.mail.protection.outlook.com -Preference 0
