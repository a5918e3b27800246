#!/usr/bin/env bash
# Restores, builds and runs every test of FleetSim. The last line is always "N passed, N failed, N skipped".
set -euo pipefail
shopt -s inherit_errexit nullglob
cd "$(dirname "${BASH_SOURCE[0]}")"

# Test tools that are no packages of .NET: command -> Debian package. Without them their tests are skipped.
readonly TOOLS=("tshark tshark" "wbxml2xml libwbxml2-utils" "xml2wbxml libwbxml2-utils" "initdb postgresql")
# Packages of npm that tests talk to, with their versions; they go to PEERS, and nowhere else.
readonly NODE_PEERS=(smpp@0.5.1)
readonly PEERS="$PWD/artifacts/peers"
readonly RESULTS="$PWD/TestResults"
readonly CONFIGURATION=Release

quick=false
crash=false
install=true
only=""
limit=1800

usage() {
    cat <<'TEXT'
usage: ./test.sh [option...]

  --quick          leave out tests with the trait speed=slow (whole runs, crash tests)
  --crash          only the crash tests of clusters, each ten times at 20,000 handsets with the database away for a minute (over an hour)
  --only PART      only test projects whose name contains PART, such as --only Protocol
  --no-install     do not install missing test tools: tshark, libwbxml2-utils and postgresql (only as root), the npm package smpp (in artifacts/)
  --limit SECONDS  stop a test project that takes longer; default 1800
  --help           this text

Environment: CI=true restores in locked mode: a lock file that does not fit the projects is an error.
Results lie in TestResults/<project>.xml, what a project printed in TestResults/<project>.log.
Exit code: 0 every test passed or was skipped, 1 something failed (a build that fails counts as one failure), 2 unknown option.
TEXT
}

options() {
    while [ $# -gt 0 ]; do
        case "$1" in
            --quick) quick=true ;;
            --crash) crash=true ;;
            --no-install) install=false ;;
            --only | --limit)
                [ $# -gt 1 ] || refuse "$1 needs a value"
                if [ "$1" = --only ]; then only="$2"; else limit="$2"; fi
                shift
                ;;
            --help | -h) usage; exit 0 ;;
            *) refuse "unknown option '$1'" ;;
        esac
        shift
    done
    [[ "$limit" =~ ^[1-9][0-9]*$ ]] || refuse "--limit is a number of seconds"
}

refuse() {
    echo "test.sh: $1; --help lists the options" >&2
    exit 2
}

step() { printf '\n== %s\n' "$1"; }

# Ends the run: every way out after the options goes through here, so the last line is never missing.
finish() {
    printf '\n%d passed, %d failed, %d skipped\n' "$1" "$2" "$3"
    [ "$2" -eq 0 ] && exit 0
    exit 1
}

