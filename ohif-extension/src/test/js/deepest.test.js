import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitMask } from '../../main/viewer/deepgrow-extension/bits.js';
import { deepest } from '../../main/viewer/deepgrow-extension/deepest.js';

const size = { i: 9, j: 8, k: 3 };

test('finds the middle of the thickest part of the slice', () => {
  const mask = new BitMask(size);
  const set = (i, j, k) => mask.set((k * size.j + j) * size.i + i, true);
  for (let j = 1; j < 6; j++) {
    for (let i = 3; i < 8; i++) {
      set(i, j, 1);
    }
  }
  [0, 1, 2].forEach(i => set(i, 3, 1));
  set(0, 0, 2);
  assert.deepEqual(deepest(mask, 1), { i: 5, j: 3, k: 1 });
  assert.deepEqual(deepest(mask, 2), { i: 0, j: 0, k: 2 });
  assert.equal(deepest(mask, 0), null);
});
