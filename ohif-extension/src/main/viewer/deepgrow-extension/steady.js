// Keeps the panel where the reader left it: the viewer scrolls its own list of segments into view whenever one becomes active.

/** How long after wheel, key or press a scroll passes for the reader's own, in milliseconds. */
const OWN = 1000;
const CAPTURE = { capture: true, passive: true };
const BY_HAND = ['wheel', 'keydown', 'pointerdown', 'touchmove'];

/**
 * Undoes scrolling of whatever holds the host unless the reader did it.
 *
 * @returns ends it
 */
export function keepSteady(host, root = document, now = () => performance.now()) {
  const tops = new WeakMap();
  let last = -OWN;
  const byHand = () => (last = now());
  const scrolled = ({ target }) => {
    if (!target.contains?.(host)) {
      return;
    }
    if (now() - last < OWN) {
      tops.set(target, target.scrollTop);
    } else if (target.scrollTop !== (tops.get(target) ?? 0)) {
      target.scrollTop = tops.get(target) ?? 0;
    }
  };
  BY_HAND.forEach(type => root.addEventListener(type, byHand, CAPTURE));
  root.addEventListener('scroll', scrolled, CAPTURE);
  return () => {
    BY_HAND.forEach(type => root.removeEventListener(type, byHand, CAPTURE));
    root.removeEventListener('scroll', scrolled, CAPTURE);
  };
}
