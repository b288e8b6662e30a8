// Keys that are held or that move: Esc, X, and a cursor for those who don't use a mouse.

const STEP = 8;
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const TYPING = /^(INPUT|TEXTAREA|SELECT)$/;

/** Whether a key press belongs to a field that is typed into, also one inside a custom element. */
export function typing(event) {
  const [target] = event.composedPath?.() ?? [event.target];
  return Boolean(target?.isContentEditable) || (TYPING.test(target?.tagName ?? '') && target.type !== 'range');
}

/** Whether what has the focus has a use of its own for the keys that scroll. */
export function ownKeys(event) {
  const [target] = event.composedPath();
  return typing(event) || target.type === 'range' || /^(slider|menu|listbox|option|menuitem)$/.test(target.getAttribute?.('role') ?? '');
}

/** A place in a viewport that keys move, in pixels of its canvas. */
export class KeyCursor {
  constructor(viewports) {
    this.viewports = viewports;
    /** @type {string | null} */
    this.viewportId = null;
    /** @type {[number, number] | null} */
    this.at = null;
  }

  #viewport(id) {
    return this.viewports.viewport(id);
  }

  /** Moves it; it begins in the middle of the active viewport. */
  move([x, y], fine) {
    const id = this.viewports.activeId();
    const { clientWidth, clientHeight } = this.#viewport(id).canvas;
    if (id !== this.viewportId || !this.at) {
      this.viewportId = id;
      this.at = [clientWidth / 2, clientHeight / 2];
    } else {
      const step = fine ? 1 : STEP;
      const within = (value, end) => Math.min(Math.max(value, 0), end - 1);
      this.at = [within(this.at[0] + x * step, clientWidth), within(this.at[1] + y * step, clientHeight)];
    }
    this.viewports.redrawMarkers();
  }

  /** Where it is in the patient, in millimetres, or null. */
  get lps() {
    return this.at && [...this.#viewport(this.viewportId).canvasToWorld(this.at)];
  }

  hide() {
    this.at = this.viewportId = null;
    this.viewports.redrawMarkers();
  }
}

export class Keyboard {
  constructor(controller, cursor) {
    this.controller = controller;
    this.cursor = cursor;
  }

  /** Whether the key was ours. */
  down(event) {
    if (typing(event)) {
      return false;
    }
    const move = event.shiftKey && MOVES[event.key];
    if (move) {
      this.cursor.move(move, event.ctrlKey || event.metaKey);
      return true;
    }
    if (event.shiftKey && event.key === 'Enter' && this.cursor.at) {
      this.controller.click(this.cursor.viewportId, this.cursor.lps, false);
      return true;
    }
    if (event.key === 'Escape') {
      this.cursor.at && this.cursor.hide();
      this.controller.cancel();
      return false; // the viewer has its own use for it
    }
    if (event.key === 'x' && !event.ctrlKey && !event.metaKey) {
      this.controller.peek(true);
      return true;
    }
    return false;
  }

  up(event) {
    if (event.key === 'x') {
      this.controller.peek(false);
    }
  }
}
