// One structure that is being marked: its mask, its clicks, how it looks.
import { BitMask } from './bits.js';

export class Segment {
  constructor(view, size) {
    this.number = view.number;
    this.mask = new BitMask(size);
    this.clicks = [];
    this.redoable = 0;
    this.revision = 0;
    this.voxels = 0;
    this.millilitres = 0;
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
    Object.assign(this, { revision, voxels, millilitres });
    if (!changed) {
      return null;
    }
    this.mask.put(changed, decode(changed.bits));
    return { start: changed.start, end: changed.end };
  }

  /** Takes over a whole mask; the box that must be painted again, or null. */
  replace({ revision, box, bits }, millilitresPerVoxel) {
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
