# shellcheck shell=bash
# Builds the service and the db tool where their sources are newer than the last build. Shares $repo and $local.
# shellcheck disable=SC2154 # set by whoever sources this

# is_built — whether no source has changed since the last build.
is_built() {
  [[ -f $local/built && -f $(output WebApi Enterprise.WebApi) && -f $(output DbTool db) ]] \
    && [[ -z $(find "$repo"/{src,Directory.*,global.json,.editorconfig,eng/BannedSymbols.txt} \
      \( -name bin -o -name obj \) -prune -o -newer "$local/built" -print -quit) ]]
}

build() {
  local log=$local/build.log project
  # What a build would create in a project's folder must not pass for a change of it.
  for project in "$repo"/src/*/; do mkdir -p "$project"/{bin,obj}; done
  touch "$local/building"
  dotnet build "$repo/eng/service.slnf" --configuration Release --nologo --verbosity quiet >"$log" 2>&1 \
    && mv "$local/building" "$local/built" && return
  grep -E 'error|NETSDK' "$log" | sort -u | head -20 >&2 || tail -20 "$log" >&2
  fail "the build failed; all it said is in $log"
}

output() { printf '%s/src/%s/bin/Release/net10.0/%s.dll' "$repo" "$1" "$2"; }
