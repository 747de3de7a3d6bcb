D("contoso.com", REG_NONE, DnsProvider(DSP_MAIN), // Zürich
	MX( "@" , 0 , "contoso-com.mail.protection.outlook.com" ),
	MX("@", 5, "mail.other.example.")
);
D_EXTEND("sub.fabrikam.com", MX("@", 0, "fabrikam-com.mail.protection.outlook.com."))