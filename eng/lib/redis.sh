# shellcheck shell=bash disable=SC2034 # read by rootfs.sh
# The Redis that tests of the query cache's second level run: Debian 13's, in a root file system of its own.

# use_redis — the recipe that ensure_rootfs goes by from here on.
use_redis() {
  rootfs_packages=redis-server
  rootfs_keep=(
    './usr/bin/redis-*' './usr/lib*/ld-linux*' './usr/lib/*-linux-gnu/*.so*'
  )
}
