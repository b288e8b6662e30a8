#!/bin/sh
# Runs the browser tests against the packaged service; skipped by name where a program is missing.
set -eu
cd "$(dirname "$0")/.."
skip() {
  echo "Skipped: the browser tests need $1."
  exit 0
}
[ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ] || skip "node 20 or newer"
command -v npm >/dev/null || skip npm
command -v chromium >/dev/null || skip "chromium (Debian: chromium)"
[ -s ../ohif-extension/target/classes/viewer/files.txt ] || skip "a build with the viewer"
stamp=node_modules/.fetched
if ! cmp -s package-lock.json "$stamp"; then
  npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --loglevel=error
  cp package-lock.json "$stamp"
fi
exec node --test --test-concurrency=1 --test-reporter=spec src/test/js/
