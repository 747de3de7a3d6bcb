def test_mx(resolver):
    answer = resolver.mx("contoso.com")
    assert answer == ["contoso-com.mail.protection.outlook.com"]


EXPECTED_MX = "fabrikaminc-com02b.mail.protection.outlook.com."
