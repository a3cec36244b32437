# shellcheck shell=bash
# Debian packages the host lacks: installed as root, asked for otherwise.

# need_host_packages PACKAGE=FILE... — FILE is a command's name or an absolute path the package brings.
need_host_packages() {
  local wanted package file missing=()
  for wanted; do
    package=${wanted%%=*} file=${wanted#*=}
    [[ $file == /* && -e $file ]] || command -v "$file" >/dev/null || missing+=("$package")
  done
  ((${#missing[@]})) || return 0

  local command="apt-get install --no-install-recommends ${missing[*]}"
  command -v apt-get >/dev/null \
    || fail "needs ${missing[*]}, which this system has no apt-get to install; install them, or start a container engine"
  ((EUID == 0)) || fail "needs packages of Debian first; type: sudo $command"
  timed "installing ${missing[*]}" install_host_packages "${missing[@]}"
}

install_host_packages() {
  local output
  compgen -G '/var/lib/apt/lists/*Packages*' >/dev/null || apt_quietly update || apt_failed
  apt_quietly install "$@" || { apt_quietly update && apt_quietly install "$@"; } || apt_failed
}

# apt_quietly COMMAND... — its output is in $output, for apt_failed.
apt_quietly() {
  output=$(DEBIAN_FRONTEND=noninteractive apt-get --quiet --yes --no-install-recommends \
    --option DPkg::Lock::Timeout=120 --option Acquire::Retries=2 "$@" 2>&1 </dev/null)
}

apt_failed() { fail "apt-get could not install it: $(why "$output")"; }

# why OUTPUT — the cause of a failed download or build in a few words, with what to do about it.
why() {
  case $1 in
    *'No space left on device'* | *"don't have enough free space"*) printf 'the disk is full; make room and try again' ;;
    *'Could not resolve'* | *'Temporary failure resolving'* | *'Could not connect'* | *'Network is unreachable'* | *'Failed to fetch'*)
      printf 'the Debian mirror cannot be reached; check the network (and proxy) and try again' ;;
    *) grep -m 1 -E '^(E|dpkg|initdb):' <<<"$1" || grep -m 1 -v '^tar: ' <<<"$1" || printf 'it does not say why\n' ;;
  esac
}
