# shellcheck shell=bash disable=SC2154 # the variables are set by eng/postgres and instance.sh
# The two PgBouncers before an embedded instance's server, one a mode, each with a folder in the instance's.

pgbouncer_modes=(transaction session)

# pgbouncer_pid MODE — nothing and false when it does not run.
pgbouncer_pid() {
  local proc name
  [[ -d $dir/pgbouncer/$1 ]] || return 1
  for proc in /proc/[0-9]*; do
    { read -r name <"$proc/comm"; } 2>/dev/null || continue
    if [[ $name == pgbouncer && $proc/cwd -ef $dir/pgbouncer/$1 ]]; then
      printf '%s\n' "${proc#/proc/}" && return
    fi
  done
  return 1
}

# pgbouncer_start — before the server, which runs; those that run already learn where it is now.
pgbouncer_start() {
  local mode pid
  for mode in "${pgbouncer_modes[@]}"; do
    mkdir -p "$dir/pgbouncer/$mode" || fail "cannot write to $dir; make it writable for $(id -un)"
    if pid=$(pgbouncer_pid "$mode"); then
      pgbouncer_configure "$mode"
      kill -HUP "$pid"
    else
      pgbouncer_run "$mode"
    fi
  done
}

# pgbouncer_run MODE — on the port that it had, or on a free one.
pgbouncer_run() {
  local tries=5
  while ((tries-- > 0)); do
    pgbouncer_choose_port "$1"
    pgbouncer_configure "$1"
    pgbouncer_launch "$1"
    if pgbouncer_listens "$1"; then return; fi
    pgbouncer_end KILL "$1"
    [[ $(pgbouncer_listeners "$1") != 0 ]] || break
  done
  fail "$(why_not_run "PgBouncer did not start; its log is $dir/pgbouncer/$1/log")"
}

pgbouncer_choose_port() {
  local dir=$dir/pgbouncer/$1 instance="$instance, PgBouncer" port=''
  choose_port ''
  write_private port "$port"
}

pgbouncer_configure() {
  write_private "pgbouncer/$1/users" "\"postgres\" \"$(<"$dir/password")\""
  write_private "pgbouncer/$1/pgbouncer.ini" "$(<"$repo/eng/lib/pgbouncer.ini")
pool_mode = $1
listen_port = $(<"$dir/pgbouncer/$1/port")
auth_user = postgres
admin_users = postgres

[databases]
* = host=127.0.0.1 port=$(server_port)"
}

# pgbouncer_launch MODE — like launch_server: it outlives this script, with none of the caller's files open.
pgbouncer_launch() {
  (
    close_inherited_files
    umask 077
    exec </dev/null >"$dir/pgbouncer/$1/log" 2>&1
    # shellcheck disable=SC2034 # in_rootfs reads them
    own_session=(setsid) own_folder=/data
    in_rootfs --ro-bind "$dir/pgbouncer/$1" /data -- pgbouncer /data/pgbouncer.ini
  ) &
  launched=$!
}

# pgbouncer_listens MODE — and it alone: since a port can be shared, two that chose the same would not notice.
pgbouncer_listens() {
  local deadline=$((SECONDS + server_wait))
  until [[ $(pgbouncer_listeners "$1") != 0 ]]; do
    kill -0 "$launched" 2>/dev/null || return 1
    ((SECONDS < deadline)) || return 1
    sleep 0.02
  done
  [[ $(pgbouncer_listeners "$1") == 1 ]]
}

pgbouncer_listeners() {
  local listening
  printf -v listening ': 0100007F:%04X 00000000:0000 0A' "$(<"$dir/pgbouncer/$1/port")"
  grep -c "$listening" /proc/net/tcp || true
}

# pgbouncer_end SIGNAL MODE — and waits until it is gone.
pgbouncer_end() {
  local pid deadline=$((SECONDS + server_wait))
  while pid=$(pgbouncer_pid "$2") && ((SECONDS < deadline)); do
    kill -"$1" "$pid" 2>/dev/null || true
    sleep 0.05
  done
}

# pgbouncer_stop — at once, whoever is connected.
pgbouncer_stop() {
  local mode
  for mode in "${pgbouncer_modes[@]}"; do
    pgbouncer_end QUIT "$mode"
    pgbouncer_end KILL "$mode"
  done
}

# pgbouncer_status — a line for each one that was ever started.
pgbouncer_status() {
  local mode pid state
  for mode in "${pgbouncer_modes[@]}"; do
    [[ -d $dir/pgbouncer/$mode ]] || continue
    state=stopped
    if pid=$(pgbouncer_pid "$mode"); then state="running, port $(<"$dir/pgbouncer/$mode/port"), pid $pid"; fi
    printf '%s, PgBouncer (%s): %s\n' "$instance" "$mode" "$state"
  done
}

pgbouncer_env() {
  local mode
  for mode in "${pgbouncer_modes[@]}"; do
    ! pgbouncer_pid "$mode" >/dev/null \
      || printf '\nPGBOUNCER_%s_PORT=%s' "${mode^^}" "$(<"$dir/pgbouncer/$mode/port")"
  done
}
