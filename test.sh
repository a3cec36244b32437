#!/usr/bin/env bash
# Builds the solution and runs every test on a PostgreSQL of its own: see --help.
set -euo pipefail

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")"
results=TestResults

usage() {
  cat <<'HELP'
usage: ./test.sh [--filter EXPRESSION] [OPTION OF dotnet test]...

Starts the instance "test" of eng/postgres, builds the solution in Release, runs all test projects and stops
the instance again. Prints the failed tests, the line coverage of src/ and, as the last line,
"N passed, N failed, N skipped". Ends with 0 only when tests ran and none failed.

  --filter EXPRESSION  only some tests, such as FullyQualifiedName~Trips

The log, the results (trx) and the coverage are kept in TestResults/.
  ENTERPRISE_TEST_POSTGRES  the superuser's address of a server to use instead: postgresql://…
HELP
}

say() { printf '%s\n' "test: $*" >&2; }

# forget_settings — what is set for a service that runs on this machine must not reach the tests.
forget_settings() {
  local name
  for name in $(compgen -e); do
    case $name in ConnectionStrings__* | Database__* | DB_M??_CONNECTIONS | FeatureManagement__* | Secrets__* | RateLimits__* | ApiKeys__* | Cache__*) unset "$name" ;; esac
  done
}

# provide — in the background, for it waits for the network and the disk while the build needs the processor.
provide() {
  (
    need_programs
    [[ -n ${ENTERPRISE_TEST_POSTGRES-} ]] || eng/postgres --instance test start --no-fsync --set max_connections=300 >&2
  ) &
  provided=$!
  [[ -n ${ENTERPRISE_TEST_POSTGRES-} ]] || trap 'if wait "$provided"; then eng/postgres --instance test stop; fi' EXIT
  trap 'exit 130' INT TERM
}

until_provided() {
  wait "$provided"
  ENTERPRISE_TEST_POSTGRES=${ENTERPRISE_TEST_POSTGRES:-$(eng/postgres --instance test url)}
  export ENTERPRISE_TEST_POSTGRES
}

# need_programs — tests compile and run the typed client of tests/TypedClient, and open /ops in a browser (tests/OpsPage).
need_programs() {
  . eng/lib/say.sh
  . eng/lib/host-packages.sh
  need_host_packages npm=npm chromium=chromium
}

build() {
  dotnet tool restore >"$results/build.log"
  dotnet build Enterprise.sln --configuration Release --nologo --verbosity quiet >>"$results/build.log" 2>&1 \
    || { grep -E 'error|warning' "$results/build.log" | sort -u >&2; say 'the solution does not build'; exit 1; }
}

# run_tests OPTION... — false when a test failed or a test process died.
run_tests() {
  dotnet test Enterprise.sln --configuration Release --no-build --nologo \
    --results-directory "$results" --settings tests/coverage.runsettings \
    --collect 'XPlat Code Coverage' "$@" >"$results/test.log" 2>&1
}

# outcomes OUTCOME — how many results of all projects ended like that.
outcomes() {
  { cat "$results"/*.trx 2>/dev/null || true; } | grep -c "<UnitTestResult .*outcome=\"$1\"" || true
}

# list_failures — the name, message and place of each failed test, from the trx files.
list_failures() {
  awk '
    function text(s) {
      gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&#xD;/, "", s); gsub(/&amp;/, "\\&", s)
      return s
    }
    /<UnitTestResult / { failed = /outcome="Failed"/
      if (failed) { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); print "\nFAILED " text(name) } }
    !failed { next }
    /<Message>/ { inside = 1; sub(/.*<Message>/, "") }
    /<StackTrace>/ { inside = 2; sub(/.*<StackTrace>/, "") }
    inside == 1 { line = $0; sub(/<\/Message>.*/, "", line); print "  " text(line) }
    inside == 2 && / in .*:line / { line = $0; sub(/<\/StackTrace>.*/, "", line); print "  " text(line) }
    /<\/Message>|<\/StackTrace>/ { inside = 0 }
  ' "$results"/*.trx
}

print_coverage() {
  compgen -G "$results/*/coverage.cobertura.xml" >/dev/null || return 0
  dotnet reportgenerator "-reports:$results/*/coverage.cobertura.xml" "-targetdir:$results/coverage" \
    '-reporttypes:TextSummary;Cobertura;HtmlSummary' -verbosity:Error >>"$results/test.log"
  sed -n 's/^ *Line coverage: */line coverage of src: /p' "$results/coverage/Summary.txt"
}

main() {
  if [[ ${1-} == --help ]]; then usage && exit; fi
  local began=$SECONDS passed failed skipped code=0
  rm -rf "$results" && mkdir "$results"
  forget_settings
  provide
  say 'building' && build
  until_provided
  say 'testing' && { run_tests "$@" || code=1; }

  passed=$(outcomes Passed) failed=$(outcomes Failed) skipped=$(outcomes NotExecuted)
  if ((failed)); then list_failures; fi
  if ((code && !failed)); then tail -n 30 "$results/test.log"; fi
  print_coverage
  say "took $((SECONDS - began)) s; the log is $results/test.log"
  printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
  ((code == 0 && failed == 0 && passed > 0))
}

main "$@"
