#!/bin/sh
# Fetches what the browser tests need from npm, unless it is there.
set -eu
cd "$(dirname "$0")/.."
stamp=node_modules/.fetched
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
  cp package-lock.json "$stamp"
fi
