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

/** Copies so many bits from one place to another, a byte at a time. */
function copyBits(from, first, to, at, count) {
  for (let left = count, s = first, d = at; left > 0;) {
    const shift = d & 7;
    const n = Math.min(8 - shift, left);
    const ones = (1 << n) - 1;
    const value = ((from[s >> 3] | (from[(s >> 3) + 1] << 8)) >> (s & 7)) & ones;
    to[d >> 3] = (to[d >> 3] & ~(ones << shift)) | (value << shift);
    s += n;
    d += n;
    left -= n;
  }
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
    this.#rows(box, (flat, n, width) => copyBits(packed, n, this.bits, flat, width));
  }

  /** The packed bits of a box. */
  pack(box) {
    const size = boxSize(box);
    const packed = new Uint8Array(Math.ceil((size.i * size.j * size.k) / 8));
    this.#rows(box, (flat, n, width) => copyBits(this.bits, flat, packed, n, width));
    return packed;
  }

  /** Visits the rows of a box: where each begins in the grid and in the box, and its width. */
  #rows({ start, end }, visit) {
    const { i: columns, j: rows } = this.size;
    const width = end.i - start.i;
    let n = 0;
    for (let k = start.k; k < end.k; k++) {
      for (let j = start.j; j < end.j; j++, n += width) {
        visit((k * rows + j) * columns + start.i, n, width);
      }
    }
  }

  /** The smallest box around all voxels, or null when there are none. */
  boundingBox() {
    const { i: columns, j: rows } = this.size;
    const bounds = new Bounds();
    const words = new Uint32Array(this.bits.buffer, 0, this.bits.length >> 2);
    for (let word = 0; word <= words.length; word++) {
      if (words[word] === 0) {
        continue;
      }
      const end = Math.min(word * 4 + 4, this.bits.length);
      for (let byte = word * 4; byte < end; byte++) {
        const bits = this.bits[byte];
        if (bits === 0) {
          continue;
        }
        const low = byte * 8 + 31 - Math.clz32(bits & -bits);
        const high = byte * 8 + 31 - Math.clz32(bits);
        const row = Math.floor(low / columns);
        if (high < (row + 1) * columns) {
          bounds.add(row, rows, low - row * columns, high - row * columns);
          continue;
        }
        for (let flat = low; flat <= high; flat++) {
          if (this.get(flat)) {
            bounds.add(Math.floor(flat / columns), rows, flat % columns, flat % columns);
          }
        }
      }
    }
    return bounds.box;
  }
}

/** The extent of what was added to it. */
class Bounds {
  constructor() {
    this.i0 = this.j0 = this.k0 = Infinity;
    this.i1 = this.j1 = this.k1 = -1;
  }

  /** Columns of a row; rows are counted through all slices. */
  add(row, rows, first, last) {
    const k = Math.floor(row / rows);
    const j = row - k * rows;
    this.i0 = Math.min(this.i0, first);
    this.i1 = Math.max(this.i1, last);
    this.j0 = Math.min(this.j0, j);
    this.j1 = Math.max(this.j1, j);
    this.k0 = Math.min(this.k0, k);
    this.k1 = Math.max(this.k1, k);
  }

  get box() {
    return this.k1 < 0 ? null : { start: { i: this.i0, j: this.j0, k: this.k0 }, end: { i: this.i1 + 1, j: this.j1 + 1, k: this.k1 + 1 } };
  }
}
