// What the viewer's own tools changed in a labelmap, seen against the mask of a segment.
import { BitMask } from './bits.js';

const ALL = 0xff;
/** Milliseconds that it may keep the page from other things. */
const LONGEST = 15;

/**
 * The mask of a segment with the strokes in it, or null when there are none. A voxel that another
 * segment covers keeps what it had.
 *
 * Most voxels are as they were, so eight at a time are looked at first.
 *
 * @param pause called between slices when a while has passed
 */
export async function stroked(slices, { number, mask }, size, pause = breath) {
  const plane = size.i * size.j;
  const eights = plane % 8 === 0 ? plane / 8 : 0;
  const full = number * 0x01010101;
  let changed = null;
  const look = (pixels, at, flat) => {
    const pixel = pixels[at];
    const was = mask.get(flat);
    const is = pixel === 0 ? 0 : pixel === number ? 1 : was;
    if (is !== was) {
      changed ??= copy(mask, size);
      changed.set(flat, is);
    }
  };
  const slice = (pixels, k) => {
    const words = eights && pixels.byteOffset % 4 === 0 ? new Uint32Array(pixels.buffer, pixels.byteOffset, eights * 2) : null;
    if (!words) {
      for (let at = 0; at < plane; at++) {
        look(pixels, at, k * plane + at);
      }
      return;
    }
    for (let n = 0, byte = k * eights; n < eights; n++, byte++) {
      const bits = mask.bits[byte];
      const low = words[2 * n];
      const high = words[2 * n + 1];
      if ((bits === 0 && low === 0 && high === 0) || (bits === ALL && low === full && high === full)) {
        continue;
      }
      for (let at = 8 * n; at < 8 * n + 8; at++) {
        look(pixels, at, k * plane + at);
      }
    }
  };
  let begin = performance.now();
  for (let k = 0; k < slices.length; k++) {
    slice(slices[k].voxels.getScalarData(), k);
    if (performance.now() - begin > LONGEST) {
      await pause();
      begin = performance.now();
    }
  }
  return changed;
}

/** Lets the page draw and hear. */
const breath = () => new Promise(resolve => setTimeout(resolve));

function copy({ bits }, size) {
  const all = new BitMask(size);
  all.bits.set(bits);
  return all;
}
