# shellcheck shell=bash
# The steps of run.sh. They share $repo, $local and $port, and leave $service_pid and $postgres_is_ours behind.
# shellcheck disable=SC2154 # set by run.sh

service_pid=
postgres_is_ours=

service_file() { printf '%s/service.json' "$local"; }

# noted NAME — a value of the service file of the run before; nothing where there is none.
noted() { sed -n "s/.*\"$1\": \"\{0,1\}\([^\",}]*\).*/\1/p" "$(service_file)" 2>/dev/null || true; }

# runs PID — whether that process is a service of this clone.
runs() { [[ -n $1 ]] && { tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null | grep -qF "$repo/src/WebApi/bin/"; }

refuse_second_run() {
  if runs "$(noted pid)"; then
    fail "the service already runs on $(noted url); end it with ./run.sh --stop, or with Ctrl-C where it was started"
  fi
  if is_taken "$port"; then
    fail "port $port is taken by another program; choose another one: PORT=$((port < 65535 ? port + 1 : 5080)) ./run.sh"
  fi
}

# provide_database FRESH — a running server and, in the environment, the ways to it.
provide_database() {
  if [[ -n ${ConnectionStrings__Primary-} ]]; then
    [[ -z $1 ]] || fail '--fresh would empty the database of ConnectionStrings__Primary; empty it yourself, or unset that'
    load_secrets "$local/secrets.env"
    # To try the service, the one role will do that somebody has at hand; it warns of what that means.
    export Database__AllowUnprotectedRole=${Database__AllowUnprotectedRole:-true}
    return
  fi
  [[ -z $1 ]] || "$repo/eng/postgres" --instance dev reset
  "$repo/eng/postgres" --instance dev status >/dev/null 2>&1 || postgres_is_ours=1
  "$repo/eng/postgres" --instance dev start >/dev/null
  load_secrets "$local/secrets.env"
  connect_as_roles "$local/postgres/dev/env" enterprise
}

set_up() {
  export Secrets__MasterKey=${Secrets__MasterKey:-$MASTER_KEY}
  dotnet "$(output DbTool db)" setup --credentials "$local/credentials.env" >"$local/setup.log" || exit $?
}

# embed — once; after the first time there is nothing to do.
embed() { dotnet "$(output DbTool db)" embed >>"$local/setup.log" || exit $?; }

# start_service MODE — with the application's role alone in its environment.
start_service() {
  local command=(env -u ConnectionStrings__Admin -u ConnectionStrings__Owner
    "Logging__Console__FormatterName=${Logging__Console__FormatterName:-simple}"
    'Logging__Console__FormatterOptions__TimestampFormat=HH:mm:ss '
    "ASPNETCORE_URLS=http://127.0.0.1:$port" dotnet "$(output WebApi Enterprise.WebApi)")
  if [[ $1 == background ]]; then
    setsid nohup "${command[@]}" >"$local/service.log" 2>&1 </dev/null &
  else
    "${command[@]}" &
  fi
  service_pid=$!
}

wait_until_ready() {
  local i
  for ((i = 0; i < 300; i++)); do
    [[ $(status_of "$port" /health/ready) != 200 ]] || return 0
    kill -0 "$service_pid" 2>/dev/null || break
    sleep 0.1
  done
  [[ $mode == foreground ]] || tail -5 "$local/service.log" >&2
  fail 'the service did not become ready; what it says stands above'
}

write_service_file() {
  local ADMIN_KEY USER_KEY DATABASE_URL
  # shellcheck source=/dev/null
  . "$local/credentials.env"
  (
    umask 077
    printf '{"url": "%s", "adminKey": "%s", "userKey": "%s", "pid": %s, "databaseUrl": "%s"}\n' \
      "http://127.0.0.1:$port" "$ADMIN_KEY" "$USER_KEY" "$service_pid" "$DATABASE_URL" >"$(service_file).next"
  )
  mv "$(service_file).next" "$(service_file)"
  printf '%s' "$postgres_is_ours" >"$local/postgres-is-ours"
}

print_welcome() {
  cat <<WELCOME

  Enterprise runs on  http://127.0.0.1:$port
  try it at           http://127.0.0.1:$port/docs
  its keys are in     $(service_file)

  curl -H "X-API-Key: \$(sed 's/.*"userKey": "\([^"]*\)".*/\1/' '$(service_file)')" http://127.0.0.1:$port/api/v1/trips

WELCOME
}

# end_service PID — asks it to finish what it does, and waits for it.
end_service() {
  local i
  runs "$1" || return 0
  kill -TERM "$1" 2>/dev/null || return 0
  for ((i = 0; i < 400; i++)); do
    runs "$1" || return 0
    sleep 0.1
  done
  fail "the service (process $1) does not end; end it with: kill -KILL $1"
}

end_postgres() { [[ -z $1 ]] || (unset ConnectionStrings__Primary && "$repo/eng/postgres" --instance dev stop) || true; }

# stop_all — when run.sh ends, so does what it started.
stop_all() {
  trap '' INT TERM
  [[ -z $service_pid ]] || end_service "$service_pid"
  rm -f "$(service_file)"
  end_postgres "$postgres_is_ours"
}

stop_background() {
  local pid
  pid=$(noted pid)
  if ! runs "$pid"; then
    say 'nothing runs in the background'
  else
    end_service "$pid"
    say 'stopped; the data stays'
  fi
  end_postgres "$(cat "$local/postgres-is-ours" 2>/dev/null || true)"
  rm -f "$(service_file)" "$local/postgres-is-ours"
}
