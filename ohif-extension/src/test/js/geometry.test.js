import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Geometry } from '../../main/viewer/deepgrow-extension/geometry.js';
import { oblique } from './fakes.js';

const near = (a, b) => a.forEach((v, n) => assert.ok(Math.abs(v - b[n]) < 1e-9, `${a} is not ${b}`));

test('a voxel goes to the patient and back in an oblique grid', () => {
  const geometry = new Geometry(oblique());
  for (const voxel of [
    { i: 0, j: 0, k: 0 },
    { i: 9, j: 3, k: 4 },
    { i: 2, j: 7, k: 1 },
  ]) {
    assert.deepEqual(geometry.toVoxel(geometry.toPatient(voxel)), voxel);
  }
});

test('each axis has its own direction and spacing', () => {
  const geometry = new Geometry(oblique());
  near(geometry.toPatient({ i: 0, j: 0, k: 0 }), [10, -20, 30]);
  near(geometry.toPatient({ i: 1, j: 0, k: 0 }), [10 + 2 * 0.6, -20 + 2 * 0.8, 30]);
  near(geometry.toPatient({ i: 0, j: 0, k: 1 }), [10, -20, 30 + 5]);
});

test('a point outside the grid is no voxel', () => {
  const geometry = new Geometry(oblique());
  assert.equal(geometry.toVoxel(geometry.toPatient({ i: -1, j: 0, k: 0 })), null);
  assert.equal(geometry.toVoxel(geometry.toPatient({ i: 0, j: 0, k: 5 })), null);
});

test('millilitres follow from the spacing', () => {
  assert.equal(new Geometry(oblique()).millilitresPerVoxel, (2 * 3 * 5) / 1000);
});
