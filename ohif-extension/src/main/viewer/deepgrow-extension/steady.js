// Lets the reader scroll the panel, and keeps it where the reader left it: the viewer scrolls its own list of segments into
// view whenever one becomes active.

/** How long after wheel, finger or key a scroll passes for the reader's own, in milliseconds. */
const OWN = 1000;
const PAGES = { PageDown: 0.9, PageUp: -0.9, End: Infinity, Home: -Infinity };

/** Pages that a key scrolls, or nothing where the key is typed into a field or means something else. */
function pagesOf({ key, ctrlKey, altKey, metaKey }, typed) {
  return ctrlKey || altKey || metaKey || typed ? undefined : PAGES[key];
}

/**
 * Makes what holds the host scroll, and undoes scrolling of it, and of what holds that, unless the reader did it.
 *
 * @param holder the element that holds the panel and those below it
 * @param typing whether a key press belongs to a field
 * @returns ends it
 */
export function keepSteady(host, holder, { root = document, now = () => performance.now(), typing = () => false } = {}) {
  const tops = new WeakMap();
  let last = -OWN;
  let dragged = false;
  const within = event => event.composedPath().includes(holder);
  const own = () => (last = now());
  const listeners = {
    wheel: event => within(event) && own(),
    touchmove: event => within(event) && own(),
    pointerdown: event => {
      dragged = event.composedPath()[0] === holder; // its scroll bar
      last = -OWN;
    },
    pointerup: () => (dragged = false),
    keydown: event => {
      const pages = within(event) ? pagesOf(event, typing(event)) : undefined;
      if (event.key === 'Tab') {
        own();
      } else if (pages !== undefined) {
        own();
        const most = holder.scrollHeight - holder.clientHeight;
        holder.scrollTop = Math.min(Math.max(holder.scrollTop + pages * holder.clientHeight, 0), most);
        event.preventDefault();
        event.stopPropagation();
      }
    },
    scroll: ({ target }) => {
      if (!target.contains?.(host)) {
        return;
      }
      if (target === holder && (dragged || now() - last < OWN)) {
        tops.set(target, target.scrollTop);
      } else if (target.scrollTop !== (tops.get(target) ?? 0)) {
        target.scrollTop = tops.get(target) ?? 0;
      }
    },
  };
  const before = { overflowY: holder.style.overflowY, overflowAnchor: holder.style.overflowAnchor };
  Object.assign(holder.style, { overflowY: 'auto', overflowAnchor: 'none' });
  for (const [type, listener] of Object.entries(listeners)) {
    root.addEventListener(type, listener, { capture: true, passive: type !== 'keydown' });
  }
  return () => {
    Object.assign(holder.style, before);
    for (const [type, listener] of Object.entries(listeners)) {
      root.removeEventListener(type, listener, { capture: true });
    }
  };
}
