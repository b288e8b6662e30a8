// Elements of the panel without a framework.

/** An element with properties, listeners (onclick ...), attributes (aria-...) and children. */
export function el(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (name in node && !name.startsWith('aria')) {
      node[name] = value;
    } else {
      node.setAttribute(name, value);
    }
  }
  node.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false));
  return node;
}

const activeKey = root => root.activeElement?.dataset?.key;

/** Puts new content in place of the old; what had the focus gets it again. */
export function redraw(root, holder, children) {
  const key = activeKey(root);
  const editing = root.activeElement?.tagName === 'INPUT' ? root.activeElement.value : null;
  holder.replaceChildren(...children);
  const again = key && holder.querySelector(`[data-key="${key}"]`);
  if (again) {
    if (editing !== null) {
      again.value = editing;
    }
    again.focus({ preventScroll: true });
  }
}
