# shellcheck shell=bash disable=SC2034 # read by rootfs.sh
# Servers that the product is compared with: the oldest PostgreSQL that it runs on, and a MariaDB. They are Debian 12's,
# in a root file system of their own, which only tests ask for.

# use_compared_servers — the recipe that ensure_rootfs goes by from here on.
use_compared_servers() {
  rootfs_suite=bookworm
  rootfs_packages=postgresql-15,mariadb-server-core,mariadb-client-core,dash
  rootfs_keep=(
    './usr/lib/postgresql/15' './usr/share/postgresql/15' './usr/sbin/mariadbd' './usr/bin/mariadb' './usr/share/mysql'
    './lib*/ld-linux*' './lib/*-linux-gnu/*.so*' './usr/lib/*-linux-gnu/*.so*'
    './usr/lib/locale/C.utf8' './usr/share/zoneinfo'
    './bin/dash' './bin/sh'
  )
}
