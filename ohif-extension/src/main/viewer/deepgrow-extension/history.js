// What counts in a segment, and what undo and redo would do, followed from answer to answer.

/** Inserts a click where it was made. */
const inOrder = (clicks, click) => [...clicks, click].sort((a, b) => a.id - b.id);

/** What a change takes over from the answer tells true; false where the list of clicks must be read again. */
export class History {
  clicks = [];
  redoable = 0;
  undoableChanges = 0;
  redoableChanges = 0;
  /** The clicks that the last changes of the whole mask took away, as far as they are known. */
  #cleared = [];
  /** What redo brings, the next one last, as far as it is known: a click, or null for a change of the whole mask. */
  #undone = [];

  /** Takes over what the service says. */
  read({ clicks, redoable, undoableChanges = 0, redoableChanges = 0 }) {
    this.clicks = clicks.map(({ id, kind, patient, extent }) => ({
      id,
      positive: kind === 'POSITIVE',
      lps: [patient.x, patient.y, patient.z],
      slice: extent === 'SLICE',
    }));
    Object.assign(this, { redoable, undoableChanges, redoableChanges });
    this.#cleared = [];
    this.#undone = [];
  }

  /** Whether undo has something to take back. */
  get undoable() {
    return this.clicks.length + this.undoableChanges > 0;
  }

  /** Whether redo has something to bring again. */
  get again() {
    return this.redoable + this.redoableChanges > 0;
  }

  /** Whether a click counts. */
  has = id => this.clicks.some(click => click.id === id);

  #forget() {
    this.redoable = this.redoableChanges = 0;
    this.#undone = [];
  }

  /** A click was made. */
  add(click) {
    this.#forget();
    this.clicks.push(click);
    return true;
  }

  /** The whole mask was cleared, put or edited. */
  whole() {
    this.#forget();
    this.#change();
    return true;
  }

  #change() {
    this.#cleared.push(this.clicks);
    this.clicks = [];
    this.undoableChanges++;
  }

  /** The last click was taken back, or the last change of the whole mask. */
  undo() {
    if (this.clicks.length) {
      return this.remove(this.clicks.at(-1).id);
    }
    if (!this.#cleared.length) {
      return false;
    }
    this.clicks = this.#cleared.pop();
    this.#undone.push(null);
    this.undoableChanges--;
    this.redoableChanges++;
    return true;
  }

  /** What was taken back last came again. */
  redo() {
    if (!this.#undone.length) {
      return false;
    }
    const click = this.#undone.pop();
    if (click) {
      this.clicks = inOrder(this.clicks, click);
      this.redoable--;
    } else {
      this.#change();
      this.redoableChanges--;
    }
    return true;
  }

  /** A click was taken back, and redo brings it or does not. */
  remove(id, redoable = true) {
    const click = this.clicks.find(c => c.id === id);
    if (!click) {
      return false;
    }
    this.clicks = this.clicks.filter(c => c !== click);
    if (redoable) {
      this.#undone.push(click);
      this.redoable++;
    }
    return true;
  }

  /** A click that was taken back came again by its number, whatever was taken back since. */
  restore(click) {
    const known = this.#undone.length === this.redoable + this.redoableChanges;
    const left = this.#undone.filter(c => c?.id !== click.id);
    this.redoable -= this.#undone.length - left.length;
    this.#undone = left;
    this.clicks = inOrder(this.clicks, click);
    return known;
  }
}
