#!/usr/bin/env bash
# Tries eng/postgres on this machine, with instances of its own, which it deletes. --cold also builds the root file
# system anew, in an empty home, and tries to build it without a network.
set -euo pipefail

postgres=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/postgres
work=$(mktemp -d)
mine=self-test-$$
other=self-test-$$-other
unset ConnectionStrings__Primary ENTERPRISE_INSTANCE
export ENTERPRISE_POSTGRES=embedded
failures=0

clean_up() {
  local name
  for name in "$mine" "$other"; do "$postgres" --instance "$name" reset || true; done
  rm -rf "$work"
}
trap clean_up EXIT

run() { "$postgres" --instance "$mine" "$@"; }
ask() { run psql --no-psqlrc --tuples-only --no-align --command "$1"; }
field() { run status | sed -n "1s/.*$1 \([0-9]*\).*/\1/p"; }

# check TEXT COMMAND... — ok when it succeeds.
check() {
  local text=$1
  shift
  if "$@" >"$work/said" 2>&1; then
    printf 'ok %s\n' "$text"
  else
    failures=$((failures + 1))
    printf 'not ok %s\n' "$text"
    sed 's/^/  # /' "$work/said"
  fi
}

# ends_with CODE COMMAND...
ends_with() {
  local code=0
  "${@:2}" || code=$?
  [[ $code == "$1" ]]
}

# refuses_in_a_sentence WORDS COMMAND... — fails with a last line that holds the words, and says little before it.
refuses_in_a_sentence() {
  local code=0
  "${@:2}" >"$work/refusal" 2>&1 || code=$?
  cat "$work/refusal"
  [[ $code != 0 && $(tail -n 1 "$work/refusal") == *"$1"* && $(wc -l <"$work/refusal") -le 4 ]]
}

equals() { [[ $("${@:2}") == "$1" ]]; }

kill_server() {
  local pid
  pid=$(field pid)
  kill -KILL "$pid"
  while [[ -e /proc/$pid/cwd ]]; do sleep 0.05; done
}

a_cold_start() {
  env HOME="$work/home" XDG_CACHE_HOME= "$postgres" --instance "$mine" start
  du -sm "$work"/home/.cache/enterprise/rootfs-* | sed 's/\t.*/ MB/'
  run reset
}

if [[ ${1-} == --cold ]]; then
  mkdir "$work/home"
  seconds=$SECONDS
  check 'a machine with an empty home starts a server' a_cold_start
  sed "s/^/  # /; \$a\\  # $((SECONDS - seconds)) s" "$work/said"
  if ((EUID == 0)); then
    check 'without a network the build says so' refuses_in_a_sentence 'cannot be reached' \
      unshare --net env XDG_CACHE_HOME="$work/unplugged" "$postgres" --instance "$mine" start
  fi
fi

check 'an instance that never was is stopped' ends_with 3 run status
check 'it can be stopped all the same' run stop
check 'it has no address' refuses_in_a_sentence 'does not run' run url
check 'it starts' run start
check 'it runs' ends_with 0 run status
check 'its process is on the host' grep -q '^postgres$' "/proc/$(field pid)/comm"
check 'a second start changes nothing' equals "$(run status)" run start
check 'psql reaches it as the superuser' equals postgres ask 'select current_user'
check 'pgvector can be created' ask 'create extension vector'
check 'pgvector is 0.8 or later' equals t \
  ask "select string_to_array(extversion, '.')::int[] >= '{0,8}' from pg_extension where extname = 'vector'"
check 'it keeps checksums, UTC and UTF8' equals 'on|UTC|UTF8' ask \
  "select current_setting('data_checksums'), current_setting('timezone'), current_setting('server_encoding')"
check 'its address has its port' grep -q "@127.0.0.1:$(field port)/postgres$" <<<"$(run url)"
env_file=$(run status | sed 's/.* data //; s/data$/env/')
check 'the env file is private' equals 600 stat --format %a "$env_file"
check 'the env file has what the address has' equals "$(run url)" bash -c \
  "set -eu; . '$env_file'; echo \"postgresql://\$PGUSER:\$PGPASSWORD@\$PGHOST:\$PGPORT/\$PGDATABASE\""
check 'a wrong password is refused' refuses_in_a_sentence 'password authentication failed' \
  run psql "host=127.0.0.1 port=$(field port) user=postgres password=wrong"

port=$(field port)
check 'a row is written' ask 'create table kept as select 42 as answer'
check 'it stops' run stop
check 'it is stopped' ends_with 3 run status
check 'no process of it is left' ends_with 1 pgrep --full "[b]wrap.*/$mine/data"
check 'no env file is left' test ! -e "$env_file"
check 'it starts again' run start
check 'on the same port' equals "$port" field port
check 'with its row' equals 42 ask 'select answer from kept'

check 'its server is killed' kill_server
check 'a killed one is stopped' ends_with 3 run status
check 'it starts after the kill' run start
check 'with its row again' equals 42 ask 'select answer from kept'

check 'another instance refuses its port' refuses_in_a_sentence 'is taken' \
  "$postgres" --instance "$other" start --port "$(field port)"
check 'another instance runs beside it, with settings' \
  "$postgres" --instance "$other" start --no-fsync --set work_mem=8MB
check 'it has those settings' equals 'off|8MB' "$postgres" --instance "$other" psql -Atc \
  "select current_setting('fsync'), current_setting('work_mem')"
