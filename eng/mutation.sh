#!/usr/bin/env bash
# Changes the failure table, the retry rules and the circuit breakers in many small ways, and counts how many of the
# changes their tests notice: see --help.
set -euo pipefail

if [[ ${1:-} == --help ]]; then
  cat <<'HELP'
usage: eng/mutation.sh [OPTION OF STRYKER]...

Runs Stryker as tests/Infrastructure.Tests/stryker-config.json says. It needs no server, and some minutes. It fails
below 80 % of changes noticed; the report is in tests/Infrastructure.Tests/StrykerOutput.
HELP
  exit
fi

cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/../tests/Infrastructure.Tests"
dotnet tool restore >/dev/null
exec dotnet stryker "$@"