# Debian keeps the server's programs of PostgreSQL out of PATH.
has() {
    local servers=(/usr/lib/postgresql/*/bin/"$1")
    command -v "$1" >/dev/null 2>&1 || [ ${#servers[@]} -gt 0 ]
}

missing_packages() {
    local tool
    for tool in "${TOOLS[@]}"; do
        has "${tool% *}" || echo "${tool#* }"
    done | sort -u
}

# Never fails the run: a tool that cannot be had is named, and its tests say that they were skipped.
tools() {
    local missing
    missing=$(missing_packages | xargs)
    [ -n "$missing" ] || return 0
    if $install && [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        step "installing $missing"
        # shellcheck disable=SC2086 # one word per package
        { DEBIAN_FRONTEND=noninteractive timeout 120 apt-get update -qq &&
            DEBIAN_FRONTEND=noninteractive timeout 600 apt-get install -y -qq --no-install-recommends $missing; } >/dev/null 2>&1 </dev/null || true
        missing=$(missing_packages | xargs)
    fi
    [ -z "$missing" ] || echo "not installed: $missing; the tests that need them are skipped"
}

# The same for the peers that are packages of npm. A NODE_PATH that is set already stays in front.
node_peers() {
    local peer missing=()
    export NODE_PATH="${NODE_PATH:+$NODE_PATH:}$PEERS/node_modules"
    command -v node >/dev/null 2>&1 || return 0
    for peer in "${NODE_PEERS[@]}"; do
        node -e "require('${peer%@*}')" >/dev/null 2>&1 || missing+=("$peer")
    done
    [ ${#missing[@]} -gt 0 ] && $install && command -v npm >/dev/null 2>&1 || return 0
    step "installing ${missing[*]} in artifacts/peers"
    mkdir -p "$PEERS"
    timeout 120 npm install --no-save --no-audit --no-fund --silent --prefix "$PEERS" "${missing[@]}" >/dev/null 2>&1 </dev/null ||
        echo "not installed: ${missing[*]}; the tests that need them are skipped"
}

dotnet_environment() {
    export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
    # A home that is missing or not ours: the SDK and the package cache need one.
    if [ -z "${HOME:-}" ] || ! mkdir -p "$HOME" 2>/dev/null || [ ! -w "$HOME" ]; then
        export HOME="$PWD/artifacts/home"
        mkdir -p "$HOME"
    fi
}

build() {
    command -v dotnet >/dev/null 2>&1 || { echo "the .NET SDK (dotnet) is not installed; global.json names the version"; return 1; }
    step "restore"
    dotnet restore FleetSim.sln -v quiet || return 1
    step "build ($CONFIGURATION)"
    dotnet build FleetSim.sln -c "$CONFIGURATION" --no-restore -m:2 -nodeReuse:false -v quiet || return 1
}

# The value of an attribute of the <assembly> element, 0 when there is no such file.
count() {
    local value
    value=$(grep -o '<assembly [^>]*>' "$1" 2>/dev/null | head -n 1 | grep -o " $2=\"[0-9]*\"" | tr -dc '0-9') || true
    echo "${value:-0}"
}

# "reason<tab>name" of each skipped test.
skips() {
    tr '\n' ' ' <"$1" | sed 's/<test /\n<test /g' |
        sed -n 's/^<test [^>]* name="\([^"]*\)" result="Skip".*<reason>\(.*\)<\/reason>.*/\2\t\1/p' |
        sed -e 's/<!\[CDATA\[//; s/\]\]>//' -e 's/\\\?&quot;/"/g; s/&lt;/</g; s/&gt;/>/g; s/&apos;/'"'"'/g; s/&amp;/\&/g'
}

# Why a test program's end is a failure that its results do not show; empty when it is none.
# $1: its exit code, $2: tests in its results, $3: how many of them failed.
complaint() {
    if [ "$1" -eq 124 ] || [ "$1" -eq 137 ]; then
        echo "was stopped after $limit s"
    elif [ "$1" -ne 0 ] && [ "$3" -eq 0 ]; then
        echo "ended with code $1"
    elif [ "$2" -eq 0 ] && ! $quick; then
        echo "has no tests: a project without tests proves nothing"
    fi
}

# Runs one test project and adds to the sums.
run() {
    local project=$1 name program xml log why code=0 good bad left started=$SECONDS
    name=$(basename "$project" .csproj)
    program="$(dirname "$project")/bin/$CONFIGURATION/net10.0/$name"
    xml="$RESULTS/$name.xml"
    log="$RESULTS/$name.log"
    local arguments=(-noLogo -noColor -noAutoReporters -result-xml "$xml")
    if $quick; then arguments+=(-trait- "speed=slow"); fi
    if $crash; then arguments+=(-trait "crash=cluster" -showLiveOutput); fi

    # A background job of a script ignores SIGINT, and so would every program a test starts: env gives it back.
    timeout --kill-after=30 "$limit" env --default-signal=INT,QUIT "$program" "${arguments[@]}" >"$log" 2>&1 </dev/null &
    child=$!
    wait "$child" || code=$?
    good=$(count "$xml" passed)
    left=$(count "$xml" skipped)
    bad=$(($(count "$xml" failed) + $(count "$xml" errors)))
    why=$(complaint "$code" $((good + bad + left)) "$bad")
    if [ -n "$why" ]; then
        bad=$((bad + 1))
        echo "  $name $why" >>"$log"
    fi
    printf '%-32s %5d passed %3d failed %3d skipped %5d s\n' "$name" "$good" "$bad" "$left" $((SECONDS - started))
    if [ "$bad" -gt 0 ]; then cat "$log"; fi
    passed=$((passed + good)) failed=$((failed + bad)) skipped=$((skipped + left))
}

options "$@"
child=""
trap 'if [ -n "$child" ]; then kill "$child" 2>/dev/null; fi; exit 130' INT TERM
rm -rf "$RESULTS"
mkdir -p "$RESULTS"
dotnet_environment
tools
node_peers
build || finish 0 1 0

if $crash; then
    export FLEETSIM_CRASH_TERMINALS=20000 FLEETSIM_CRASH_ROUNDS=10 FLEETSIM_CRASH_OUTAGE=60
    only=EndToEnd limit=10800
fi

step "tests"
passed=0 failed=0 skipped=0
for project in tests/*/*.Tests.csproj; do
    if [[ "$project" == *"$only"* ]]; then run "$project"; fi
done
if [ $((passed + failed + skipped)) -eq 0 ]; then
    echo "no test project was run"
    failed=1
fi

if [ "$skipped" -gt 0 ]; then
    step "skipped"
    for xml in "$RESULTS"/*.xml; do skips "$xml"; done | sort |
        awk -F '\t' '$1 != reason { reason = $1; print reason } { print "  " $2 }'
fi
if $quick; then echo "left out by --quick: tests with the trait speed=slow"; fi
finish "$passed" "$failed" "$skipped"
