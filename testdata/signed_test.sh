#!/usr/bin/env bash
# Signed zones, made here by ldns-signzone and dnssec-signzone: mxmend is silent on each. Then each
# is broken one way, and mxmend, dnssec-verify and kzonecheck must agree that it is broken. Where one
# of the two does not see a fault, the table says so and why, and a row that is no longer true fails.
#
# usage: testdata/signed_test.sh MXMEND
set -euo pipefail

mxmend=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
# shellcheck source-path=SCRIPTDIR source=tap.sh
. "$here/tap.sh"
PATH=$PATH:/usr/sbin
zone=contoso.com
cd "$work"

cat >plain.zone <<'ZONE'
$ORIGIN contoso.com.
$TTL 3600
@          SOA   ns1 hostmaster 2026110101 7200 1800 1209600 3600
@          NS    ns1
@          NS    ns2.fabrikam.com.
@          MX    10 Mail
@          MX    20 mail2.fabrikam.com.
@          TXT   "v=spf1 mx -all"
@          CAA   0 issue "ca.example.net"
ns1        A     192.0.2.53
ns1        AAAA  2001:db8::53
Mail       A     192.0.2.25
mail       300 AAAA 2001:db8::25
www        CNAME mail
*.wild     TXT   "any" "thing"
_sip._tls  SRV   100 1 443 sip.fabrikam.com.
a.b.empty  A     192.0.2.9
a.b.empty  TYPE65400 \# 3 010203
old        DNAME fabrikam.com.
insecure   NS    ns.insecure
ns.insecure A    192.0.2.77
x.y.loose  NS    ns1.fabrikam.com.
secure     NS    ns.secure
secure     DS    12345 13 2 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
ns.secure  A     192.0.2.78
zz         TXT   "the last"
ZONE

# ---- keys: made anew each time, and gone with the test ------------------------------------------

declare -A ksk zsk
for algorithm in 5 7 8 10 13 14 15 16; do
    ksk[$algorithm]=$(dnssec-keygen -q -a $algorithm -b 2048 -f KSK $zone 2>/dev/null || dnssec-keygen -q -a $algorithm -f KSK $zone)
    zsk[$algorithm]=$(dnssec-keygen -q -a $algorithm -b 2048 $zone 2>/dev/null || dnssec-keygen -q -a $algorithm $zone)
done

keys() # ALGORITHM…
{
    local algorithm
    for algorithm; do echo "${ksk[$algorithm]} ${zsk[$algorithm]}"; done
}

# ---- signing: a record a line, one blank between fields ------------------------------------------

tidy() # FILE: what a signer wrote
{
    sed -E 's/[ \t]+/ /g; s/ ?;.*//; /^ ?$/d' "$1"
}

bind() # NAME KEYS OPTION…: NSEC, or NSEC3 with -3
{
    local name=$1 key
    local -a keys
    read -ra keys <<<"${2//$'\n'/ }"
    shift 2
    { cat plain.zone && for key in "${keys[@]}"; do cat "$key.key"; done; } >"$name.in"
    dnssec-signzone -P -O full -o $zone -f "$name.out" "$@" "$name.in" "${keys[@]}" >"$name.log" 2>&1 || cat "$name.log"
    tidy "$name.out" >"$name.zone"
}

ldns() # NAME KEYS OPTION…: NSEC, or NSEC3 with -n
{
    local name=$1
    local -a keys
    read -ra keys <<<"${2//$'\n'/ }"
    shift 2
    ldns-signzone "$@" -o $zone -f "$name.out" plain.zone "${keys[@]}" >"$name.log" 2>&1 || cat "$name.log"
    tidy "$name.out" >"$name.zone"
}

# ---- three opinions --------------------------------------------------------------------------------

verify() # NAME: dnssec-verify finds it sound
{
    dnssec-verify -q ${csk[$1]:+-z} -o $zone "$1.zone" >"$1.verify" 2>&1
}

kzone() # NAME [TIME]
{
    kzonecheck -d on -o $zone ${2:+-t "$2"} "$1.zone" >"$1.kzone" 2>&1
}

