import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compressible, kept } from '../../../build/selection.mjs';

test('what our mode never asks for stays out', () => {
  for (const name of ['ort/ort.wasm', 'app.bundle.js.map', 'google.js', 'app-config.js', '_redirects', 'sw.js', '5731.bundle.694b.js']) {
    assert.equal(kept(name), false, name);
  }
});

test('the application, codecs and fonts go along', () => {
  for (const name of ['index.html', 'app.bundle.0f.js', '5130ccb17e3f3f5b.wasm', 'a34f.woff2', 'assets/favicon.ico']) {
    assert.ok(kept(name), name);
  }
});

test('pictures and fonts are not compressed again', () => {
  assert.deepEqual(['a.js', 'a.wasm', 'a.png', 'a.woff2'].map(compressible), [true, true, false, false]);
});
