import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Changes } from '../../main/viewer/deepgrow-extension/changes.js';

const change = (n, length = 1) => ({ box: n, before: new Uint8Array(length).fill(n), after: new Uint8Array(length).fill(n + 100) });

test('goes back through what was added and forth again', () => {
  const changes = new Changes();
  changes.add(change(1));
  changes.add(change(2));
  assert.equal(changes.back().bits[0], 2);
  assert.equal(changes.back().bits[0], 1);
  assert.equal(changes.back(), undefined);
  assert.equal(changes.again().bits[0], 101);
  changes.add(change(3));
  assert.equal(changes.again(), undefined);
});

test('a click that changed nothing has its place', () => {
  const changes = new Changes();
  changes.add(change(1));
  changes.add(null);
  assert.equal(changes.back(), null);
  assert.equal(changes.back().box, 1);
});

test('keeps a bounded number of bytes, the last change always', () => {
  const changes = new Changes();
  [1, 2, 3].forEach(n => changes.add(change(n, 6 * 2 ** 20)));
  assert.equal(changes.back().box, 3);
  assert.equal(changes.back(), undefined);
});
