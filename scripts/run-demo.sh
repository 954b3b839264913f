#!/usr/bin/env bash
# Opens the kiosk on the demonstration event: scripts/run-demo.sh [OPTIONS OF PARVIS]
# Without a screen it opens on an invisible one (Xvfb), and keeps a picture of that in out/screen.png.
# Ctrl-C, or the end of the kiosk, ends everything this script started.
set -euo pipefail
cd "$(dirname "$0")/.."

parvis=${CARGO_TARGET_DIR:-target}/release/parvis

if [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]; then
    exec "$parvis" --demo "$@"
fi

scripts/deps.sh run
node=$(scripts/node.sh)/node
mkdir -p out
rm -f out/screen.png
frame=$(mktemp -d)
children=()

# Each child is ended by its own number: kindly, and after five seconds for good.
# shellcheck disable=SC2317
stop() {
    trap '' INT TERM
    trap - EXIT
    for child in "${children[@]}"; do
        kill "$child" 2>/dev/null || continue
        for _ in {1..50}; do
            kill -0 "$child" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$child" 2>/dev/null || true
    done
    rm -rf "$frame"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Xvfb picks a free display itself and says which on the descriptor it is given. In a session of its own,
# so that Ctrl-C does not take the screen away before the kiosk has closed.
mkfifo "$frame/display"
setsid Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp -fbdir "$frame" 3>"$frame/display" 2>"$frame/log" &
children=("$!")
if ! read -r -t 10 number <"$frame/display"; then
    cat "$frame/log" >&2
    echo "run: the invisible screen did not start" >&2
    exit 1
fi
export DISPLAY=:$number

echo "There is no screen here: the kiosk opens on an invisible one, 1920x1080."
# As large as that screen, unless another size is asked for.
size=(--size 1920x1080)
[[ " $* " == *" --size"* ]] && size=()
"$parvis" --demo "${size[@]}" "$@" &
kiosk=$!
children=("$kiosk" "${children[@]}")

(
    sleep 3
    while "$node" scripts/picture.mjs "$frame/Xvfb_screen0" out/screen.png; do
        [[ -n ${told:-} ]] || echo "A picture of it, new every 5 seconds: $PWD/out/screen.png (Ctrl-C ends)"
        told=yes
        sleep 5
    done
) &
children=("$!" "${children[@]}")

status=0
wait "$kiosk" || status=$?
exit "$status"
