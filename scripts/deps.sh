#!/bin/sh
# Installs the Debian packages that Parvis needs and this machine lacks, and checks that Rust is here.
#
#   scripts/deps.sh [build] [run] [test] [rig]     no argument means the first three
#
#   build   what the compiler and the linker need
#   run     what the kiosk needs where there is no screen to open it on
#   test    what drives the real window and a browser in the tests, and a database server for them
#   rig     what starts a virtual machine for "make camera"
#
# Nothing is asked, nothing is installed twice, and nothing is removed.
set -eu
cd "$(dirname "$0")/.."

build="build-essential cmake libasound2-dev libclang-dev librsvg2-dev libssl-dev libwebkit2gtk-4.1-dev pkg-config"
run="xvfb"
test="chromium chromium-driver grim postgresql sway webkit2gtk-driver x11-xserver-utils xauth xserver-xorg-core xserver-xorg-video-dummy xvfb"
rig="build-essential busybox-static cmake cpio kmod libclang-dev qemu-system-x86 xz-utils"

say() { echo "deps: $*" >&2; }

# Rust first: it is quick to check, and it is the one thing that has to be installed by hand.
check_rust() {
    needed=$(sed -n 's/^rust-version *= *"\([0-9.]*\)".*/\1/p' Cargo.toml)
    if ! found=$(rustc --version 2>/dev/null) || ! cargo --version >/dev/null 2>&1; then
        say "Rust is missing: install it from https://rustup.rs, open a new terminal and start again."
        exit 1
    fi
    found=$(echo "$found" | cut -d ' ' -f 2 | cut -d - -f 1)
    if [ "$(printf '%s\n%s\n' "$needed" "$found" | sort -V | head -n 1)" != "$needed" ]; then
        say "Rust $found is too old, $needed is needed: run \"rustup update stable\" and start again."
        exit 1
    fi
}

missing_of() {
    for package in "$@"; do
        state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || state=
        [ "$state" = installed ] || echo "$package"
    done
}

wanted=
for group in "${@:-all}"; do
    case $group in
        build) wanted="$wanted $build" ;;
        run) wanted="$wanted $run" ;;
        test) wanted="$wanted $test" ;;
        rig) wanted="$wanted $rig" ;;
        all) wanted="$build $run $test" ;;
        *)
            say "\"$group\" is not one of: build, run, test, rig"
            exit 2
            ;;
    esac
done

check_rust

# From here on every word is a package's name.
# shellcheck disable=SC2046,SC2086
set -- $(printf '%s\n' $wanted | sort -u)
if ! command -v apt-get >/dev/null 2>&1; then
    say "this is neither Debian nor Ubuntu: see that this machine has what they call $*"
    exit 0
fi

missing=$(missing_of "$@")
[ -n "$missing" ] || exit 0
# shellcheck disable=SC2086
scripts/apt.sh $missing