# mx NAME OPTION…: the rules that speak at warning or above, with commas, on stdout.
mx()
{
    local name=$1 status=0
    shift
    "$mxmend" check --quiet --ignore dnssec-nsec3-iterations "$@" "$name.zone" >"$name.mxmend" || status=$?
    [ "$status" -lt 2 ] || { echo "exit status $status" && return; }
    grep -aoE '^[^ ].*\[[a-z0-9-]+(, fixable[a-z -]*)?\]$' "$name.mxmend" |
        sed -E 's/.*\[([a-z0-9-]+)[^[]*/\1/' | sort -u | paste -sd,
}

agree() # NAME RULES BLIND: mxmend finds just these rules, and the checkers what it finds
{
    local name=$1 rules=$2 blind=$3 said checker wanted got failed=0
    said=$(mx "$name")
    [ "$said" = "$rules" ] || { echo "mxmend says ${said:-nothing}, not ${rules:-nothing}" && cat "$name.mxmend" && failed=1; }
    for checker in verify kzone; do
        wanted=$([ -z "$rules" ] && echo sound || echo broken)
        case " $blind" in *" $checker:"*) wanted=$([ "$wanted" = sound ] && echo broken || echo sound) ;; esac
        got=$("$checker" "$name" && echo sound || echo broken)
        [ "$got" = "$wanted" ] || { echo "$checker finds it $got, expected $wanted:" && cat "$name.$checker" && failed=1; }
    done
    # Neither of the two computes a zone's digest. This one does, and stops at other faults too.
    if grep -qE ' ZONEMD [0-9]+ 1 [12] ' "$name.zone"; then
        wanted=$([ -z "$rules" ] && echo sound || echo broken)
        got=$(ldns-verify-zone -ZZ -k "${ksk[13]}.key" "$name.zone" >"$name.ldns" 2>&1 && echo sound || echo broken)
        [ "$got" = "$wanted" ] || { echo "ldns-verify-zone finds it $got, expected $wanted:" && cat "$name.ldns" && failed=1; }
    fi
    return "$failed"
}

sound() # NAME [BLIND]
{
    expect "sound: $1" agree "$1" "" "${2:-}"
}

number=0
# broken WHAT BASE RULES BLIND SED-SCRIPT…: BASE changed by sed. RULES are those of mxmend that must speak,
# and no other; none: the change is harmless. BLIND says which checker ("verify:", "kzone:") judges
# otherwise, and why.
broken()
{
    local what=$1 base=$2 rules=$3 blind=$4 script
    local -a scripts=()
    shift 4
    for script; do scripts+=(-e "$script"); done
    number=$((number + 1))
    sed -E "${scripts[@]}" "$base.zone" >"broken$number.zone"
    if cmp -s "$base.zone" "broken$number.zone"; then
        not_ok "$what ($base)" "the script changed nothing"
        return
    fi
    [ -z "${csk[$base]:-}" ] || csk[broken$number]=yes
    expect "${rules:+broken: }$what ($base)" agree "broken$number" "$rules" "$blind"
}
declare -A csk=()

# ---- sound zones -----------------------------------------------------------------------------------

for algorithm in 8 13 14 15 16; do
    ldns "ldns$algorithm" "$(keys $algorithm)"
    bind "bind$algorithm" "$(keys $algorithm)" -3 -
    sound "ldns$algorithm"
    sound "bind$algorithm"
done
bind nsec "$(keys 13)"
bind nsec3 "$(keys 13)" -3 -
bind salted "$(keys 13)" -3 aabbccdd -H 5
bind optout "$(keys 13)" -3 - -A
ldns ldns_nsec3 "$(keys 13)" -n
ldns ldns_optout "$(keys 13)" -n -p -t 2 -s beef
bind csk "${ksk[13]}" -z
csk[csk]=yes
ldns ldns_csk "${ksk[13]}"
csk[ldns_csk]=yes
bind two "$(keys 8 13)"
ldns ldns_two "$(keys 13 15)" -U -A -n
ldns digest "$(keys 13)" -z 1:1 -z 1:2
ldns digest3 "$(keys 13)" -n -z simple:sha512
for name in nsec nsec3 salted optout ldns_nsec3 ldns_optout csk ldns_csk two ldns_two digest digest3; do
    sound $name
done

