// Where a voxel grid lies in the patient: LPS millimetres, i column, j row, k slice of rising position.

const dot = (a, b) => a.x * b.x + a.y * b.y + a.z * b.z;

export class Geometry {
  /** @param view geometry as the service sends it: size, spacing, origin, direction */
  constructor(view) {
    this.size = view.size;
    this.spacing = view.spacing;
    this.origin = view.origin;
    this.direction = view.direction;
  }

  /** Continuous voxel position of a patient point. */
  toIndex([x, y, z]) {
    const d = { x: x - this.origin.x, y: y - this.origin.y, z: z - this.origin.z };
    return {
      i: dot(d, this.direction.i) / this.spacing.i,
      j: dot(d, this.direction.j) / this.spacing.j,
      k: dot(d, this.direction.k) / this.spacing.k,
    };
  }

  /** The voxel nearest to a patient point, or null outside the grid. */
  toVoxel(point) {
    const at = this.toIndex(point);
    const voxel = { i: Math.round(at.i), j: Math.round(at.j), k: Math.round(at.k) };
    return this.contains(voxel) ? voxel : null;
  }

  contains({ i, j, k }) {
    const { size } = this;
    return i >= 0 && j >= 0 && k >= 0 && i < size.i && j < size.j && k < size.k;
  }

  /** Patient point of a voxel's centre. */
  toPatient({ i, j, k }) {
    const { origin, direction: d, spacing: s } = this;
    const along = axis => origin[axis] + d.i[axis] * i * s.i + d.j[axis] * j * s.j + d.k[axis] * k * s.k;
    return [along('x'), along('y'), along('z')];
  }

  get voxels() {
    return this.size.i * this.size.j * this.size.k;
  }

  get millilitresPerVoxel() {
    return (this.spacing.i * this.spacing.j * this.spacing.k) / 1000;
  }
}
