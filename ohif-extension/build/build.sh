#!/bin/sh
# Fetches the pinned viewer when it is missing or stale and packs it with our modules.
# Without node the service builds too; its pages then say what is missing.
set -eu
cd "$(dirname "$0")/.."
out=$1
mkdir -p "$out/viewer"
major=$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)
if [ "$major" -lt 20 ] || ! command -v npm >/dev/null; then
  echo "Viewer left out: it is built with node 20 or newer and npm."
  : >"$out/viewer/files.txt"
  exit 0
fi
stamp=node_modules/.fetched
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
  cp package-lock.json "$stamp"
fi
exec node build/pack.mjs node_modules/@ohif/app src/main/viewer "$out/viewer"