# ---- broken one way each ---------------------------------------------------------------------------

flip='s/( [0-9]+ contoso\.com\. )A/\1B/; t; s/( [0-9]+ contoso\.com\. )./\1A/' # the first digit of a signature

# What the two do not see.
harmless="verify: kzone: it changes no answer"
warns="verify: it says so and lets it pass"
one="kzone: one algorithm will do"
self="verify: only algorithms that the DNSKEY RRset is signed with are asked for"
out="verify: an unsigned delegation needs no NSEC3, opt-out or not"
orphan="kzone: an NSEC3 whose name is gone goes unnoticed"
each="kzone: a bad signature counts, even beside a good one (RFC 4035 section 5.3.3 wants one good one)"
digest="verify: kzone: neither computes it"

tag() # KEY: as RRSIG writes it
{
    sed -E 's/.*\+0*//' <<<"$1"
}
ksk13=$(tag "${ksk[13]}") zsk13=$(tag "${zsk[13]}")

# what is signed, and the signatures
broken "a signature changed" nsec dnssec-signature "" "/RRSIG MX /{ $flip; }"
broken "a signature changed" bind8 dnssec-signature "" "/RRSIG MX /{ $flip; }"
broken "a signature changed" bind14 dnssec-signature "" "/RRSIG MX /{ $flip; }"
broken "a signature changed" bind15 dnssec-signature "" "/RRSIG MX /{ $flip; }"
broken "a signature cut short" nsec dnssec-signature "" '/RRSIG MX /s/( [0-9]+ contoso\.com\.) .*/\1 AAAA/'
broken "an address changed" nsec dnssec-signature "" 's/192\.0\.2\.25$/192.0.2.26/'
broken "an MX changed" nsec3 dnssec-signature "" 's/MX 10 /MX 11 /'
broken "a record added to a signed set" nsec dnssec-signature "" '/MX 10 /{p; s/MX 10 .*/MX 30 mx.example.net./}'
broken "a record taken from a signed set" nsec dnssec-signature "" '/MX 20 /d'
broken "the case of a mail host" nsec "" "" 's/MX 10 .*/MX 10 MAIL.CONTOSO.COM./'
broken "the case of an owner" nsec "" "" 's/^www/WWW/'
broken "the same record twice" nsec zone-duplicate "$harmless" '/MX 20 /p'
broken "the order of records" nsec "" "" '/MX 10 /{h;d}' '/MX 20 /G'
broken "the serial raised by hand" nsec dnssec-signature "" 's/2026110101/2026110102/'
broken "an unknown type changed" nsec dnssec-signature "" 's/3 010203/3 010204/'
broken "a wildcard's signature with its label counted" nsec dnssec-signature "" '/^\*.*RRSIG TXT /s/ 13 3 / 13 4 /'
broken "a signature with too few labels" nsec dnssec-signature "" '/^mail.*RRSIG AAAA /Is/ 13 3 / 13 2 /'
broken "the signer's name" nsec dnssec-signature "" '/RRSIG MX /s/ contoso\.com\. / fabrikam.com. /'
broken "the key tag" nsec dnssec-signature "" '/RRSIG MX /s/ [0-9]+ contoso/ 1 contoso/'
broken "the inception" nsec dnssec-signature "" '/RRSIG MX /s/ 20[0-9]{2}([0-9]{10} [0-9]+ contoso)/ 2020\1/'
broken "the algorithm of one signature" nsec dnssec-unsigned-rrset "" '/RRSIG MX /s/ 13 / 14 /'
broken "the original TTL" nsec dnssec-signature,dnssec-ttl "" '/RRSIG MX /s/ 3600 20/ 3601 20/'
broken "the TTL of a set" nsec dnssec-ttl "" '/ MX /s/ 3600 IN/ 1800 IN/' '/RRSIG MX /s/ 3600 IN/ 1800 IN/'
broken "a signature over another type" nsec dnssec-unsigned-rrset "" '/RRSIG MX /s/RRSIG MX/RRSIG RP/'
broken "one digit more in a DNSKEY" nsec dnssec-signature "" '/DNSKEY 256/s/13 ./13 +/'
broken "a key that went away" nsec dnssec-signature "" '/DNSKEY 256/d'
broken "no keys at all" nsec dnssec-nsec-chain,dnssec-signature "" '/ DNSKEY [0-9]/d'
broken "a leftover signature by a key that went away" nsec "" "" '/RRSIG MX /{p; s/ [0-9]+ contoso/ 1 contoso/}'
broken "a bad signature beside a good one" nsec "" "$each" "/RRSIG MX /{p; $flip; }"
broken "a leftover signature by an algorithm that went away" nsec "" "" '/RRSIG MX /{p; s/ 13 / 8 /}'
broken "a signed address below a delegation" nsec dnssec-signature "$warns" '/^ns1.*RRSIG A /{p; s/^ns1/ns.insecure/}'
broken "a signed delegation" nsec dnssec-signature "$warns" '/RRSIG NS /{p; s/^contoso/insecure.contoso/}'
broken "the signature of the key that signs keys gone" nsec dnssec-signature "" "/RRSIG DNSKEY .* ${ksk13} contoso/d"
broken "the signature of the key that signs keys bad" nsec3 dnssec-signature "" "/RRSIG DNSKEY .* ${ksk13} contoso/{ $flip; }"
broken "the signature of the other key gone" nsec "" "" "/RRSIG DNSKEY .* ${zsk13} contoso/d"

