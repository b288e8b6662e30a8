#!/bin/sh
# Holds the rules of our JavaScript and runs the unit tests of our modules with node's test runner.
set -eu
cd "$(dirname "$0")/.."
if [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -lt 20 ]; then
  echo "Skipped: the viewer's unit tests need node 20 or newer."
  exit 0
fi
if [ ! -d node_modules/fake-indexeddb ]; then
  echo "Skipped: the viewer's unit tests need npm, which fetches a database for them."
  exit 0
fi
if [ -x node_modules/.bin/eslint ]; then
  npm run -s check
else
  echo "Skipped: the rules of our JavaScript need npm, which fetches ESLint, Prettier and TypeScript."
fi
exec node --test --test-timeout=60000 src/test/js/
