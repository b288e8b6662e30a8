// Masks as packed bits: i fastest, lowest bit first, no padding.

/** Bytes of Base64 text. */
export function fromBase64(text) {
  const binary = atob(text);
  const bytes = new Uint8Array(binary.length);
  for (let n = 0; n < binary.length; n++) {
    bytes[n] = binary.charCodeAt(n);
  }
  return bytes;
}

/** A box of a mask: start inclusive, end exclusive. */
export const boxSize = ({ start, end }) => ({ i: end.i - start.i, j: end.j - start.j, k: end.k - start.k });

/** The smallest box around two; either may be null. */
export function unite(a, b) {
  if (!a || !b) {
    return a ?? b;
  }
  const pick = (f, p, q) => ({ i: f(p.i, q.i), j: f(p.j, q.j), k: f(p.k, q.k) });
  return { start: pick(Math.min, a.start, b.start), end: pick(Math.max, a.end, b.end) };
}

/** The mask of one segment over a whole grid, one bit a voxel. */
export class BitMask {
  constructor(size) {
    this.size = size;
    this.bits = new Uint8Array(Math.ceil((size.i * size.j * size.k) / 8));
  }

  get(flat) {
    return (this.bits[flat >> 3] >> (flat & 7)) & 1;
  }

  set(flat, on) {
    if (on) {
      this.bits[flat >> 3] |= 1 << (flat & 7);
    } else {
      this.bits[flat >> 3] &= ~(1 << (flat & 7));
    }
  }

  clear() {
    this.bits.fill(0);
  }

  /** Puts the packed bits of a box in place of what was there. */
  put(box, packed) {
    const { i: columns, j: rows } = this.size;
    let n = 0;
    for (let k = box.start.k; k < box.end.k; k++) {
      for (let j = box.start.j; j < box.end.j; j++) {
        let flat = (k * rows + j) * columns + box.start.i;
        for (let i = box.start.i; i < box.end.i; i++, n++, flat++) {
          this.set(flat, (packed[n >> 3] >> (n & 7)) & 1);
        }
      }
    }
  }

  /** The packed bits of a box. */
  pack(box) {
    const size = boxSize(box);
    const packed = new Uint8Array(Math.ceil((size.i * size.j * size.k) / 8));
    let n = 0;
    for (let k = box.start.k; k < box.end.k; k++) {
      for (let j = box.start.j; j < box.end.j; j++) {
        let flat = (k * this.size.j + j) * this.size.i + box.start.i;
        for (let i = box.start.i; i < box.end.i; i++, n++, flat++) {
          packed[n >> 3] |= this.get(flat) << (n & 7);
        }
      }
    }
    return packed;
  }

  /** The smallest box around all voxels, or null when there are none. */
  boundingBox() {
    const { i: columns, j: rows, k: slices } = this.size;
    const start = { i: columns, j: rows, k: slices };
    const end = { i: 0, j: 0, k: 0 };
    const total = columns * rows * slices;
    for (let byte = 0; byte < this.bits.length; byte++) {
      if (this.bits[byte] === 0) {
        continue;
      }
      for (let flat = byte * 8; flat < Math.min(total, byte * 8 + 8); flat++) {
        if (this.get(flat)) {
          const i = flat % columns;
          const j = Math.floor(flat / columns) % rows;
          const k = Math.floor(flat / (columns * rows));
          Object.assign(start, { i: Math.min(start.i, i), j: Math.min(start.j, j), k: Math.min(start.k, k) });
          Object.assign(end, { i: Math.max(end.i, i + 1), j: Math.max(end.j, j + 1), k: Math.max(end.k, k + 1) });
        }
      }
    }
    return end.k === 0 ? null : { start, end };
  }
}