# what is not signed
broken "a set without RRSIG" nsec dnssec-unsigned-rrset "" '/RRSIG MX /d'
broken "keys without RRSIG" nsec dnssec-unsigned-rrset "" '/RRSIG DNSKEY /d'
broken "a DS without RRSIG" nsec3 dnssec-unsigned-rrset "" '/RRSIG DS /d'
broken "an NSEC without RRSIG" nsec dnssec-unsigned-rrset "" '/^www.*RRSIG NSEC /d'
broken "an NSEC3 without RRSIG" nsec3 dnssec-unsigned-rrset "" '0,/RRSIG NSEC3 /{/RRSIG NSEC3 /d}'
broken "no RRSIG at all" nsec dnssec-unsigned-rrset "" '/ IN RRSIG /d'
broken "one algorithm missing at a set" two dnssec-unsigned-rrset "$one" '/RRSIG MX 8 /d'
broken "one algorithm missing everywhere" two dnssec-unsigned-rrset "$one $self" '/RRSIG [A-Z0-9]+ 8 /d'
broken "one of two algorithms bad" two dnssec-signature "" "/RRSIG MX 8 /{ $flip; }"
broken "a type added by hand" nsec dnssec-nsec-chain,dnssec-unsigned-rrset "" '/^zz.* TXT "/{p; s/TXT.*/A 192.0.2.1/}'
broken "a name added by hand" nsec dnssec-nsec-chain,dnssec-unsigned-rrset "" '/^zz.* TXT "/{p; s/^zz/new/}'
broken "a name added by hand" nsec3 dnssec-nsec-chain,dnssec-unsigned-rrset "" '/^zz.* TXT "/{p; s/^zz/new/}'
broken "a delegation added by hand" nsec dnssec-nsec-chain "" '/^zz.* TXT "/{p; s/^zz(.*)TXT.*/new\1NS ns1.fabrikam.com./}'
broken "a delegation added by hand" nsec3 dnssec-nsec-chain "$out" '/^zz.* TXT "/{p; s/^zz(.*)TXT.*/new\1NS ns1.fabrikam.com./}'
broken "a delegation added by hand" optout "" "" '/^zz.* TXT "/{p; s/^zz(.*)TXT.*/new\1NS ns1.fabrikam.com./}'
broken "a DS added by hand" nsec dnssec-nsec-chain,dnssec-unsigned-rrset "" '/^secure.* IN DS /{p; s/^secure/insecure/}'
broken "a DS added by hand" optout dnssec-nsec-chain,dnssec-unsigned-rrset "" '/^secure.* IN DS /{p; s/^secure/insecure/}'
broken "glue added by hand" nsec "" "" '/^ns\.insecure/{p; s/\.77/.79/}'

