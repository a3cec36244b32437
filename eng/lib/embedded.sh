# shellcheck shell=bash disable=SC2154 # the variables are set by eng/postgres and instance.sh
# An instance whose server runs in the root file system, under bubblewrap. It shares the host's process ids, so
# postmaster.pid names a process the host can see; it is ours when it stands in our data folder.

server_wait=30 # seconds for a start or a stop

# server_pid — the postmaster's process id; nothing and false when it does not run.
server_pid() {
  local pid
  { read -r pid <"$dir/data/postmaster.pid"; } 2>/dev/null || return 1
  is_our_process "$pid" && printf '%s\n' "$pid"
}

# is_our_process PID — a postgres whose working directory is our data folder. A number alone proves nothing: after a
# kill -9 or a reboot another program, or another instance, may have it.
is_our_process() {
  local name
  { read -r name <"/proc/$1/comm"; } 2>/dev/null || return 1
  [[ $name == postgres && /proc/$1/cwd -ef $dir/data ]]
}

# our_processes — every process of this instance's server, also those that outlived their postmaster.
our_processes() {
  local proc
  for proc in /proc/[0-9]*; do
    ! is_our_process "${proc#/proc/}" || printf '%s\n' "${proc#/proc/}"
  done
}

server_is_ready() {
  local lines
  server_pid >/dev/null || return 1
  mapfile -t lines <"$dir/data/postmaster.pid"
  [[ ${lines[7]-} == ready* ]]
}

server_port() { sed -n 4p "$dir/data/postmaster.pid"; }

# in_rootfs [bwrap option...] -- COMMAND... — becomes it, as the root file system's postgres user.
in_rootfs() {
  local options=()
  while [[ $1 != -- ]]; do options+=("$1") && shift; done
  exec "${own_session[@]}" bwrap --ro-bind "$(rootfs_path)" / --dev /dev --tmpfs /tmp --tmpfs /run \
    --unshare-user --uid 101 --gid 103 --unshare-ipc --chdir "$own_folder" --clearenv --setenv LANG C.UTF-8 \
    --setenv PATH /usr/lib/postgresql/17/bin:/usr/bin:/usr/sbin "${options[@]}" "${@:2}"
}
own_session=() own_folder=/

embedded_start() {
  local wanted=$1 settings=("${@:2}")
  if wait_until_ready; then
    keep_running "$wanted" "${settings[*]}"
    return
  fi
  ! server_pid >/dev/null || start_failed
  ensure_rootfs
  [[ -d $dir/data ]] || timed "creating the database cluster of '$instance'" create_cluster "${settings[@]}"
  run_server "$wanted" "${settings[@]}"
  write_private settings "${settings[*]}"
  write_env "$port"
}

# run_server PORT SETTING... — on that port or, where none is named, on a free one; sets $port.
run_server() {
  local wanted=$1 attempt
  end_orphans
  for attempt in 1 2 3 4 5; do
    choose_port "$wanted"
    launch_server "${@:2}"
    if wait_until_ready; then return; fi
    if [[ -n $wanted ]] || ! port_was_taken; then break; fi
  done
  start_failed
}

# keep_running PORT SETTINGS — a second start changes nothing; where it asked for a change it is told.
keep_running() {
  write_env "$(server_port)"
  [[ -z $1 || $1 == "$(server_port)" ]] \
    || fail "'$instance' already runs on port $(server_port); stop it first to move it to port $1"
  [[ -z $2 || $2 == "$(cat "$dir/settings" 2>/dev/null)" ]] \
    || say "'$instance' already runs with other settings; stop it first to change them"
}

# create_cluster SETTING... — those its server will start with; one that syncs nothing need not begin with it.
create_cluster() {
  local output sync=()
  [[ " $* " != *' fsync=off '* ]] || sync=(--no-sync)
  rm -rf "$dir/data.new"
  mkdir "$dir/data.new" || fail "cannot write to $dir; make it writable for $(id -un)"
  output=$(in_rootfs --bind "$dir/data.new" /data --file 7 /run/password -- \
    initdb --pgdata=/data --username=postgres --pwfile=/run/password --auth=scram-sha-256 \
    --encoding=UTF8 --locale=C.UTF-8 --data-checksums "${sync[@]}" \
    --set=timezone=UTC --set=log_timezone=UTC --set=listen_addresses=127.0.0.1 --set=unix_socket_directories= \
    7<"$dir/password" 9>&- 2>&1) || fail "$(why_not_run "could not create the database cluster: $(why "$output")")"
  mv -T "$dir/data.new" "$dir/data"
}

