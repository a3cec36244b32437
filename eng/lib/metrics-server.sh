# shellcheck shell=bash disable=SC2034 # read by rootfs.sh
# The Prometheus that reads the service's metrics in tests, with promtool: Debian 13's, in a root file system of its own.

# use_metrics_server — the recipe that ensure_rootfs goes by from here on.
use_metrics_server() {
  rootfs_packages=prometheus,dash
  rootfs_keep=(
    './usr/bin/prometheus' './usr/bin/promtool'
    './usr/lib*/ld-linux*' './usr/lib/*-linux-gnu/*.so*'
    './usr/bin/dash' './usr/bin/sh'
  )
}