# NSEC
broken "a set gone with its RRSIG" nsec dnssec-nsec-chain "" '/^mail.* AAAA /d'
broken "a set gone, its RRSIG left" nsec dnssec-nsec-chain "" '/^mail.* IN AAAA /d'
broken "a name gone" nsec dnssec-nsec-chain "" '/^_sip/d'
broken "a name gone but for a signature" nsec dnssec-nsec-chain "" '/RRSIG CNAME /{p; s/^www/gone/}'
broken "a name gone but for a signature" nsec3 dnssec-nsec-chain "" '/RRSIG CNAME /{p; s/^www/gone/}'
broken "a name gone but for its NSEC" nsec dnssec-nsec-chain "" '/^_sip.* (IN|RRSIG) SRV /d'
broken "an NSEC gone" nsec dnssec-nsec-chain "" '/^www.* NSEC /d'
broken "the NSEC of the apex gone" nsec dnssec-nsec-chain "" '/^contoso.* NSEC /d'
broken "all NSEC gone" nsec dnssec-nsec-chain "" '/ NSEC /d'
broken "the next name" nsec dnssec-nsec-chain,dnssec-signature "" '/^ns1.* IN NSEC /s/NSEC [^ ]+/NSEC www.contoso.com./'
broken "the last next name" nsec dnssec-nsec-chain,dnssec-signature "" '/^zz.* IN NSEC /s/NSEC [^ ]+/NSEC mail.contoso.com./'
broken "a type left out of NSEC" nsec dnssec-nsec-chain,dnssec-signature "" '/^contoso.* IN NSEC /s/ MX / /'
broken "a type too much in NSEC" nsec dnssec-nsec-chain,dnssec-signature "" '/^www.* IN NSEC /s/CNAME/CNAME HINFO/'
broken "an NSEC at an empty non-terminal" nsec dnssec-nsec-chain,dnssec-unsigned-rrset "" '/^zz.* IN NSEC /{p; s/^zz/b.empty/}'
broken "an NSEC below a delegation" nsec dnssec-nsec-chain "" '/^zz.* IN NSEC /{p; s/^zz/ns.insecure/}'
broken "two NSEC at a name" nsec dnssec-nsec-chain,dnssec-signature "" '/^zz.* IN NSEC /{p; s/ TXT / /}'

# NSEC3
broken "an NSEC3 gone" nsec3 dnssec-nsec-chain "" '/ NSEC3 .*TXT RRSIG/,/RRSIG NSEC3 /d'
broken "the NSEC3 of an empty non-terminal gone" ldns_nsec3 dnssec-nsec-chain "" '/ NSEC3 1 0 1 - [0-9a-v]{32} ?$/,/RRSIG NSEC3 /d'
broken "the NSEC3 of a secure delegation gone" optout dnssec-nsec-chain "" '/ NSEC3 .*DS RRSIG/,/RRSIG NSEC3 /d'
broken "all NSEC3 gone" nsec3 dnssec-nsec-chain "" '/ NSEC3 /d'
broken "the next hash" nsec3 dnssec-nsec-chain,dnssec-signature "" '/ NSEC3 1 .*TXT RRSIG/s/(NSEC3 [^-]*- )[^ ]/\10/; t; ' 
broken "a type left out of NSEC3" nsec3 dnssec-nsec-chain,dnssec-signature "" '/ NSEC3 1 .* MX /s/ MX / /'
broken "a type too much in NSEC3" nsec3 dnssec-nsec-chain,dnssec-signature "" '/ NSEC3 1 .* CNAME/s/CNAME/CNAME HINFO/'
broken "RRSIG claimed at an unsigned delegation" nsec3 dnssec-nsec-chain,dnssec-signature "" '/ NSEC3 1 .* NS ?$/s/ NS ?$/ NS RRSIG/'
broken "the iterations of one NSEC3" salted dnssec-nsec-chain,dnssec-signature "" '/ NSEC3 1 .* MX /s/ 5 AABB/ 6 AABB/I'
broken "the salt of one NSEC3" salted dnssec-nsec-chain,dnssec-signature "" '/ NSEC3 1 .* MX /s/AABBCCDD/AABBCCDE/'
broken "the iterations of NSEC3PARAM" salted dnssec-nsec-chain,dnssec-signature "" '/ NSEC3PARAM 1 /s/ 5 / 6 /'
broken "an NSEC3 that no name has" nsec3 dnssec-nsec-chain,dnssec-unsigned-rrset "" '/ NSEC3 1 .* CNAME/{p; s/^.{8}/00000000/}'
broken "an NSEC3 whose owner is no hash" nsec3 dnssec-nsec-chain,dnssec-unsigned-rrset "" '/ NSEC3 1 .* CNAME/{p; s/^[^.]*/odd/}'
broken "no NSEC3PARAM" nsec3 dnssec-nsec-chain "" '/ NSEC3PARAM /d'
broken "a name gone" nsec3 dnssec-nsec-chain "$orphan" '/^_sip/d'

