// One structure that is being marked: its mask, its clicks, how it looks.
import { BitMask, unite } from './bits.js';

export class Segment {
  constructor(view, size) {
    this.number = view.number;
    this.mask = new BitMask(size);
    this.clicks = [];
    this.redoable = 0;
    this.revision = 0;
    this.voxels = 0;
    this.millilitres = 0;
    this.meanHu = null;
    this.before = null;
    this.peeking = false;
    this.visible = true;
    this.update(view);
  }

  update({ structure, label, color }) {
    this.structure = structure;
    this.label = label;
    this.color = color;
  }

  /** Takes over what the service says changed; the box that must be painted again, or null. */
  answer({ revision, voxels, millilitres, changed }, decode) {
    const peeked = this.peek(false);
    Object.assign(this, { revision, voxels, millilitres, meanHu: null });
    if (!changed) {
      return peeked;
    }
    const box = { start: changed.start, end: changed.end };
    this.before = { box, bits: this.mask.pack(box) };
    this.mask.put(box, decode(changed.bits));
    return unite(peeked, box);
  }

  /** Shows the mask from before the last change, or the present one again; the box that must be painted, or null. */
  peek(on) {
    if (on === this.peeking || !this.before) {
      return null;
    }
    const { box, bits } = this.before;
    this.before.bits = this.mask.pack(box);
    this.mask.put(box, bits);
    this.peeking = on;
    return box;
  }

  /** Takes over a whole mask; the box that must be painted again, or null. */
  replace({ revision, box, bits }, millilitresPerVoxel) {
    this.before = null;
    this.peeking = false;
    this.meanHu = null;
    this.mask.clear();
    if (box) {
      this.mask.put(box, bits);
    }
    this.revision = revision;
    this.voxels = bits.reduce((sum, byte) => sum + BITS_OF[byte], 0);
    this.millilitres = this.voxels * millilitresPerVoxel;
    return box;
  }
}

const BITS_OF = Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);
