// Packs the prebuilt viewer and our modules: what is not needed stays out, text is kept as gzip.
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import { compressible, kept } from './selection.mjs';

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => relative(folder, join(entry.parentPath ?? entry.path, entry.name)))
    .sort();
}

function newest(folder) {
  return Math.max(...filesUnder(folder).map(name => statSync(join(folder, name)).mtimeMs));
}

/** Whether the last packing is newer than everything that goes into it. */
function fresh(folders, list) {
  try {
    return folders.every(folder => newest(folder) < statSync(list).mtimeMs) && statSync(list).size > 0;
  } catch {
    return false;
  }
}

const [app, own, out] = process.argv.slice(2);
const list = join(out, 'files.txt');
if (!fresh([join(app, 'dist'), own, import.meta.dirname ?? dirname(new URL(import.meta.url).pathname)], list)) {
  rmSync(out, { recursive: true, force: true });
  const sources = new Map();
  filesUnder(join(app, 'dist'))
    .filter(kept)
    .forEach(name => sources.set(name, join(app, 'dist', name)));
  filesUnder(own).forEach(name => sources.set(name, join(own, name)));
  sources.set('LICENSE.ohif.txt', join(app, 'LICENSE'));
  const names = [];
  for (const [name, source] of sources) {
    const packed = compressible(name);
    const target = join(out, packed ? `${name}.gz` : name);
    const bytes = readFileSync(source);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, packed ? gzipSync(bytes, { level: 9 }) : bytes);
    names.push(packed ? `${name}.gz` : name);
  }
  writeFileSync(list, names.map(name => `${name}\n`).join(''));
  console.log(`Viewer packed: ${names.length} files.`);
}
