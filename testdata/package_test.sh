#!/bin/bash
# package_test.sh MXMEND: the Debian package of this build: what is in it, lintian, that it runs from
# where it was unpacked; that each command has a manual page, and that the completions of bash, zsh
# and fish answer. `cmake --install` under a prefix.
set -euo pipefail
here=$(dirname "$(readlink -f "$0")")
# shellcheck source=testdata/tap.sh
. "$here/tap.sh"
mxmend=$(readlink -f "$1")
build=$(dirname "$mxmend")
package=$work/root
commands=$("$mxmend" --help | sed -nE '/^$|^  mxmend /d; /^Examples/q; s/^  ([a-z]+) .*/\1/p')

build_package() {
    (cd "$work" && cpack -G DEB -B "$work" --config "$build/CPackConfig.cmake") >"$work/log" 2>&1 ||
        { cat "$work/log" && return 1; }
    deb=$(echo "$work"/mxmend_*.deb)
    dpkg-deb -x "$deb" "$package"
}

depends() { # on what the two programs are linked with, and on no compiler
    dpkg-deb -f "$deb" Depends >"$work/depends"
    local library
    for library in libldns3 libcurl4 libtalloc2 libcjson1 libpopt0 libfyaml0 libidn2-0 'libssl3(t64)?' libc6 ca-certificates; do
        grep -qE "(^|, )$library( |,|$)" "$work/depends" || { echo "not on $library: $(cat "$work/depends")" && return 1; }
    done
    ! grep -E 'gcc|clang|-dev' "$work/depends"
}

contents() {
    local file command
    for file in bin/mxmend libexec/mxmend/mxmend-online share/doc/mxmend/changelog.Debian.gz \
        share/doc/mxmend/copyright share/doc/mxmend/README.md share/man/man1/mxmend.1.gz \
        share/bash-completion/completions/mxmend share/zsh/vendor-completions/_mxmend \
        share/fish/vendor_completions.d/mxmend.fish; do
        [ -s "$package/usr/$file" ] || { echo "no $file" && return 1; }
    done
    for command in $commands; do
        [ -s "$package/usr/share/man/man1/mxmend-$command.1.gz" ] || { echo "no page of $command" && return 1; }
    done
    [ ! -e "$here/../.github/examples" ] ||
        diff -r "$here/../.github/examples" "$package/usr/share/doc/mxmend/examples" | grep -v '^Only in .*: pre-commit-hooks.yaml$' &&
        return 1
    [ ! -e "$here/../.pre-commit-hooks.yaml" ] || cmp "$here/../.pre-commit-hooks.yaml" \
        "$package/usr/share/doc/mxmend/examples/pre-commit-hooks.yaml" || return 1
    if find "$package" ! -user "$(id -u)" -o -perm /022 ! -type l | grep .; then return 1; fi
    zcat "$package/usr/share/doc/mxmend/changelog.Debian.gz" | dpkg-parsechangelog -l - -S Version |
        grep -qx "$(dpkg-deb -f "$deb" Version)"
}

lint() {
    lintian --allow-root --fail-on error "$deb" 2>&1
}

runs() {
    local program=$package/usr/bin/mxmend
    "$program" --version >"$work/versions"
    local library
    for library in mxmend ldns talloc cJSON libfyaml PCRE2 OpenSSL libcurl libidn2; do
        grep -qE "^$library [0-9]+\.[0-9]" "$work/versions" || { cat "$work/versions" && return 1; }
    done
    cp -r "$here/demo" "$work/demo"
    "$program" check --quiet "$work/demo" >"$work/findings" || [ $? -eq 1 ] || return 1
    grep -q exchange-legacy-mx "$work/findings" || return 1
    "$program" fetch --dry-run contoso.com | grep -q '/domains/contoso.com' || return 1
    if ldd "$program" | grep -E 'libcurl|libgnutls'; then echo "slow to start" && return 1; fi
    rm "$package/usr/libexec/mxmend/mxmend-online"
    "$program" --version | grep -q '^ldns' || return 1
    ! "$program" fetch contoso.com 2>"$work/err" && grep -q 'mxmend-online, .*: No such file' "$work/err"
}

