# shellcheck shell=bash
# The secrets of this clone: made once, kept under .local, readable by their owner alone.

# random_text — 40 characters that need no quoting anywhere.
random_text() { head -c 30 /dev/urandom | base64 | tr '+/' '-_'; }

# load_secrets FILE — sets OWNER_PASSWORD, APP_PASSWORD and MASTER_KEY, made where there are none.
load_secrets() {
  local file=$1
  if [[ ! -s $file ]]; then
    (
      umask 077
      printf "OWNER_PASSWORD='%s'\nAPP_PASSWORD='%s'\nMASTER_KEY='%s'\n" \
        "$(random_text)" "$(random_text)" "$(head -c 32 /dev/urandom | base64)" >"$file.next"
    ) || fail "cannot write $file: see that this folder is writable"
    mv "$file.next" "$file"
  fi
  # shellcheck source=/dev/null
  . "$file"
}
