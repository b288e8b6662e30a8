// Comparisons with messages that tell what differs.
import assert from 'node:assert/strict';

/** Two sets of flat voxel numbers are the same and not empty. */
export function sameVoxels(shown, mask) {
  assert.ok(mask.size > 0, 'the mask is empty');
  const missing = [...mask].filter(v => !shown.has(v)).length;
  const extra = [...shown].filter(v => !mask.has(v)).length;
  assert.deepEqual({ missing, extra }, { missing: 0, extra: 0 }, `of ${mask.size} voxels`);
}

/** Nothing was refused by the policy, missing on the server, or asked for elsewhere. */
export function clean(viewer) {
  assert.deepEqual(viewer.errors, []);
  assert.deepEqual(viewer.missing, []);
  assert.deepEqual(viewer.foreign, []);
}
