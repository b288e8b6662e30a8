// What the viewer's own tools changed in a labelmap, seen against what is shown of the segments.

const ALL = 0xff;

/**
 * Tells of each voxel of slice k in which a segment differs from what is shown of it. A voxel that another segment covers
 * keeps what it had.
 *
 * Most voxels are as they were, so eight at a time are looked at first.
 *
 * @param pixels of the slice, each 0 or a segment's number
 * @param shown mask of the segment
 * @param onChange called with the flat number of a voxel and whether it is in the segment now
 */
export function strokesIn(pixels, k, { number, shown }, size, onChange) {
  const plane = size.i * size.j;
  const eights = plane % 8 === 0 ? plane / 8 : 0;
  const full = number * 0x01010101;
  const { bits } = shown;
  const look = at => {
    const flat = k * plane + at;
    const pixel = pixels[at];
    const was = (bits[flat >> 3] >> (flat & 7)) & 1;
    const is = pixel === 0 ? 0 : pixel === number ? 1 : was;
    if (is !== was) {
      onChange(flat, is);
    }
  };
  const words = eights && pixels.byteOffset % 4 === 0 ? new Uint32Array(pixels.buffer, pixels.byteOffset, eights * 2) : null;
  if (!words) {
    for (let at = 0; at < plane; at++) {
      look(at);
    }
    return;
  }
  for (let n = 0, byte = k * eights; n < eights; n++, byte++) {
    const low = words[2 * n];
    const high = words[2 * n + 1];
    if ((bits[byte] === 0 && low === 0 && high === 0) || (bits[byte] === ALL && low === full && high === full)) {
      continue;
    }
    for (let at = 8 * n; at < 8 * n + 8; at++) {
      look(at);
    }
  }
}
