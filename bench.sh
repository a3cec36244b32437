#!/usr/bin/env bash
# Compares the service with hand-written code, request by request: see bench/README.md.
set -euo pipefail

repo=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
for part in say secrets connections; do
  # shellcheck source=eng/lib/say.sh
  . "$repo/eng/lib/$part.sh"
done

usage() {
  cat <<'HELP'
usage: ./bench.sh [OPTION]...

  --quick            2 rounds of 3 s for a first look, instead of 5 of 6 s
  --rounds N         so many rounds
  --seconds S        turns of so many seconds; many short ones compare best while other programs use the machine
  --only NAME        one kind of request: get, list, search, post; popular, which the rival does not answer
  --connections N    over so many connections instead of 64
  --against-itself N=V   the service against itself with this environment variable
  --recall           how much of what is nearest the search by meaning finds, among 100,000 destinations, and how fast
  --policies         the service against itself on a copy of the database without row-level security
  --fresh            begins with an empty database server
  --ours-with N=V    an environment variable for the service, to see what a setting does
  --rival-with N=V   the same for the rival

A whole run writes bench/results/latest.json and latest.svg, --recall recall.json and recall.svg; a run with any other
option writes into .local/bench.
HELP
}

# A server of somebody's own is never loaded with a hundred thousand trips.
unset ConnectionStrings__Admin ConnectionStrings__Owner ConnectionStrings__Primary
instance=bench
local=$repo/.local/bench
results=$repo/bench/results
fresh=
recall=()
rival=bench/Rival/Enterprise.Rival
arguments=()
while (($#)); do
  case $1 in
    --help) usage && exit ;;
    --fresh) fresh=1 ;;
    --quick) arguments+=("$1") ;;
    --recall) recall=("$1") ;;
    --policies) arguments+=("$1") && rival=src/WebApi/Enterprise.WebApi ;;
    --against-itself)
      (($# > 1)) || fail "$1 lacks its value; see ./bench.sh --help"
      arguments+=(--itself --rival-with "$2") && rival=src/WebApi/Enterprise.WebApi && shift
      ;;
    --only | --connections | --rounds | --seconds | --ours-with | --rival-with)
      (($# > 1)) || fail "$1 lacks its value; see ./bench.sh --help"
      arguments+=("$1" "$2") && shift
      ;;
    *) fail "does not know '$1'; see ./bench.sh --help" ;;
  esac
  shift
done
((${#arguments[@]} == 0)) || results=$local

runner=
postgres_is_ours=
# Whatever this script has started ends with it; the data stays for the next time.
# shellcheck disable=SC2317 # called by a trap
stop_all() {
  trap '' INT TERM
  if [[ -n $runner ]]; then
    kill -TERM "$runner" 2>/dev/null || true
    wait "$runner" 2>/dev/null || true
  fi
  unset ConnectionStrings__Primary
  [[ -z $postgres_is_ours ]] || "$repo/eng/postgres" --instance "$instance" stop || true
}
trap stop_all EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

mkdir -p "$local"
[[ -z $fresh ]] || "$repo/eng/postgres" --instance "$instance" reset
"$repo/eng/postgres" --instance "$instance" status >/dev/null 2>&1 || postgres_is_ours=1
# Two services hold a pool each; fsync and all the rest are as a user has them.
"$repo/eng/postgres" --instance "$instance" start --set max_connections=150

# shellcheck disable=SC2317 # called by timed
build() {
  dotnet build "$repo/bench/bench.slnf" --configuration Release --nologo --verbosity quiet >"$local/build.log" 2>&1 && return
  grep -E 'error|NETSDK' "$local/build.log" | sort -u | head -20 >&2
  fail "the build failed; all it said is in $local/build.log"
}
timed 'building the service, the rival and the client' build

output() { printf '%s/%s/bin/Release/net10.0/%s.dll' "$repo" "$1" "$2"; }
load_secrets "$local/secrets.env"
connect_as_roles "$repo/.local/postgres/$instance/env" enterprise
export Secrets__MasterKey=$MASTER_KEY
dotnet "$(output src/DbTool db)" setup >"$local/setup.log" 2>&1 \
  || fail "could not set the database up ($(tail -n 1 "$local/setup.log")); ./bench.sh --fresh begins with an empty one"

commit=$(git -C "$repo" rev-parse --short HEAD 2>/dev/null || echo unknown)
[[ -z $(git -C "$repo" status --porcelain -- src 2>/dev/null) ]] || commit+=+

# All connections of the client on one thread: it shares the machine with those whom it measures.
DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS=1 DOTNET_SYSTEM_NET_SOCKETS_THREAD_COUNT=1 \
  dotnet "$(output bench/Runner bench)" --ours "$(output src/WebApi Enterprise.WebApi)" \
  --rival "$(output "${rival%/*}" "${rival##*/}")" --logs "$local" --results "$results" --commit "$commit" \
  "${recall[@]}" "${arguments[@]}" &
runner=$!
code=0
wait "$runner" || code=$?
runner=
exit "$code"
