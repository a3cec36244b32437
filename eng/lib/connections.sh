# shellcheck shell=bash
# The connection strings of a server that eng/postgres runs: an administrator, an owner, an application role.

# connect_as_roles ENV_FILE DATABASE — exports ConnectionStrings__Admin, __Owner and __Primary.
connect_as_roles() {
  local PGHOST PGPORT PGUSER PGPASSWORD
  # shellcheck source=/dev/null
  . "$1"
  local server="Host=$PGHOST;Port=$PGPORT"
  export ConnectionStrings__Admin="$server;Database=postgres;Username=$PGUSER;Password=$PGPASSWORD"
  export ConnectionStrings__Owner="$server;Database=$2;Username=enterprise_owner;Password=$OWNER_PASSWORD"
  export ConnectionStrings__Primary="$server;Database=$2;Username=enterprise_app;Password=$APP_PASSWORD"
}
