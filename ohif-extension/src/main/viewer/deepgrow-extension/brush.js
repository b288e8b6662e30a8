// Takes what the viewer's brush, eraser and scissors drew over into the session, soon after the pointer is let go.

/** Milliseconds after the pointer was let go; who goes on drawing within them goes on with the same stroke. */
const SETTLE = 300;

export class Brush {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #down = false;

  constructor(labelmap, session, settle = SETTLE) {
    this.labelmap = labelmap;
    this.session = session;
    this.settle = settle;
  }

  /** Whether something was drawn that the session has not taken over. */
  get unread() {
    return this.labelmap.unread || this.session.segments.some(({ drawn }) => drawn.open);
  }

  /** The viewer changed the labelmap. */
  modified() {
    this.labelmap.unread = true;
    this.#down || this.#soon();
  }

  /** The pointer is pressed. */
  down() {
    this.#down = true;
    clearTimeout(this.#timer);
  }

  /** The pointer is let go. */
  up() {
    this.#down = false;
    this.unread && this.#soon();
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.take(), this.settle);
  }

  /** Takes over what was drawn. */
  take() {
    clearTimeout(this.#timer);
    if (this.unread) {
      this.labelmap.read(this.session.segments);
      this.session.strokes(this.session.segments.filter(({ drawn }) => drawn.open));
    }
  }

  /** The page or the session ends. */
  stop() {
    clearTimeout(this.#timer);
  }
}
