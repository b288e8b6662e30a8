// Strokes in a segment that the service has not acknowledged, on top of its mask.
import { BitMask } from './bits.js';

/** Puts a stroke into a mask: the bits of its box that it painted, and those that it erased. */
export function draw(mask, { box, on, off }) {
  const bits = mask.pack(box);
  mask.put(
    box,
    bits.map((byte, n) => (byte & ~off[n]) | on[n]),
  );
}

export class Drawn {
  #mask;
  /** @type {BitMask | null} */
  #shown = null;
  /** @type {BitMask | null} */
  #touched = null;
  #strokes = [];

  constructor(mask) {
    this.#mask = mask;
  }

  /** The mask with all strokes in it. */
  get shown() {
    return this.#shown ?? this.#mask;
  }

  /** Whether a voxel was drawn since the last stroke ended. */
  get open() {
    return Boolean(this.#touched);
  }

  /** A voxel was painted or erased. */
  set(flat, on) {
    this.#touched ??= new BitMask(this.#mask.size);
    this.#touched.set(flat, true);
    this.#overlay().set(flat, on);
  }

  #overlay() {
    if (!this.#shown) {
      this.#shown = new BitMask(this.#mask.size);
      this.#shown.bits.set(this.#mask.bits);
    }
    return this.#shown;
  }

  /** Ends a stroke; it stays until it is acknowledged. Null when nothing was drawn. */
  end() {
    if (!this.#touched) {
      return null;
    }
    const box = this.#touched.boundingBox();
    const touched = this.#touched.pack(box);
    const shown = this.#overlay().pack(box);
    const stroke = { box, on: touched.map((t, n) => t & shown[n]), off: touched.map((t, n) => t & ~shown[n]) };
    this.#touched = null;
    this.#strokes.push(stroke);
    return stroke;
  }

  /** A stroke that an earlier page left. */
  add(stroke) {
    this.#strokes.push(stroke);
    this.follow();
  }

  /** A stroke is in the mask, or given up. */
  remove(stroke) {
    this.#strokes = this.#strokes.filter(s => s !== stroke);
    this.follow();
  }

  /** The mask changed. */
  follow() {
    if (!this.#strokes.length && !this.#touched) {
      this.#shown = null;
      return;
    }
    const shown = this.#overlay();
    const { bits } = shown;
    const touched = this.#touched?.bits;
    const drawn = touched && bits.map((byte, n) => byte & touched[n]);
    bits.set(this.#mask.bits);
    this.#strokes.forEach(stroke => draw(shown, stroke));
    if (drawn) {
      drawn.forEach((byte, n) => (bits[n] = (bits[n] & ~touched[n]) | byte));
    }
  }
}
