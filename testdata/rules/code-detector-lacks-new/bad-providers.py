PROVIDERS = {
    "aspmx.l.google.com": "Google Workspace",
    ".mail.protection.outlook.com": "Microsoft 365",
    ".pphosted.com": "Proofpoint",
}


def provider(host):
    if host.endswith(".mail.protection.outlook.com"):
        return "Microsoft 365"
