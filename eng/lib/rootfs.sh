# shellcheck shell=bash
# The root file system the embedded PostgreSQL runs in: Debian 13's packages, unpacked once a machine and user into
# the cache folder and read by every clone and instance. Nothing of it is ever written to afterwards.

# The recipe. A change of it makes another folder; the old one stays for clones that still want it.
rootfs_suite=trixie
rootfs_packages=postgresql-17-pgvector,pgbouncer,dash
rootfs_keep=(
  './usr/lib/postgresql/17' './usr/share/postgresql/17' './usr/sbin/pgbouncer'
  './usr/lib*/ld-linux*' './usr/lib/*-linux-gnu/*.so*'
  './usr/lib/locale/C.utf8' './usr/share/zoneinfo'
  './usr/bin/dash' './usr/bin/sh' # initdb starts the server through a shell
)
# Just-in-time compilation is most of the packages' weight; without its library the server does without.
rootfs_drop=('*/libLLVM*' '*/libz3*' '*/libperl*' '*/llvmjit*' '*/bitcode' '*/pgxs' '*/man')

finish_rootfs() {
  mkdir "$1/etc" "$1/dev" "$1/tmp" "$1/run" "$1/data"
  ln -s usr/bin usr/sbin usr/lib "$1"
  [[ ! -d $1/usr/lib64 ]] || ln -s usr/lib64 "$1"
  printf 'postgres:x:101:103::/:/bin/sh\n' >"$1/etc/passwd"
  printf 'postgres:x:103:\n' >"$1/etc/group"
}

# rootfs_path — where the root file system of this recipe is, or will be.
rootfs_path() {
  local cache=${XDG_CACHE_HOME:-${HOME:?is not set}/.cache} recipe
  recipe=$(uname -m && declare -p rootfs_suite rootfs_packages rootfs_keep rootfs_drop && declare -f finish_rootfs)
  printf '%s/enterprise/rootfs-%.12s\n' "$cache" "$(sha256sum <<<"$recipe")"
}

# ensure_rootfs — builds it unless it is there, and installs bubblewrap, which runs it. Of several callers at once one
# does the work and the others wait for it.
ensure_rootfs() {
  local rootfs cache packages=(bubblewrap=bwrap)
  rootfs=$(rootfs_path)
  cache=${rootfs%/*}
  if [[ -d $rootfs ]] && command -v bwrap >/dev/null; then return; fi
  [[ $(uname -m) =~ ^(x86_64|aarch64)$ ]] \
    || fail "has no PostgreSQL for this processor ($(uname -m)); set ConnectionStrings__Primary to a server of yours"
  { mkdir -p "$cache" && : >>"$cache/lock"; } 2>/dev/null \
    || fail "cannot write to the cache folder $cache; make it writable or set XDG_CACHE_HOME to another folder"
  (
    flock 8
    [[ -d $rootfs ]] || packages+=(mmdebstrap=mmdebstrap
      debian-archive-keyring=/usr/share/keyrings/debian-archive-keyring.gpg)
    need_host_packages "${packages[@]}"
    [[ -d $rootfs ]] || timed "building PostgreSQL's root file system in $cache (once, about 20 s)" build_rootfs "$rootfs"
  ) 8>>"$cache/lock"
}

# build_rootfs PATH — under the lock, so folders of killed builds beside it are nobody's.
build_rootfs() {
  local building output mode=chrootless
  rm -rf "${1%/*}"/building.*
  building=$(mktemp -d "${1%/*}/building.XXXXXX" 2>/dev/null) \
    || fail "cannot write to the cache folder ${1%/*}; make room in it"
  # shellcheck disable=SC2064 # the folder of now
  trap "rm -rf '$building'" EXIT
  mkdir "$building/tmp" "$building/root"
  ((EUID != 0)) || mode=root # chrootless: unpacking needs no privilege at all, not even user namespaces
  output=$(unpack_packages "$building" "$mode" 2>&1) || fail "could not build the root file system: $(why "$output")"
  finish_rootfs "$building/root"
  mv -T "$building/root" "$1"
}

unpack_packages() {
  apt-config dump Acquire 2>/dev/null | grep -E '^Acquire::(https?|Check-|Retries|ForceIPv)' >"$1/apt.conf" || true
  download_packages "$1" "$2" \
    | tar -x -C "$1/root" --no-same-owner --wildcards --no-wildcards-match-slash "${rootfs_keep[@]}" \
      --wildcards-match-slash "${rootfs_drop[@]/#/--exclude=}" \
      --transform 'flags=rSh;s,^\./\(s\?bin\|lib\(64\)\?\)/,./usr/\1/,' # Debian 12 has packages from before /usr was all
}

download_packages() (
  close_inherited_files # mmdebstrap hands a file to dash, which only knows those with one digit
  # shellcheck disable=SC2046 # a mirror or nothing
  TMPDIR=$1/tmp exec mmdebstrap --mode="$2" --variant=extract --include="$rootfs_packages" --aptopt="$1/apt.conf" \
    "$rootfs_suite" - $(debian_mirror)
)

# debian_mirror — the mirror this host installs from; nothing (mmdebstrap's own default) where it is not Debian's.
debian_mirror() {
  # shellcheck disable=SC2016 # apt's own variables
  apt-get indextargets --format '$(LABEL) $(REPO_URI)' 'Created-By: Packages' 2>/dev/null \
    | awk '$1 == "Debian" && NF == 2 || /\/debian\/?$/ { print $NF; exit }' || true
}
