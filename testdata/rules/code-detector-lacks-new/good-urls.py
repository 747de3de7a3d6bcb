ALLOWED_URLS = ["*.outlook.office.com", "*.mail.protection.outlook.com"]
