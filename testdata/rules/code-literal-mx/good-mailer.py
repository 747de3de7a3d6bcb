import smtplib

# The MX is contoso-com.mail.protection.outlook.com
SMTP_HOST = "contoso-com.mail.protection.outlook.com"


def send(message):
    smtplib.SMTP("contoso-com.mail.protection.outlook.com", 25).send_message(message)


def test_provider():
    assert provider_of("contoso-com.mail.protection.outlook.com") == "microsoft"
