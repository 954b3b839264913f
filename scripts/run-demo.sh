#!/usr/bin/env bash
# Opens the kiosk on the demonstration event, as one of the devices of a demonstration hub on this
# machine: scripts/run-demo.sh [--no-hub] [OPTIONS OF PARVIS]
#
#   --no-hub           the kiosk alone, filled from the files in the program
#   PARVIS_PROGRAMS    the folder with parvis and parvis-hub, if not target/release
#
# Without a screen it opens on an invisible one (Xvfb), and keeps a picture of that in out/screen.png.
# Ctrl-C, or the end of the kiosk, ends everything this script started.
set -euo pipefail
cd "$(dirname "$0")/.."

programs=${PARVIS_PROGRAMS:-${CARGO_TARGET_DIR:-target}/release}
data=${XDG_DATA_HOME:-$HOME/.local/share}/parvis-demo
now=2023-11-16T08:50:00+01:00
hub=yes
arguments=()
while [[ $# -gt 0 ]]; do
    case $1 in
        --no-hub) hub=no ;;
        --data=*) data=${1#*=} ;;
        --data) data=${2:?run: --data wants a folder} && shift ;;
        --now=*) now=${1#*=} ;;
        --now) now=${2:?run: --now wants a time} && shift ;;
        *) arguments+=("$1") ;;
    esac
    shift
done
demo=("$programs/parvis" --demo --data "$data" --now "$now")

# Whoever asks for something that opens no window wants no hub either.
for argument in ${arguments[@]+"${arguments[@]}"}; do
    case $argument in -h | --help | -V | --version) exec "$programs/parvis" "$argument" ;; esac
done

# The morning's arrivals, scan by scan, are for whoever asks: PARVIS_LOG=info.
export PARVIS_LOG=${PARVIS_LOG:-warn}

scratch=$(mktemp -d)
children=()

# Each child is ended by its own number: kindly, and after five seconds for good.
# shellcheck disable=SC2317
stop() {
    trap '' INT TERM
    trap - EXIT
    for child in ${children[@]+"${children[@]}"}; do
        kill "$child" 2>/dev/null || continue
        for _ in {1..50}; do
            kill -0 "$child" 2>/dev/null || break
            sleep 0.1
        done
        kill -KILL "$child" 2>/dev/null || true
    done
    rm -rf "$scratch"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The first line of a file that begins so, without that beginning; empty when there is none.
line_of() { sed -n "s/^$2//p" "$1" | head -n 1; }

# Whether the hub at this address says that it can answer.
healthy() {
    local answer
    exec 3<>"/dev/tcp/${1%:*}/${1##*:}" || return 1
    printf 'GET /healthz HTTP/1.0\r\n\r\n' >&3
    read -r answer <&3 || true
    exec 3<&-
    [[ $answer == *" 200 "* ]]
} 2>/dev/null

failed() {
    echo "run: $*" >&2
    [[ ! -s $scratch/hub.log ]] || tail -n 5 "$scratch/hub.log" >&2
    exit 1
}

ask_hub() { "$programs/parvis-hub" "$@" --data "$data/hub"; }

# Starts a hub, made anew, and fills it. Sets link to what the kiosk joins it by.
start_hub() {
    rm -rf "$data/hub"
    mkdir -p "$data/hub"
    local serve=(serve --rehearsal --name "Demonstration" --now "$now" --data "$data/hub")
    # Where it always is, so that an open browser finds it again; or anywhere, if somebody is there.
    local address=127.0.0.1:8943
    if (exec 3<>/dev/tcp/127.0.0.1/8943) 2>/dev/null; then address=127.0.0.1:0; fi
    # In a session of its own, so that Ctrl-C does not take it away before the kiosk has closed.
    setsid "$programs/parvis-hub" "${serve[@]}" --listen "$address" >"$scratch/hub" 2>"$scratch/hub.log" &
    local process=$!
    children=("$process" ${children[@]+"${children[@]}"})
    for _ in {1..300}; do
        address=$(sed -n 's/^Listening on \([^,]*\),.*/\1/p' "$scratch/hub")
        if [[ -n $address ]] && healthy "$address"; then break; fi
        kill -0 "$process" 2>/dev/null || failed "the demonstration hub did not start"
        sleep 0.1
    done
    [[ -n $address ]] || failed "the demonstration hub says nothing"

    local files=assets/demo
    ask_hub import --programme "$files/programme.json" --gates "$files/gates.toml" >/dev/null
    for roster in "$files"/roster-*.csv; do ask_hub import --roster "$roster" >/dev/null; done
    # Letters that nobody mistakes for others, in fours.
    local letters
    letters=$(head -c 4096 /dev/urandom | tr -dc 'a-km-np-z' | head -c 16)
    password=${letters:0:4}-${letters:4:4}-${letters:8:4}-${letters:12:4}
    ask_hub admin demo <<<"$password" >/dev/null
    link=$(ask_hub enrol "Demonstration door" --gate main | sed -n '/^parvis-enrol:/p')
    [[ -n $link ]] || failed "the demonstration hub gives no enrolment code"
    demo+=(--demo-hub "$link")

    echo "The organisers' console: $(line_of "$scratch/hub" 'Console: ')"
    echo "Sign in as \"demo\" with the password $password"
}

if [[ $hub == yes ]]; then
    # The kiosk looks after the rest of the folder itself; the mark is what it knows its own by.
    if [[ -e $data && ! -e $data/demonstration && -n $(ls -A "$data") ]]; then
        failed "$data is not empty and was not made by a demonstration; choose another --data"
    fi
    mkdir -p "$data"
    echo "This folder is made anew by every demonstration." >"$data/demonstration"
    # Held as long as the hub lives: whoever comes second joins the first.
    exec 9>"$data/open"
    if flock -n 9; then start_hub; else echo "The demonstration is open already."; fi
fi

screen=()
if [[ -z ${DISPLAY:-} && -z ${WAYLAND_DISPLAY:-} ]]; then
    scripts/deps.sh run
    node=$(scripts/node.sh)/node
    mkdir -p out
    rm -f out/screen.png
    # Xvfb picks a free display itself and says which on the descriptor it is given. In a session of
    # its own, so that Ctrl-C does not take the screen away before the kiosk has closed.
    mkfifo "$scratch/display"
    setsid Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp -fbdir "$scratch" \
        3>"$scratch/display" 2>"$scratch/log" 9>&- &
    children=("$!" ${children[@]+"${children[@]}"})
    if ! read -r -t 10 number <"$scratch/display"; then
        cat "$scratch/log" >&2
        failed "the invisible screen did not start"
    fi
    export DISPLAY=:$number
    echo "There is no screen here: the kiosk opens on an invisible one, 1920x1080."
    # As large as that screen, unless another size is asked for.
    [[ " ${arguments[*]-} " == *" --size"* ]] || screen=(--size 1920x1080)
fi

"${demo[@]}" ${screen[@]+"${screen[@]}"} ${arguments[@]+"${arguments[@]}"} 9>&- &
kiosk=$!
children=("$kiosk" ${children[@]+"${children[@]}"})

if [[ -n ${node:-} ]]; then
    (
        sleep 3
        while "$node" scripts/picture.mjs "$scratch/Xvfb_screen0" out/screen.png; do
            [[ -n ${told:-} ]] || echo "A picture of it, new every 5 seconds: $PWD/out/screen.png (Ctrl-C ends)"
            told=yes
            sleep 5
        done
    ) 9>&- &
    children=("$!" "${children[@]}")
fi

status=0
wait "$kiosk" || status=$?
exit "$status"
