#!/usr/bin/env bash
# Restore a backup into an empty database and an empty folder: restore.sh BACKUP
#
# BACKUP is one folder that backup.sh made. Reads DATABASE_URL and VAR_DIR like backup.sh. Refuses
# a backup whose checksums differ, a database that has tables, and a folder that has files: nothing
# that is there is overwritten.
set -euo pipefail
umask 077

if [ "$#" -ne 1 ] || [ ! -f "$1/SHA256SUMS" ]; then
  echo "usage: restore.sh BACKUP (a folder with database.dump, files.tar and SHA256SUMS)" >&2
  exit 2
fi
: "${DATABASE_URL:?is not set}"
code=$(cd "$(dirname "$0")/.." && pwd)
files=${VAR_DIR:-$code/var}
backup=$(cd "$1" && pwd)

(cd "$backup" && sha256sum --check --strict --quiet SHA256SUMS)

tables=$(psql --no-psqlrc --tuples-only --no-align --dbname="$DATABASE_URL" --command \
  "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
if [ "$tables" -ne 0 ]; then
  echo "The database has $tables tables. Restore into an empty one: createdb, then try again." >&2
  exit 1
fi
for part in private media; do
  if [ -n "$(ls -A "$files/$part" 2>/dev/null)" ]; then
    echo "$files/$part has files in it. Move it away, then try again." >&2
    exit 1
  fi
done

pg_restore --exit-on-error --single-transaction --no-owner --no-privileges \
  --dbname="$DATABASE_URL" "$backup/database.dump"
mkdir -p "$files"
tar --extract --preserve-permissions --file="$backup/files.tar" --directory="$files"

echo "Restored. Now run: manage.py migrate, then ask /healthz/ready."
