PROVIDERS = {
    "aspmx.l.google.com": "Google Workspace",
    ".mail.protection.outlook.com": "Microsoft 365",
    ".mx.microsoft": "Microsoft 365",
    ".pphosted.com": "Proofpoint",
}
