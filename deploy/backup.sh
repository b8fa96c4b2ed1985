#!/usr/bin/env bash
# Back up the database and the uploaded files: backup.sh FOLDER
#
# Reads DATABASE_URL and VAR_DIR from the environment (VAR_DIR defaults to var/ beside the code).
# Makes FOLDER/<UTC time>/ with database.dump, files.tar and SHA256SUMS, then removes backups that
# are older than KEEP_DAYS (30). The database is read first, so every file that it names was there.
# A backup holds personal data: keep FOLDER on an encrypted disk, and a copy in another place.
set -euo pipefail
umask 077

if [ "$#" -ne 1 ]; then
  echo "usage: backup.sh FOLDER" >&2
  exit 2
fi
: "${DATABASE_URL:?is not set}"
code=$(cd "$(dirname "$0")/.." && pwd)
files=${VAR_DIR:-$code/var}
keep_days=${KEEP_DAYS:-30}

mkdir -p "$1"
folder=$(cd "$1" && pwd)
name=$(date -u +%Y-%m-%dT%H%M%SZ)
unfinished="$folder/.unfinished-$name"
mkdir "$unfinished"
trap 'rm -rf "$unfinished"' EXIT

pg_dump --format=custom --no-owner --no-privileges \
  --file="$unfinished/database.dump" --dbname="$DATABASE_URL"

# Only what people uploaded: renditions can be made again, but their folder is small.
kept=()
for part in private media; do
  if [ -d "$files/$part" ]; then kept+=("$part"); fi
done
tar --create --file="$unfinished/files.tar" --directory="$files" --files-from=<(printf '%s\n' "${kept[@]+"${kept[@]}"}")

(cd "$unfinished" && sha256sum database.dump files.tar > SHA256SUMS)
# The name appears only when everything is there: an interrupted run leaves no half backup.
mv "$unfinished" "$folder/$name"
trap - EXIT

find "$folder" -mindepth 1 -maxdepth 1 -type d -name '20*Z' -mtime "+$keep_days" \
  -exec rm -rf {} +
echo "$folder/$name"
