#!/usr/bin/env bash
# Runs the service on a real PostgreSQL, with nothing prepared but the .NET SDK: see --help.
set -euo pipefail

repo=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd -P)
for part in say secrets connections http build service; do
  # shellcheck source=eng/lib/service.sh
  . "$repo/eng/lib/$part.sh"
done

usage() {
  cat <<'HELP'
usage: ./run.sh [--fresh] [--background | --stop]

Starts PostgreSQL, builds, sets the database up and serves on http://127.0.0.1:5080 until Ctrl-C.

  --fresh       begins with an empty database
  --background  returns when the service is ready
  --stop        ends a background run; its data stays

  PORT                        another port than 5080
  ConnectionStrings__Primary  a PostgreSQL of your own, used as it is; ConnectionStrings__Owner where
                              another role owns the tables; the service warns where row-level security
                              does not bind the role
HELP
}

mode=foreground
fresh=
for argument; do
  case $argument in
    --fresh) fresh=1 ;;
    --background) mode=background ;;
    --stop) mode=stop ;;
    --help) usage && exit ;;
    *) fail "'$argument' is not known; see ./run.sh --help" ;;
  esac
done

port=${PORT:-5080}
local=$repo/.local
if [[ ! $port =~ ^[1-9][0-9]{0,4}$ ]] || ((port > 65535)); then
  fail "PORT=$port is no port: give a number up to 65535"
fi

if [[ $mode == stop ]]; then
  stop_background
  exit
fi

if ! (umask 077 && mkdir -p "$local" && : >"$local/.probe") 2>/dev/null; then
  fail "cannot write to $local: make it a folder that you may write to"
fi
rm -f "$local/.probe"
refuse_second_run
command -v dotnet >/dev/null || fail 'the .NET SDK 10 is missing: install it, and see that dotnet is on the PATH'
trap stop_all EXIT
trap 'exit 130' INT TERM

provide_database "$fresh"
is_built || timed 'building' build
timed 'setting the database up' set_up
timed 'working out what destinations mean' embed
start_service "$mode"
wait_until_ready
write_service_file
print_welcome

if [[ $mode == background ]]; then
  trap - EXIT
else
  wait "$service_pid" || exit $?
fi