# TTL and digest
broken "the digest" digest dnssec-signature,dnssec-zonemd-mismatch "" '/ ZONEMD 2026110101 1 1 /s/(1 1 )[0-9a-f]{4}/\1beef/'
broken "the serial of the digest" digest dnssec-signature,dnssec-zonemd-mismatch "" '/ ZONEMD 20/s/2026110101/2026110100/'
broken "glue that the digest covers" digest dnssec-zonemd-mismatch "$digest" 's/192\.0\.2\.77/192.0.2.79/'
broken "a TTL that only the digest covers" digest dnssec-zonemd-mismatch "$digest" '/^ns\.insecure/s/3600/1800/'
broken "glue that the digest covers" digest3 dnssec-zonemd-mismatch "$digest" 's/192\.0\.2\.77/192.0.2.79/'
broken "a digest of unknown scheme" digest dnssec-signature "" '/ ZONEMD 2026110101 1 1 /s/ 1 1 / 200 1 /'
ldns unsigned "" -Z -z 1:1 -z 1:2
sed 's/192\.0\.2\.25/192.0.2.26/' unsigned.zone >unsigned_bad.zone
unsigned_digest() # NAME RULES sound|broken
{
    local said got
    said=$(mx "$1")
    [ "$said" = "$2" ] || { echo "mxmend says ${said:-nothing}" && return 1; }
    got=$(ldns-verify-zone -Z "$1.zone" >"$1.ldns" 2>&1 && echo sound || echo broken)
    [ "$got" = "$3" ] || { cat "$1.ldns" && return 1; }
}
expect "a digest without signatures" unsigned_digest unsigned "" sound
expect "broken: a digest without signatures" unsigned_digest unsigned_bad dnssec-zonemd-mismatch broken

# What other rules tell of, or is not done everywhere, is verified all the same. 7 is for NSEC3 alone.
old_algorithm() # ALGORITHM
{
    local said
    bind "old$1" "$(keys "$1")" ${2:+-3 -}
    sed -E "/RRSIG MX /{ $flip; }" "old$1.zone" >"older$1.zone"
    said=$(mx "old$1" --select dnssec-signature --severity notice)
    [ -z "$said" ] || { cat "old$1.mxmend" && return 1; }
    said=$(mx "older$1" --select dnssec-signature)
    [ "$said" = dnssec-signature ] || { echo "it says ${said:-nothing}" && return 1; }
}
expect "algorithm 5 is verified" old_algorithm 5
expect "algorithm 7 is verified" old_algorithm 7 nsec3
expect "algorithm 10 is verified" old_algorithm 10 nsec3

# Where OpenSSL refuses all cryptography nothing is called bad, and it is said that nothing was checked.
unchecked() # NAME
{
    cat >openssl.cnf <<'CONF'
openssl_conf = init
[init]
providers = providers
[providers]
base = base
[base]
activate = 1
CONF
    local said
    said=$(OPENSSL_CONF=$work/openssl.cnf mx "$1" --select dnssec-signature --severity notice --fail-on never)
    [ "$said" = dnssec-signature ] || { echo "it says ${said:-nothing}" && return 1; }
    [ "$(grep -c ': notice: .*was not checked' "$1.mxmend")" -eq "$2" ] || { cat "$1.mxmend" && return 1; }
    ! grep -E ': (error|warning): ' "$1.mxmend"
}
expect "cryptography that is refused is no bad signature" unchecked nsec 1
expect "it is said once for each algorithm" unchecked two 2

# ---- time ------------------------------------------------------------------------------------------