# end_orphans — children of a killed postmaster end by themselves; none may be left when the next one starts, and the
# file of the killed one must go, since its process id may be another program's by now.
end_orphans() {
  local orphans attempt
  for attempt in {1..50}; do
    orphans=$(our_processes)
    [[ -n $orphans ]] || break
    # shellcheck disable=SC2086 # one word a process
    ((attempt < 40)) || kill -KILL $orphans 2>/dev/null || true
    sleep 0.1
  done
  rm -f "$dir/data/postmaster.pid"
}

# launch_server SETTING... — on $port. The server outlives this script, in a session of its own and with none of the
# caller's files open.
launch_server() {
  local setting options=()
  for setting; do options+=(-c "$setting"); done
  if [[ -e $dir/log ]]; then mv "$dir/log" "$dir/log.1"; fi
  (umask 077 && : >"$dir/log") || fail "cannot write to $dir; make it writable for $(id -un)"
  (
    close_inherited_files
    exec </dev/null >>"$dir/log" 2>&1
    own_session=(setsid)
    in_rootfs --bind "$dir/data" /data -- \
      postgres -D /data -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= "${options[@]}"
  ) &
  launched=$!
}

# wait_until_ready — false when no server runs or is being launched, or when the time is up.
wait_until_ready() {
  local deadline=$((SECONDS + server_wait))
  until server_is_ready; do
    server_pid >/dev/null || kill -0 "${launched:-none}" 2>/dev/null || return 1
    ((SECONDS < deadline)) || return 1
    sleep 0.05
  done
}

port_was_taken() { grep -q 'Address already in use' "$dir/log"; }

start_failed() {
  local reason
  reason=$(sed -n 's/.*\(FATAL\|PANIC\): *//p' "$dir/log" | head -n 1)
  ! port_was_taken || reason="port $port is taken by another program"
  ! grep -q 'No space left on device' "$dir/log" || reason='the disk is full'
  reason="(${reason:-its log does not say why}); its log is $dir/log"
  if server_pid >/dev/null; then
    fail "PostgreSQL accepts no connections after $server_wait s and goes on trying $reason"
  fi
  fail "$(why_not_run "PostgreSQL did not start $reason")"
}

# why_not_run SENTENCE — the sentence, or a better one where bubblewrap itself is not allowed to work.
why_not_run() {
  if (in_rootfs -- sh -c :) >/dev/null 2>&1; then
    printf '%s\n' "$1"
  else
    printf '%s\n' "bubblewrap may not make a user namespace here; allow it (sysctl user.max_user_namespaces," \
      "kernel.unprivileged_userns_clone, AppArmor), start a container engine, or set ConnectionStrings__Primary" | paste -sd ' '
  fi
}

embedded_stop() {
  local pid signal deadline
  if pid=$(server_pid); then
    for signal in INT QUIT KILL; do # fast, then immediate, then none of its doing
      kill -"$signal" "$pid" 2>/dev/null || true
      deadline=$((SECONDS + server_wait))
      while ((SECONDS < deadline)) && is_our_process "$pid"; do sleep 0.05; done
      is_our_process "$pid" || break
    done
  fi
  end_orphans
  rm -f "$dir/env"
}

# embedded_status — state, port, process id; false unless it accepts connections.
embedded_status() {
  local pid
  if ! pid=$(server_pid); then printf 'stopped' && return 1; fi
  if ! server_is_ready; then printf 'starting, pid %s' "$pid" && return 1; fi
  printf 'running, port %s, pid %s' "$(server_port)" "$pid"
}

# embedded_psql ARGUMENT... — the root file system's psql through its own loader, so that it reads the caller's files.
embedded_psql() {
  local rootfs loader
  rootfs=$(rootfs_path)
  loader=$(compgen -G "$rootfs/lib64/ld-linux*" || compgen -G "$rootfs/lib/ld-linux*") \
    || fail "the root file system has gone from the cache; stop and start '$instance' to have it again"
  exec "$loader" --library-path "$(compgen -G "$rootfs/usr/lib/*-linux-gnu")" \
    "$rootfs/usr/lib/postgresql/17/bin/psql" "$@"
}

embedded_place() { printf '%s\n' "$dir/data"; }

embedded_delete() { :; } # all of it is in the instance's folder
