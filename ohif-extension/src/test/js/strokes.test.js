import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedPixels } from '../../main/viewer/deepgrow-extension/strokes.js';

let seed = 5;
const random = n => (seed = (seed * 48271) % 2147483647) % n;

const pixelsAt = (length, offset) => new Uint8Array(new ArrayBuffer(length + offset), offset).map(() => 0);

/** Both begin at that byte of their memory. */
const both = (length, offset) => [0, 1].map(() => new Uint8Array(new ArrayBuffer(length + offset), offset));

function changes(pixels, painted) {
  const all = [];
  changedPixels(pixels, painted, (at, value) => all.push([at, value]));
  return all;
}

for (const [length, offset] of [
  [64, 0],
  [64, 4],
  [64, 3],
  [63, 0],
  [3, 0],
]) {
  test(`every pixel that changed is told once, of ${length} pixels from byte ${offset}`, () => {
    for (let round = 0; round < 60; round++) {
      const [pixels, painted] = both(length, offset);
      for (let at = 0; at < length; at++) {
        pixels[at] = painted[at] = random(3) && random(4);
      }
      assert.deepEqual(changes(pixels, painted), []);
      const expected = new Map();
      for (let n = random(5); n >= 0; n--) {
        const at = random(length);
        pixels[at] = random(5);
        expected.set(at, pixels[at]);
      }
      const differing = [...expected].filter(([at, value]) => painted[at] !== value).sort(([a], [b]) => a - b);
      assert.deepEqual(changes(pixels, painted), differing);
    }
  });
}

test('where nothing was painted every pixel that is not zero was drawn', () => {
  const pixels = pixelsAt(9, 0);
  pixels[2] = 7;
  pixels[8] = 1;
  assert.deepEqual(changes(pixels, null), [
    [2, 7],
    [8, 1],
  ]);
});
