import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitMask, fromBase64, unite } from '../../main/viewer/deepgrow-extension/bits.js';

const size = { i: 5, j: 4, k: 3 };
const box = { start: { i: 1, j: 1, k: 1 }, end: { i: 4, j: 3, k: 3 } };
const flat = (i, j, k) => (k * size.j + j) * size.i + i;

test('a packed box comes back as it was put', () => {
  const mask = new BitMask(size);
  const packed = Uint8Array.of(0b10110101, 0b00001001);
  mask.put(box, packed);
  assert.deepEqual(mask.pack(box), packed);
});

test('the first bits run along i, then j, then k', () => {
  const mask = new BitMask(size);
  mask.put(box, Uint8Array.of(0b01001010, 0));
  assert.equal(mask.get(flat(2, 1, 1)), 1);
  assert.equal(mask.get(flat(1, 2, 1)), 1);
  assert.equal(mask.get(flat(1, 1, 2)), 1);
  assert.equal(mask.get(flat(1, 1, 1)), 0);
});

test('putting a box leaves what lies outside and clears what lies inside', () => {
  const mask = new BitMask(size);
  mask.set(flat(0, 0, 0), true);
  mask.set(flat(2, 2, 2), true);
  mask.put(box, new Uint8Array(2));
  assert.equal(mask.get(flat(0, 0, 0)), 1);
  assert.equal(mask.get(flat(2, 2, 2)), 0);
});

test('the bounding box is the smallest one', () => {
  const mask = new BitMask(size);
  assert.equal(mask.boundingBox(), null);
  mask.set(flat(1, 3, 0), true);
  mask.set(flat(4, 0, 2), true);
  assert.deepEqual(mask.boundingBox(), { start: { i: 1, j: 0, k: 0 }, end: { i: 5, j: 4, k: 3 } });
});

test('boxes unite, and nothing unites with anything', () => {
  const other = { start: { i: 0, j: 2, k: 2 }, end: { i: 2, j: 4, k: 3 } };
  assert.deepEqual(unite(box, other), { start: { i: 0, j: 1, k: 1 }, end: { i: 4, j: 4, k: 3 } });
  assert.equal(unite(null, box), box);
  assert.equal(unite(box, null), box);
  assert.equal(unite(null, null), null);
});

test('Base64 is decoded byte by byte', () => {
  assert.deepEqual(fromBase64('AP+A'), Uint8Array.of(0, 255, 128));
});

test('the box around random voxels is the one that looking at each gives', () => {
  let seed = 3;
  const random = n => (seed = (seed * 48271) % 2147483647) % n;
  for (const size of [
    { i: 5, j: 3, k: 4 },
    { i: 16, j: 4, k: 3 },
    { i: 33, j: 7, k: 2 },
  ]) {
    for (let round = 0; round < 60; round++) {
      const mask = new BitMask(size);
      const seen = Array.from({ length: 1 + random(4) }, () => ({ i: random(size.i), j: random(size.j), k: random(size.k) }));
      seen.forEach(({ i, j, k }) => mask.set((k * size.j + j) * size.i + i, true));
      const of = (f, axis, more) => f(...seen.map(v => v[axis])) + more;
      const box = (f, more) => ({ i: of(f, 'i', more), j: of(f, 'j', more), k: of(f, 'k', more) });
      assert.deepEqual(mask.boundingBox(), { start: box(Math.min, 0), end: box(Math.max, 1) });
    }
  }
});

test('boxes at any place go in and come out bit for bit, and nothing beside them changes', () => {
  const size = { i: 21, j: 13, k: 5 };
  let seed = 7;
  const random = below => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8) % below;
  for (let run = 0; run < 200; run++) {
    const mask = new BitMask(size);
    mask.bits.forEach((_, n) => (mask.bits[n] = random(256)));
    const was = mask.bits.slice();
    const start = { i: random(21), j: random(13), k: random(5) };
    const end = { i: start.i + 1 + random(21 - start.i), j: start.j + 1 + random(13 - start.j), k: start.k + 1 + random(5 - start.k) };
    const box = { start, end };
    const old = mask.pack(box);
    const packed = Uint8Array.from(old, () => random(256));
    mask.put(box, packed);
    let n = 0;
    for (let flat = 0; flat < size.i * size.j * size.k; flat++) {
      const [i, j, k] = [flat % 21, Math.floor(flat / 21) % 13, Math.floor(flat / 273)];
      const inside = i >= start.i && i < end.i && j >= start.j && j < end.j && k >= start.k && k < end.k;
      const before = (was[flat >> 3] >> (flat & 7)) & 1;
      assert.equal(mask.get(flat), inside ? (packed[n >> 3] >> (n & 7)) & 1 : before);
      if (inside) {
        assert.equal((old[n >> 3] >> (n & 7)) & 1, before);
        n++;
      }
    }
  }
});
