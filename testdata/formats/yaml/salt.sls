contoso.com:
  records:
    '@':
      MX:
        - '0 contoso-com.mail.protection.outlook.com.'
