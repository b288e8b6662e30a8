// Checks types with TypeScript; files that are not typed yet are named in untyped.json, and a name there that has no error is one too many.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const untyped = JSON.parse(readFileSync(new URL('untyped.json', import.meta.url), 'utf8'));
const run = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--pretty', 'false', '-p', '.'], { encoding: 'utf8' });
const found = new Set();
let failed = run.error !== undefined || run.stderr !== '';
let ours = false;
for (const line of run.stdout.split('\n').filter(l => l !== '')) {
  const file = line.match(/^([^ (][^(]*)\(\d+,\d+\): error/)?.[1];
  if (file !== undefined) {
    found.add(file);
    ours = untyped.includes(file);
  } else if (!line.startsWith(' ')) {
    ours = false;
  }
  if (!ours) {
    console.error(line);
    failed = true;
  }
}
for (const file of untyped.filter(name => !found.has(name))) {
  console.error(`${file} has no type errors any more: take it off build/untyped.json`);
  failed = true;
}
process.exit(failed ? 1 : 0);
