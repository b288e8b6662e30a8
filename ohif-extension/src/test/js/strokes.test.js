import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitMask } from '../../main/viewer/deepgrow-extension/bits.js';
import { stroked } from '../../main/viewer/deepgrow-extension/strokes.js';

/** Voxel by voxel, as plainly as can be said. */
function plainly(slices, { number, mask }, size) {
  const plane = size.i * size.j;
  const all = [];
  for (let flat = 0; flat < plane * size.k; flat++) {
    const pixel = slices[Math.floor(flat / plane)].voxels.getScalarData()[flat % plane];
    all.push(pixel === 0 ? 0 : pixel === number ? 1 : mask.get(flat));
  }
  return all;
}

let seed = 5;
const random = n => (seed = (seed * 48271) % 2147483647) % n;

for (const [i, j, offset] of [[16, 4, 0], [16, 4, 4], [16, 4, 3], [9, 7, 0]]) {
  test(`strokes in slices of ${i}×${j} that begin at byte ${offset}`, async () => {
    const size = { i, j, k: 3 };
    for (let round = 0; round < 40; round++) {
      const segment = { number: 2, mask: new BitMask(size) };
      const slices = Array.from({ length: 3 }, () => {
        const pixels = new Uint8Array(new ArrayBuffer(i * j + offset), offset);
        return { voxels: { getScalarData: () => pixels } };
      });
      for (let flat = 0; flat < i * j * 3; flat++) {
        const on = Math.floor(flat / 24) % 2;
        segment.mask.set(flat, on);
        slices[Math.floor(flat / (i * j))].voxels.getScalarData()[flat % (i * j)] = on * 2;
      }
      assert.equal(await stroked(slices, segment, size), null);
      slices[random(3)].voxels.getScalarData()[random(i * j)] = random(4);
      slices[random(3)].voxels.getScalarData()[random(i * j)] = random(4);
      const wanted = plainly(slices, segment, size);
      const found = (await stroked(slices, segment, size)) ?? segment.mask;
      assert.deepEqual(wanted.map((_, flat) => found.get(flat)), wanted);
    }
  });
}