kill_server
sed -i "1s/.*/$("$postgres" --instance "$other" status | sed 's/.*pid \([0-9]*\).*/\1/')/" "${env_file%env}data/postmaster.pid"
check 'a process id that is another server now does not confuse it' run start
check 'the other one lives' ends_with 0 "$postgres" --instance "$other" status
check 'a wrong setting is named' refuses_in_a_sentence 'nonsense' bash -c \
  "$postgres --instance $other stop; $postgres --instance $other start --set nonsense=1"

check 'it is reset' run reset
check 'nothing of it is left' test ! -e "${env_file%/env}"
start_twice() {
  run start --no-fsync &
  run start --no-fsync
  wait $!
}
check 'two starts at once give one server' start_twice
check 'which is new' equals t ask "select to_regclass('kept') is null"
holds_no_pipe() { run stop && [[ $(timeout 20 "$postgres" --instance "$mine" start) == *running* ]]; }
check 'a start does not hold the output of its caller' holds_no_pipe

line() { run status | grep -F "$1"; }
port_of() { line "$1" | sed 's/.* port \([0-9]*\).*/\1/'; }
ask_standby() { run psql --no-psqlrc -At --port "$(port_of standby:)" --command "$1"; }
ask_bouncer() { run psql --no-psqlrc -At "host=127.0.0.1 port=$(port_of "($1)") dbname=$2 user=$3 password=$4" --command "$5"; }
within_10_s() {
  local deadline=$((SECONDS + 10))
  until "$@"; do ((SECONDS < deadline)) && sleep 0.1; done
}

check 'a standby and bouncers join a server that runs' run start --replica --pgbouncer
check 'a second start of them changes nothing' equals "$(run status)" run start --replica --pgbouncer
check 'the standby is one' equals t ask_standby 'select pg_is_in_recovery()'
check 'a row is written to the server' ask 'create table copied as select 43 as answer'
check 'the standby has it' within_10_s equals 43 ask_standby 'select answer from copied'
check 'the standby takes no rows' refuses_in_a_sentence 'read-only' ask_standby 'insert into copied values (1)'
check 'a role and a database are made' run psql -q -c "create role guest login password 'of-its-own'" -c 'create database visited'
for mode in transaction session; do
  check "the $mode bouncer lets the role in" equals 'guest|visited' \
    ask_bouncer "$mode" visited guest of-its-own 'select current_user, current_database()'
  check "the $mode bouncer does not without its password" refuses_in_a_sentence 'authentication failed' \
    ask_bouncer "$mode" visited guest wrong 'select 1'
  check "the $mode bouncer has that mode" grep -q "^pool_mode|$mode|" <(
    ask_bouncer "$mode" pgbouncer postgres "$(run url | cut -d : -f 3 | cut -d @ -f 1)" 'show config')
  check "the env file has the port of the $mode bouncer" \
    grep -qx "PGBOUNCER_${mode^^}_PORT=$(port_of "($mode)")" "$env_file"
done
check 'the env file has the port of the standby' grep -qx "PGREPLICAPORT=$(port_of standby:)" "$env_file"
without_pids() { run status | sed 's/pid [0-9]*//'; }
before=$(without_pids)
check 'all of it stops' run stop
check 'no process of it is left' ends_with 1 pgrep --full "[b]wrap.*/$mine/"
check 'all of it starts again' run start --no-fsync --replica --pgbouncer
check 'on the same ports' equals "$before" without_pids
check 'the standby has the settings of its server' equals off ask_standby "select current_setting('fsync')"
kill_server
check 'a standby answers when its server was killed' equals 43 ask_standby 'select answer from copied'
check 'the standby is promoted' grep -q 'promoted standby: running' <(run promote)
check 'it takes rows' run psql -q --port "$(port_of 'promoted standby:')" --command 'insert into copied values (44)'
check 'the bouncers end with the rest' run stop
check 'a server without its standby starts' run start
check 'it keeps nothing for the one that left' equals 0 ask 'select count(*) from pg_replication_slots'
check 'a new standby is made' run start --replica
check 'which has what the server has' within_10_s equals 43 ask_standby 'select answer from copied'
check 'a server that waits for its standby commits' bash -c \
  "$postgres --instance $mine stop && $postgres --instance $mine start --replica --set synchronous_standby_names=standby"
check 'with it' within_10_s equals sync ask 'select sync_state from pg_stat_replication'
check 'a server that was not copied has no standby to promote' refuses_in_a_sentence 'no standby' \
  "$postgres" --instance "$other" promote
check 'all of it is reset' run reset
check 'nothing of the standby is left' test ! -e "${env_file%/env}"
check 'no process of the standby is left' ends_with 1 pgrep --full "[b]wrap.*/$mine/"

touch "$work/file"
check 'a cache folder that cannot be written is named' refuses_in_a_sentence 'cache folder' \
  env XDG_CACHE_HOME="$work/file" "$postgres" --instance "$other" start
check 'the servers to compare with are there' bash -c "test -x \"\$($postgres rootfs compared-servers)/usr/sbin/mariadbd\""
check 'Redis is there' bash -c "test -x \"\$($postgres rootfs redis)/usr/bin/redis-server\""
check 'no other root file system is' refuses_in_a_sentence "takes no 'more'" "$postgres" rootfs more
check 'a server that is given is left alone' grep -q 'is set' <<<"$(
  env -u ENTERPRISE_POSTGRES ConnectionStrings__Primary=Host=elsewhere "$postgres" start)"
check 'a name with a path in it is refused' refuses_in_a_sentence 'cannot name' "$postgres" --instance ../x status

((failures == 0)) || { printf '%s failed\n' "$failures" && exit 1; }
