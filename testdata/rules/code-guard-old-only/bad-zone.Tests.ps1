Describe 'zone' {
    It 'has its mail at Microsoft' {
        $zone.Mx | ForEach-Object { $_.Exchange | Should -BeLike '*.mail.protection.outlook.com.' }
    }
    It 'has no other MX' {
        $zone.Mx | Where-Object { $_.Exchange -notlike '*.mail.protection.outlook.com.' } | Should -BeNullOrEmpty
    }
}
