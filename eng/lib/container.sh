# shellcheck shell=bash disable=SC2154 # the variables are set by eng/postgres and instance.sh
# An instance whose server runs in a container: compose.yaml, one project for each clone and instance.

# container_engine — sets $container and $compose; false unless an engine runs and has compose.
container_engine() {
  local engine
  for engine in docker podman; do
    command -v "$engine" >/dev/null || continue
    timeout 10 "$engine" info >/dev/null 2>&1 || continue
    container=$engine
    if "$engine" compose version >/dev/null 2>&1; then compose=("$engine" compose) && return; fi
    if command -v "$engine-compose" >/dev/null; then compose=("$engine-compose") && return; fi
  done
  return 1
}

need_engine() {
  [[ -n ${compose-} ]] || container_engine \
    || fail "neither docker nor podman runs here with compose; start one, or reset '$instance' with it and use none"
}

container_project() { printf 'enterprise-%s\n' "$(cksum <<<"$repo $instance" | cut -d ' ' -f 1)"; }

container_place() { printf 'volume %s_data\n' "$(container_project)"; }

# in_compose ARGUMENT... — with the variables compose.yaml takes.
in_compose() {
  need_engine
  ENTERPRISE_PGPASSWORD=$(cat "$dir/password" 2>/dev/null || printf none) \
    ENTERPRISE_PGPORT=${port:-$(cat "$dir/port" 2>/dev/null || printf 54329)} \
    ENTERPRISE_PGSETTINGS=${server_options-} \
    "${compose[@]}" --project-name "$(container_project)" --file "$repo/compose.yaml" "$@" 9>&-
}

# container_id — of the running one; podman-compose gives its containers the same labels.
container_id() {
  "$container" ps --quiet --filter "label=com.docker.compose.project=$(container_project)" 2>/dev/null | grep .
}

container_start() {
  local wanted=$1 settings=("${@:2}")
  need_engine
  if container_status >/dev/null; then
    [[ -z $wanted || $wanted == "$(<"$dir/port")" ]] \
      || fail "'$instance' already runs on port $(<"$dir/port"); stop it first to move it to port $wanted"
    [[ -z ${settings[*]} || ${settings[*]} == "$(cat "$dir/settings" 2>/dev/null)" ]] \
      || say "'$instance' already runs with other settings; stop it first to change them"
    write_env "$(<"$dir/port")"
    return
  fi
  container_stop
  choose_port "$wanted"
  server_options=${settings[*]/#/-c }
  write_private port "$port"
  timed "starting PostgreSQL's container" compose_up
  write_private settings "${settings[*]}"
  write_env "$port"
}

compose_up() {
  local output deadline log
  output=$(in_compose up --detach 2>&1) || fail "the container did not start: $(grep . <<<"$output" | tail -n 1)"
  log="its log: $container logs $(container_project)-postgres-1"
  deadline=$((SECONDS + server_wait))
  until container_status >/dev/null; do
    container_id >/dev/null || fail "PostgreSQL ended as soon as it was started; $log"
    ((SECONDS < deadline)) || fail "PostgreSQL accepts no connections after $server_wait s; $log"
    sleep 0.2
  done
}

container_stop() {
  local output
  output=$(in_compose down 2>&1) || fail "the container did not stop: $(grep . <<<"$output" | tail -n 1)"
  rm -f "$dir/env"
}

container_delete() {
  local output
  output=$(in_compose down --volumes 2>&1) || fail "its volume could not be deleted: $(grep . <<<"$output" | tail -n 1)"
}

container_status() {
  local id
  need_engine
  if ! id=$(container_id); then printf 'stopped' && return 1; fi
  if ! "$container" exec "$id" pg_isready --quiet --host=127.0.0.1 2>/dev/null; then printf 'starting' && return 1; fi
  printf 'running, port %s, pid %s' "$(<"$dir/port")" "$("$container" inspect --format '{{.State.Pid}}' "$id")"
}

# container_psql ARGUMENT... — the host's psql where there is one, since it reads the caller's files.
container_psql() {
  local client terminal=()
  if client=$(type -P psql); then exec "$client" "$@"; fi
  [[ ! -t 0 || ! -t 1 ]] || terminal=(--tty)
  exec "$container" exec --interactive "${terminal[@]}" --env PGPASSWORD "$(container_id)" \
    psql --host=127.0.0.1 --username=postgres "$@"
}
