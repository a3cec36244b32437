# shellcheck shell=bash
# Messages of the scripts under eng/: progress and errors on stderr, results on stdout.

say() { printf '%s: %s\n' "${0##*/}" "$*" >&2; }

# fail SENTENCE — the one sentence a failure gets, saying what to do.
fail() {
  say "$*"
  exit 1
}

# timed TEXT COMMAND... — a line when the step begins, and the seconds it took when those were many.
timed() {
  local text=$1 begin=$SECONDS
  shift
  say "$text"
  "$@"
  ((SECONDS - begin < 3)) || say "  done in $((SECONDS - begin)) s"
}

# close_inherited_files — all but stdin, stdout and stderr; for a subshell about to become another program.
close_inherited_files() {
  local fd
  for fd in /proc/"$BASHPID"/fd/*; do
    ((${fd##*/} < 3)) || eval "exec ${fd##*/}>&-"
  done
}
