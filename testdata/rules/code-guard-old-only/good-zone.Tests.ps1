Describe 'zone' {
    It 'has its mail at Microsoft' {
        $zone.Mx | ForEach-Object { $_.Exchange | Should -Match '\.(mail\.protection\.outlook\.com|[a-z]-v1\.mx\.microsoft)\.$' }
    }
}
