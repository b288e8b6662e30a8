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
build/fetch.sh
../ohif-extension/node_modules/.bin/tsc --pretty false -p .
rm -rf target/screenshots
# One browser at a time; what fails has failed, and the others run all the same.
failed=
for file in src/test/js/*.test.mjs; do
  node --test --test-reporter=spec "$file" || failed="$failed $file"
done
[ -z "$failed" ] || { echo "Failed:$failed"; exit 1; }
