#!/usr/bin/env bash
# Tries the camera code against drivers of a real kernel, in a virtual machine: "make camera".
#
#   scripts/camera-rig.sh [WORD]     only the tests with WORD in their name
#
# The machine is Debian's kernel, a few of its modules and the tests of crates/camera/tests/device,
# with no disk, no network and nothing of this machine in it. It is emulated, so that it runs where
# no virtualisation is to be had, and it ends by itself. What it says is in out/camera-rig.log.
set -euo pipefail
cd "$(dirname "$0")/.."

# What each module is for: tests/device/vivid.rs and tests/device/usb.rs.
modules=(vivid uvcvideo vhci-hcd)
# vivid: one device, with an HDMI socket for pictures to go in and one for them to come out.
vivid=(n_devs=1 node_types=0x101 num_inputs=1 input_types=3 num_outputs=1 output_types=1 no_error_inj=0)
# More than ten times what all tests take on a machine with two slow processors.
seconds=900

say() { echo "camera-rig: $*" >&2; }

if [[ $(uname -m) != x86_64 ]] || ! command -v apt-get >/dev/null; then
    say "this needs Debian on a 64-bit PC"
    exit 1
fi
scripts/deps.sh rig

target=$(cargo metadata --format-version 1 --no-deps | sed 's/.*"target_directory":"\([^"]*\)".*/\1/')
kept=$target/camera-rig
log=out/camera-rig.log
mkdir -p out "$kept"
scratch=$(mktemp -d "$kept/scratch.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

# The kernel and its modules, in the order in which they have to be loaded.
package=$(apt-cache depends --important linux-image-amd64 | sed -n 's/^ *Depends: \(linux-image-[0-9].*\)/\1/p')
kernel=$kept/$package
if [[ ! -e $kernel/order ]]; then
    mkdir -p "$scratch/kernel/modules" "$scratch/fetched"
    scripts/apt.sh --to "$scratch/fetched" "$package"
    dpkg-deb -x "$scratch"/fetched/*.deb "$scratch/unpacked"
    version=$(basename "$scratch"/unpacked/lib/modules/*)
    depmod --basedir "$scratch/unpacked" "$version"
    # Lines of modprobe: "insmod FILE PARAMETERS", or "builtin NAME".
    modprobe --dirname "$scratch/unpacked" --set-version "$version" --config /dev/null \
        --show-depends --all "${modules[@]}" | awk '$1 == "insmod" && !seen[$2]++ { print $2 }' |
        while read -r file; do
            cp "$file" "$scratch/kernel/modules/"
            name=$(basename "$file" .xz)
            [[ $file != *.xz ]] || xz --decompress "$scratch/kernel/modules/$name.xz"
            echo "$name" >>"$scratch/kernel/order"
        done
    cp "$scratch"/unpacked/boot/vmlinuz-* "$scratch/kernel/vmlinuz"
    rm -rf "$kernel"
    mv "$scratch/kernel" "$kernel"
fi

say "building the tests"
tests=$(cargo test --package parvis-camera --test device --no-run --message-format=json-render-diagnostics |
    sed -n 's/.*"name":"device".*"executable":"\([^"]*\)".*/\1/p')

# The whole file system of the machine, which lives in its memory.
root=$scratch/root
mkdir -p "$root"/{bin,dev,proc,sys,tmp,modules}
cp /bin/busybox "$root/bin/"
cp "$kernel/order" "$kernel"/modules/* "$root/modules/"
strip --strip-debug -o "$root/tests" "$tests"
ldd "$tests" | grep -o '/[^ ]*' | while read -r library; do
    install -D "$library" "$root$library"
done
cat >"$root/init" <<INIT
#!/bin/busybox sh
export PATH=/bin
/bin/busybox --install -s /bin
mount -t devtmpfs dev /dev
mount -t proc proc /proc
mount -t sysfs sys /sys
while read -r module; do
    case \$module in
        vivid.ko) insmod /modules/vivid.ko ${vivid[*]} ;;
        *) insmod "/modules/\$module" ;;
    esac
done </modules/order
RUST_BACKTRACE=0 /tests --ignored --nocapture --test-threads=1 "\$@"
echo "camera-rig: status \$?"
poweroff -f
INIT
chmod +x "$root/init"
(cd "$root" && find . | cpio --create --format=newc --quiet | gzip -1) >"$scratch/initrd"

say "starting the machine"
# One processor: between two that are emulated, a thread that is woken wakes up late.
timeout "$seconds" qemu-system-x86_64 -machine q35 -accel tcg -cpu max -smp 1 -m 1024 \
    -nodefaults -no-user-config -no-reboot -display none -nic none -serial stdio \
    -kernel "$kernel/vmlinuz" -initrd "$scratch/initrd" \
    -append "console=ttyS0 loglevel=3 panic=-1 mitigations=off -- $*" </dev/null |
    tr -d '\r' | tee "$log" || say "the machine was stopped after $seconds seconds"

if ! grep -q '^camera-rig: status 0$' "$log" || ! grep -q '^test result: ok\. [1-9]' "$log"; then
    say "that did not work; what the machine said is in $log"
    exit 1
fi
