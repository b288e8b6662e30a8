// Lets the reader scroll the panel, and nobody else: the viewer brings its own list of segments into view whenever one becomes
// active, and would take ours away with it.

const PAGES = { PageDown: 0.9, PageUp: -0.9, End: Infinity, Home: -Infinity };

const SCROLLS = { overflowY: 'auto', overflowAnchor: 'none', scrollbarWidth: 'thin', scrollbarColor: '#3a5a9a transparent' };

/** Pages that a key scrolls, or nothing where the key is typed into a field or means something else. */
const pagesOf = ({ key, ctrlKey, altKey, metaKey }, typed) => (ctrlKey || altKey || metaKey || typed ? undefined : PAGES[key]);

/** Brings an element into view within lists that scroll inside the holder; the holder stays. */
function showWithin(holder, element) {
  for (let list = element.parentElement; list && list !== holder; list = list.parentElement) {
    if (list.scrollHeight > list.clientHeight) {
      const inner = element.getBoundingClientRect();
      const outer = list.getBoundingClientRect();
      list.scrollTop += Math.min(inner.top - outer.top, 0) + Math.max(Math.min(inner.bottom - outer.bottom, inner.top - outer.top), 0);
    }
  }
}

/** By prototype: the elements that no script scrolls, and what the prototype had before there were any. */
const held = new WeakMap();

function hold(elements, holder) {
  const { holders, original } = held.get(elements) ?? { holders: new Set(), original: elements.scrollIntoView };
  if (!holders.size) {
    held.set(elements, { holders, original });
    elements.scrollIntoView = function (...how) {
      const around = [...holders].find(h => h.contains(this));
      around ? showWithin(around, this) : original.apply(this, how);
    };
  }
  holders.add(holder);
  return () => {
    holders.delete(holder);
    if (!holders.size) {
      elements.scrollIntoView = original;
      held.delete(elements);
    }
  };
}

/**
 * Makes the element that holds the panel, and those below it, scroll by wheel, finger and keys, and keeps it from being scrolled
 * by scripts.
 *
 * @param {Scrolled} holder
 * @param {{ typing?: (event: KeyboardEvent) => boolean, elements?: object }} [options] whether a key press belongs to a field; the
 *     prototype of all elements
 * @returns ends it
 */
export function keepSteady(holder, { typing = () => false, elements = globalThis.Element.prototype } = {}) {
  const before = Object.fromEntries(Object.keys(SCROLLS).map(name => [name, holder.style[name]]));
  Object.assign(holder.style, SCROLLS);
  const letGo = hold(elements, holder);
  const press = event => {
    const pages = pagesOf(event, typing(event));
    if (pages !== undefined) {
      const most = holder.scrollHeight - holder.clientHeight;
      holder.scrollTop = Math.min(Math.max(holder.scrollTop + pages * holder.clientHeight, 0), most);
      event.preventDefault();
      event.stopPropagation(); // the viewer has its own use for them
    }
  };
  holder.addEventListener('keydown', press);
  return () => {
    Object.assign(holder.style, before);
    letGo();
    holder.removeEventListener('keydown', press);
  };
}