pages() {
    local command page option
    for page in "$package"/usr/share/man/man1/*.gz; do
        zcat "$page" | mandoc -Tlint -W warning || return 1
    done
    for command in $commands; do
        zcat "$package/usr/share/man/man1/mxmend-$command.1.gz" | mandoc -Tascii | col -bx >"$work/page"
        for option in $("$mxmend" "$command" --help | grep -oE '^ +(-h, )?--[a-z-]+' | grep -oE -- '--.*'); do
            grep -qE -- "^ +(-h, )?$option( |=|$)" "$work/page" || { echo "$command: no $option" && cat "$work/page" && return 1; }
        done
        "$mxmend" "$command" --help | sed -n '/^Examples:/,/^$/p' | grep '^  mxmend' | tr -s ' ' >"$work/examples" || true
        tr -s ' ' <"$work/page" | grep -F ' mxmend ' >"$work/shown" || true
        grep -vxFf "$work/shown" "$work/examples" && echo "is not on the page of $command" && return 1
    done
    return 0
}

bash_completes() {
    ask() { # WORD… EXPECTED
        bash -c '. "$1" && shift && COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) && _mxmend && echo "${COMPREPLY[*]}"' \
            bash "$package/usr/share/bash-completion/completions/mxmend" "${@:1:$#-1}" >"$work/got"
        [ "$(cat "$work/got")" = "${*: -1}" ] || { echo "${*:1:$#-1}: $(cat "$work/got")" && return 1; }
    }
    bash -n "$package/usr/share/bash-completion/completions/mxmend" &&
        ask mxmend ch check && ask mxmend --v --version &&
        ask mxmend check --sev --severity && ask mxmend check --severity e error &&
        ask mxmend check --severity = w warning && ask mxmend check --format ju junit &&
        ask mxmend check --select zone-soa,exchange-legacy-m zone-soa,exchange-legacy-mx &&
        ask mxmend fix --input-format rou route53 &&
        ask mxmend explain exchange-legacy-m exchange-legacy-mx &&
        ask mxmend check --authority x '' && ask mxmend check zones/ ''
}

zsh_completes() { # in a terminal of its own: what stands there after TAB
    cat >"$work/ask.zsh" <<'ZSH'
zmodload zsh/zpty
zpty -b z zsh -f -i
zpty -w z "PS1=; fpath=($1 \$fpath); autoload -Uz compinit; compinit -u -D; bindkey '^I' complete-word; print rea''dy"
zpty -r -m z said '*ready*'
zpty -w -n z "$2"$'\t\t'
seen= ; for i in {1..100}; do
    while zpty -rt z part; do seen+=$part; done
    [[ $seen == *"$3"* ]] && exit 0
    sleep 0.1
done
print -r -- "$2: ${(V)seen}"; exit 1
ZSH
    ask() {
        timeout 60 zsh -f "$work/ask.zsh" "$package/usr/share/zsh/vendor-completions" "$1" "$2"
    }
    ask 'mxmend che' 'check' && ask 'mxmend check --severity=e' '=error' && ask 'mxmend diff --uns' '--unsafe' &&
        ask 'mxmend explain exchange-legacy-m' 'exchange-legacy-mx'
}

fish_completes() {
    ask() {
        fish --private -c "source '$package/usr/share/fish/vendor_completions.d/mxmend.fish'; complete -C '$1'" |
            cut -f 1 >"$work/got"
        grep -qxF -- "$2" "$work/got" || { echo "$1: $(cat "$work/got")" && return 1; }
    }
    HOME=$work ask 'mxmend che' check && HOME=$work ask 'mxmend check --sev' --severity &&
        HOME=$work ask 'mxmend check --severity ' error && HOME=$work ask 'mxmend explain exchange-leg' exchange-legacy-mx &&
        HOME=$work ask 'mxmend check --select zone-soa,exchange-legacy' zone-soa,exchange-legacy-mx
}

installs() { # under a prefix, as a packager does, and where the user says
    cmake --install "$build" --prefix "$work/prefix" >/dev/null &&
        "$work/prefix/bin/mxmend" fetch --dry-run contoso.com | grep -q /domains/contoso.com &&
        man -l "$work/prefix/share/man/man1/mxmend.1.gz" >"$work/page" 2>/dev/null && grep -q mxmend-check "$work/page"
}

if sanitized "$mxmend"; then
    ok "nobody packs a sanitized build # skip"
    finish
    exit
fi
expect "cpack makes a package" build_package
deb=$(echo "$work"/mxmend_*.deb)
expect "it depends on its libraries" depends
expect "it holds what it should" contents
expect "lintian finds no error" lint
expect "manual pages: sound, and of every option and example" pages
expect "bash completes" bash_completes
on_terminal "zsh completes" zsh_completes
expect "fish completes" fish_completes
expect "it runs from where it was unpacked" runs
expect "cmake --install under a prefix" installs
finish
