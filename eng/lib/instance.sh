# shellcheck shell=bash disable=SC2154 # the variables are set by eng/postgres and instance.sh
# What an instance keeps in its folder, whichever way its server runs: a password and a port that stay, an `env` file
# while it runs, and a lock beside the folder so that two callers never start, stop or delete it at once.

# use_instance NAME — sets $instance and $dir.
use_instance() {
  [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$ ]] \
    || fail "'$1' cannot name an instance; use letters, digits, '.', '_' and '-', at most 63"
  instance=$1
  dir=$repo/.local/postgres/$instance
}

# lock_instance — holds the lock until this script ends. `reset` deletes the lock's file, hence the second look.
lock_instance() {
  { mkdir -p "${dir%/*}" && : >>"$dir.lock"; } 2>/dev/null \
    || fail "cannot write to ${dir%/*}; make it writable for $(id -un)"
  while :; do
    exec 9>>"$dir.lock"
    flock 9
    [[ ! $dir.lock -ef /dev/fd/9 ]] || return 0
  done
}

# prepare_instance KIND — makes the folder and the password, and remembers how its server runs.
prepare_instance() {
  {
    mkdir -p "$dir" && chmod 700 "$dir"
    [[ -s $dir/password ]] || write_private password "$(od -An -N24 -tx1 /dev/urandom | tr -d ' \n')"
    write_private kind "$1"
  } 2>/dev/null || fail "cannot write to $dir; make it writable for $(id -un), with room on its disk"
}

# write_private NAME TEXT — whole or not at all, readable to its owner only.
write_private() {
  (umask 077 && printf '%s\n' "$2" >"$dir/$1.new") && mv "$dir/$1.new" "$dir/$1"
}

# write_env PORT — what a client needs to connect, for a shell to source.
write_env() {
  write_private port "$1"
  write_private env "PGHOST=127.0.0.1
PGPORT=$1
PGUSER=postgres
PGPASSWORD=$(<"$dir/password")
PGDATABASE=postgres$(replica_env)$(pgbouncer_env)"
}

port_is_taken() {
  local listening
  printf -v listening ':%04X [0-9A-F]+:0000 0A' "$1"
  grep -qE "$listening" /proc/net/tcp /proc/net/tcp6 2>/dev/null
}

# choose_port WANTED — sets $port: the one asked for, or the last one, or (for dev) the well-known one, or any.
choose_port() {
  local wanted=$1 preferred
  if [[ -n $wanted ]]; then
    ! port_is_taken "$wanted" || fail "port $wanted is taken by another program; give another --port, or none"
    port=$wanted
    return
  fi
  preferred=$(cat "$dir/port" 2>/dev/null) || preferred=
  [[ -n $preferred || $instance != dev ]] || preferred=54329
  port=$preferred
  while [[ -z $port ]] || port_is_taken "$port"; do
    port=$((20000 + RANDOM % 10000)) # below the ports the kernel hands to outgoing connections
  done
  [[ -z $preferred || $preferred == "$port" ]] || say "port $preferred is taken by another program, using $port"
}

# delete_instance — under the lock, after its server has stopped.
delete_instance() {
  rm -rf "$dir" || fail "could not delete all of $dir; delete it as the user who owns it"
  rm -f "$dir.lock"
}
