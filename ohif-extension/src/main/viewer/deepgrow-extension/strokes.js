// What the viewer's own tools changed in the pixels of a labelmap, seen against what was painted there.

const wordsOf = pixels => (pixels.byteOffset % 4 === 0 ? new Uint32Array(pixels.buffer, pixels.byteOffset, pixels.length >> 2) : null);

/**
 * Tells of each pixel that differs from what was painted. Most are as they were, so four at a time are looked at first.
 *
 * @param painted what was painted, as many pixels; null for nothing
 * @param onChange called with the place of a pixel and its value now
 */
export function changedPixels(pixels, painted, onChange) {
  const now = wordsOf(pixels);
  const before = painted && wordsOf(painted);
  const words = now && (before || !painted) ? now : new Uint32Array();
  const look = (from, to) => {
    for (let at = from; at < to; at++) {
      if (pixels[at] !== (painted ? painted[at] : 0)) {
        onChange(at, pixels[at]);
      }
    }
  };
  for (let n = 0; n < words.length; n++) {
    if (words[n] !== (before ? before[n] : 0)) {
      look(4 * n, 4 * n + 4);
    }
  }
  look(4 * words.length, pixels.length);
}
