import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitMask } from '../../main/viewer/deepgrow-extension/bits.js';
import { Drawn, draw } from '../../main/viewer/deepgrow-extension/drawn.js';

const SIZE = { i: 10, j: 3, k: 2 };
const FLAT = SIZE.i * SIZE.j * SIZE.k;

function masked(...voxels) {
  const mask = new BitMask(SIZE);
  voxels.forEach(flat => mask.set(flat, true));
  return mask;
}

const voxels = mask => Array.from({ length: FLAT }, (_, flat) => flat).filter(flat => mask.get(flat));

test('without strokes the mask is shown itself', () => {
  const mask = masked(3);
  assert.equal(new Drawn(mask).shown, mask);
});

test('what is drawn is shown at once and leaves the mask alone', () => {
  const mask = masked(3, 4);
  const drawn = new Drawn(mask);
  drawn.set(4, false);
  drawn.set(17, true);
  assert.deepEqual(voxels(drawn.shown), [3, 17]);
  assert.deepEqual(voxels(mask), [3, 4]);
  assert.ok(drawn.open);
});

test('a stroke that ended stays in sight until it is removed, whatever becomes of the mask', () => {
  const mask = masked(3, 4);
  const drawn = new Drawn(mask);
  drawn.set(4, false);
  drawn.set(17, true);
  const stroke = drawn.end();
  assert.ok(!drawn.open);
  mask.set(4, true);
  mask.set(50, true);
  drawn.follow();
  assert.deepEqual(voxels(drawn.shown), [3, 17, 50]);
  drawn.remove(stroke);
  assert.deepEqual(voxels(drawn.shown), [3, 4, 50]);
  assert.equal(drawn.shown, mask);
});

test('a stroke goes on while an answer comes', () => {
  const mask = masked();
  const drawn = new Drawn(mask);
  drawn.set(8, true);
  mask.set(9, true);
  drawn.follow();
  drawn.set(10, true);
  assert.deepEqual(voxels(drawn.shown), [8, 9, 10]);
  const other = masked(9, 30);
  draw(other, drawn.end());
  assert.deepEqual(voxels(other), [8, 9, 10, 30]);
});

test('later strokes lie over earlier ones', () => {
  const drawn = new Drawn(masked());
  drawn.set(8, true);
  const first = drawn.end();
  drawn.set(8, false);
  const second = drawn.end();
  assert.deepEqual(voxels(drawn.shown), []);
  drawn.remove(first);
  assert.deepEqual(voxels(drawn.shown), []);
  drawn.remove(second);
  assert.equal(drawn.end(), null);
});

test('a stroke that an earlier page left is drawn again', () => {
  const one = new Drawn(masked());
  one.set(21, true);
  const stroke = one.end();
  const again = new Drawn(masked(1));
  again.add(structuredClone(stroke));
  assert.deepEqual(voxels(again.shown), [1, 21]);
});

test('random drawing gives what drawing by hand gives', () => {
  let seed = 7;
  const random = n => (seed = (seed * 48271) % 2147483647) % n;
  for (let round = 0; round < 50; round++) {
    const mask = masked(...Array.from({ length: 20 }, () => random(FLAT)));
    const target = masked(...voxels(mask));
    const drawn = new Drawn(mask);
    const expected = new Set(voxels(mask));
    for (let n = 0; n < 15; n++) {
      const flat = random(FLAT);
      const on = random(2) === 1;
      drawn.set(flat, on);
      on ? expected.add(flat) : expected.delete(flat);
    }
    draw(target, drawn.end());
    assert.deepEqual(
      voxels(target),
      [...expected].sort((a, b) => a - b),
    );
    assert.deepEqual(voxels(drawn.shown), voxels(target));
  }
});
