// One structure that is being marked: its mask, its clicks, how it looks.
import { BitMask, unite } from './bits.js';
import { Changes } from './changes.js';
import { Drawn } from './drawn.js';
import { History } from './history.js';

export class Segment {
  constructor(view, size) {
    this.number = view.number;
    this.mask = new BitMask(size);
    this.drawn = new Drawn(this.mask);
    this.history = new History();
    this.revision = 0;
    this.voxels = 0;
    this.millilitres = 0;
    this.meanHu = null;
    this.diameter = null;
    this.middle = null;
    this.changes = new Changes();
    this.foreseen = null;
    this.before = null;
    this.peeking = false;
    this.visible = true;
    this.update(view);
  }

  /** What is to be seen: the mask with the strokes that the service has not acknowledged. */
  get shown() {
    return this.drawn.shown;
  }

  /** The clicks that count. */
  get clicks() {
    return this.history.clicks;
  }

  /** Whether undo has something to take back. */
  get undoable() {
    return this.history.undoable;
  }

  /** Whether redo has something to bring again. */
  get again() {
    return this.history.again;
  }

  /** Takes over what the service says of it; whether its lock changed. */
  update({ structure, label, color, locked = false, keepsOthers = false }) {
    const changed = this.locked !== undefined && this.locked !== locked;
    this.structure = structure;
    this.label = label;
    this.color = color;
    this.locked = locked;
    this.keepsOthers = keepsOthers;
    return changed;
  }

  #put(box, bits) {
    this.mask.put(box, bits);
    this.drawn.follow();
  }

  /** Takes over what the service says changed; the box that must be painted again, or null. */
  answer({ revision, voxels, millilitres, changed }, decode) {
    const seen = unite(this.peek(false), this.#unforesee());
    Object.assign(this, { revision, voxels, millilitres, meanHu: null, change: null });
    if (!changed) {
      return seen;
    }
    const box = { start: changed.start, end: changed.end };
    const after = decode(changed.bits);
    this.before = { box, bits: this.mask.pack(box) };
    this.change = { box, before: this.before.bits, after };
    this.#put(box, after);
    return unite(seen, box);
  }

  /** Shows what an answer will probably be, until it is there; the box that must be painted, or null. */
  foresee(part) {
    if (!part || this.foreseen) {
      return null;
    }
    const seen = this.peek(false);
    this.foreseen = { box: part.box, bits: this.mask.pack(part.box) };
    this.#put(part.box, part.bits);
    return unite(seen, part.box);
  }

  #unforesee() {
    const { foreseen } = this;
    this.foreseen = null;
    foreseen && this.#put(foreseen.box, foreseen.bits);
    return foreseen?.box ?? null;
  }

  /** What was foreseen did not come; the box that must be painted, or null. */
  disappointed = () => this.#unforesee();

  /** Shows the mask from before the last change, or the present one again; the box that must be painted, or null. */
  peek(on) {
    if (on === this.peeking || !this.before) {
      return null;
    }
    const { box, bits } = this.before;
    this.before.bits = this.mask.pack(box);
    this.#put(box, bits);
    this.peeking = on;
    return box;
  }

  /** Takes over a whole mask; the box that must be painted again, or null. */
  replace({ revision, box, bits }, millilitresPerVoxel) {
    this.before = null;
    this.peeking = false;
    this.meanHu = null;
    this.foreseen = null;
    this.changes.forget();
    this.mask.clear();
    if (box) {
      this.mask.put(box, bits);
    }
    this.drawn.follow();
    this.revision = revision;
    this.voxels = bits.reduce((sum, byte) => sum + BITS_OF[byte], 0);
    this.millilitres = this.voxels * millilitresPerVoxel;
    return box;
  }
}

const BITS_OF = Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
