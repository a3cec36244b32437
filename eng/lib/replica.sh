# shellcheck shell=bash disable=SC2154 # the variables are set by eng/postgres and instance.sh
# The streaming standby of an embedded instance: a server like any other, whose folder is `replica` in the instance's.
# A replication slot on the instance's server keeps what it has not heard of yet.

replica_slot=standby

# as_replica COMMAND... — with the functions of embedded.sh and instance.sh meaning the standby.
as_replica() {
  # shellcheck disable=SC2034 # those functions read them
  local dir=$dir/replica instance="$instance, standby" port='' launched=''
  "$@"
}

replica_pid() { as_replica server_pid; }

# replica_is_standby — false once it was promoted: it has a history of its own then.
replica_is_standby() { [[ -e $dir/replica/data/standby.signal ]]; }

# replica_start — beside the server, which runs. One that was promoted, or that the server has let go of, is made anew.
replica_start() {
  if replica_pid >/dev/null && ! replica_is_standby; then
    say "the standby of '$instance' was promoted; stop '$instance' to have a new one made by the next start"
    return
  fi
  if ! replica_pid >/dev/null && ! replica_can_follow; then
    timed "copying '$instance' for its standby" replica_create
  fi
  write_private replica/data/standby.conf "$(replica_settings)"
  if replica_pid >/dev/null; then
    kill -HUP "$(replica_pid)"
  else
    as_replica run_server ''
  fi
  as_replica write_private port "$(as_replica server_port)"
}

# replica_can_follow — its copy is whole, and the server keeps what it lacks.
replica_can_follow() {
  replica_is_standby && [[ $(ask_server "SELECT count(*) FROM pg_replication_slots
    WHERE slot_name = '$replica_slot' AND wal_status <> 'lost'") == 1 ]]
}

replica_create() {
  local output
  as_replica end_orphans
  { rm -rf "$dir"/replica/{data,data.new} && mkdir -p "$dir/replica" && mkdir -m 700 "$dir/replica/data.new"; } \
    || fail "cannot write to $dir; make it writable for $(id -un)"
  replica_forget_slot
  output=$(in_rootfs --bind "$dir/replica/data.new" /data --perms 0600 --file 7 /run/password \
    --setenv PGPASSFILE /run/password -- \
    pg_basebackup --pgdata=/data --host=127.0.0.1 --port="$(server_port)" --username=postgres --checkpoint=fast \
    --create-slot --slot="$replica_slot" --no-sync \
    7<<<"*:*:*:*:$(<"$dir/password")" 9>&- 2>&1) || fail "could not copy '$instance' for its standby: $(why "$output")"
  printf "include 'standby.conf'\n" >>"$dir/replica/data.new/postgresql.conf"
  : >"$dir/replica/data.new/standby.signal"
  mv -T "$dir/replica/data.new" "$dir/replica/data"
}

# replica_settings — where its server is now, and what that one was started with: a standby may not have less of some
# settings. It waits for no standby of its own once it is promoted.
replica_settings() {
  printf "primary_conninfo = 'host=127.0.0.1 port=%s user=postgres password=%s application_name=standby'\n" \
    "$(server_port)" "$(<"$dir/password")"
  printf "primary_slot_name = '%s'\nhot_standby = on\n" "$replica_slot"
  ask_server "SELECT format('%s = ''%s''', name, replace(setting, '''', '''''')) FROM pg_settings
    WHERE source = 'command line' AND context <> 'internal'
        AND name NOT IN ('port', 'listen_addresses', 'unix_socket_directories', 'synchronous_standby_names')
      OR name IN ('max_connections', 'max_worker_processes', 'max_wal_senders', 'max_prepared_transactions',
        'max_locks_per_transaction')"
}

# replica_let_go — a slot of a standby that does not run would keep everything for ever.
replica_let_go() {
  [[ -d $dir/replica ]] || return 0
  replica_pid >/dev/null || replica_forget_slot
}

replica_forget_slot() {
  ask_server "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots
    WHERE slot_name = '$replica_slot' AND NOT active" >/dev/null
}

replica_promote() {
  local output deadline=$((SECONDS + server_wait))
  replica_pid >/dev/null || fail "no standby of '$instance' runs; start one with: $0 --instance $instance start --replica"
  if replica_is_standby; then
    output=$(in_rootfs --bind "$dir/replica/data" /data -- \
      pg_ctl promote --pgdata=/data --timeout="$server_wait" 9>&- 2>&1) \
      || fail "the standby was not promoted: $(why "$output"); its log is $dir/replica/log"
  fi
  until [[ $(as_replica ask_server 'SELECT pg_is_in_recovery()') == f ]]; do
    ((SECONDS < deadline)) || fail "the promoted standby takes no writes after $server_wait s; its log is $dir/replica/log"
    sleep 0.05
  done
}

replica_stop() {
  [[ ! -d $dir/replica ]] || as_replica embedded_stop
}

# replica_status — a line where there is one.
replica_status() {
  local state what=standby
  [[ -d $dir/replica/data ]] || return 0
  replica_is_standby || what='promoted standby'
  state=$(as_replica embedded_status) || true
  printf '%s, %s: %s, data %s\n' "$instance" "$what" "$state" "$dir/replica/data"
}

replica_env() { ! replica_pid >/dev/null || printf '\nPGREPLICAPORT=%s' "$(as_replica server_port)"; }

# ask_server SQL — as the superuser, whose password the standby shares.
ask_server() (
  export PGHOST=127.0.0.1 PGUSER=postgres PGDATABASE=postgres PGPORT PGPASSWORD PGCONNECT_TIMEOUT=10
  PGPORT=$(server_port) PGPASSWORD=$(cat "$dir/password" 2>/dev/null || cat "${dir%/*}/password")
  embedded_psql --no-psqlrc --tuples-only --no-align --quiet --set=ON_ERROR_STOP=1 --command "$1"
)
