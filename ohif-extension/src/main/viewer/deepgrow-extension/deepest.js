// The voxel of a slice that lies deepest in a mask.

/** The voxel farthest from the mask's edge within slice k (city-block), or null where nothing is marked there. */
export function deepest(mask, k) {
  const { i: columns, j: rows } = mask.size;
  const depth = new Int32Array(columns * rows);
  const first = k * columns * rows;
  for (let at = 0; at < depth.length; at++) {
    const i = at % columns;
    const above = at >= columns ? depth[at - columns] : 0;
    depth[at] = mask.get(first + at) ? 1 + Math.min(i > 0 ? depth[at - 1] : 0, above) : 0;
  }
  let best = -1;
  for (let at = depth.length - 1; at >= 0; at--) {
    if (depth[at]) {
      const right = at % columns < columns - 1 ? depth[at + 1] : 0;
      const below = at + columns < depth.length ? depth[at + columns] : 0;
      depth[at] = Math.min(depth[at], 1 + Math.min(right, below));
      best = best < 0 || depth[at] > depth[best] ? at : best;
    }
  }
  return best < 0 ? null : { i: best % columns, j: Math.floor(best / columns), k };
}