# at WHAT BASE OFFSET RULES: judged as of so many seconds from now, as kzonecheck judges; a warning is
# nothing to it.
at()
{
    expect "$1 ($2)" judged_at "$2" $(($(date +%s) + $3)) "$4" "$5"
}

judged_at() # NAME TIME RULES sound|broken
{
    local said got
    said=$(mx "$1" --at "$2")
    [ "$said" = "$3" ] || { echo "mxmend says ${said:-nothing}, not ${3:-nothing}" && return 1; }
    got=$(kzone "$1" "$2" && echo sound || echo broken)
    [ "$got" = "$4" ] || { echo "kzonecheck finds it $got, expected $4:" && cat "$1.kzone" && return 1; }
}

now=$(date +%s)
day=86400
clock() # SECONDS: in the form of RRSIG
{
    date -u -d "@$1" +%Y%m%d%H%M%S
}
bind expired "$(keys 13)" -s "$(clock $((now - 9 * day)))" -e "$(clock $((now - day)))"
bind early "$(keys 13)" -s "$(clock $((now + day)))" -e "$(clock $((now + 9 * day)))"
bind long "$(keys 13)" -e "$(clock $((now + 200 * day)))"
bind short "$(keys 13)" -e "$(clock $((now + 7200)))"
bind brief "$(keys 13)" -e "$(clock $((now + 20 * 3600)))"
expect "expired" agree expired dnssec-rrsig-time ""
expect "not valid yet" agree early dnssec-rrsig-time ""
expect "good for 200 days" agree long dnssec-rrsig-time "verify: kzone: it is valid"
expect "two hours left" agree short dnssec-rrsig-time "verify: kzone: it is valid"
sed -E 's/ 3600 IN (MX|RRSIG MX)/ 90000 IN \1/; s/(RRSIG MX 13 2) 3600/\1 90000/' brief.zone >outlived.zone
expect "a TTL beyond the signature's end" agree outlived dnssec-signature,dnssec-ttl ""
grep -E 'RRSIG MX ' expired.zone | cat nsec.zone - >leftover.zone
expect "an expired signature beside a current one" agree leftover "" "$each"
at "as of tomorrow" nsec $day "" sound
at "as of the last hours" nsec $((30 * day - 7200)) dnssec-rrsig-time sound
at "as of the day after the last" nsec $((31 * day)) dnssec-rrsig-time broken
at "as of last week" nsec $((-7 * day)) dnssec-rrsig-time broken
at "when it was good" expired $((-5 * day)) "" sound
at "when it will be good" early $((5 * day)) "" sound

# ---- not crashed by any bytes ---------------------------------------------------------------------

mutants() # from each base zone, with bytes changed at random, records dropped, doubled and mixed
{
    mkdir mutants
    python3 - "$@" <<'PYTHON'
import random, sys
random.seed(8976)
lines = {name: open(name + ".zone", encoding="latin-1").read().splitlines() for name in sys.argv[1:]}
every = [line for zone in lines.values() for line in zone]
for number in range(120):
    zone = list(random.choice(list(lines.values())))
    for _ in range(random.randint(1, 12)):
        at = random.randrange(len(zone))
        what = random.randrange(5)
        if what == 0:
            del zone[at]
        elif what == 1:
            zone.insert(at, random.choice(every))
        elif what == 2:
            words = zone[at].split(" ")
            words[random.randrange(len(words))] = random.choice(["0", "65535", "4294967295", "-", "", "NSEC3", "a", "MX"])
            zone[at] = " ".join(words)
        else:
            text = zone[at]
            place = random.randrange(len(text) + 1)
            zone[at] = text[:place] + random.choice("0Az.\\\"(; *@\xff") + text[place + 1 :]
        if not zone:
            break
    open(f"mutants/{number}.zone", "w", encoding="latin-1").write("\n".join(zone) + "\n")
PYTHON
    local status=0
    "$mxmend" check --quiet --severity notice --origin $zone mutants >mutants.out 2>mutants.err || status=$?
    [ "$status" -eq 1 ] || { echo "exit status $status" && tail -n 40 mutants.err && return 1; }
}
expect "mutants are survived" mutants nsec nsec3 salted optout two digest
finish
