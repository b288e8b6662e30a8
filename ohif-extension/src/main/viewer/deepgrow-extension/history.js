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
  /** What redo brings, the next one last, as far as it is known: clicks of one step, or null for a change of the whole mask. */
  #undone = [];

  /** Takes over what the service says. */
  read({ clicks, redoable, undoableChanges = 0, redoableChanges = 0 }) {
    this.clicks = clicks.map(({ id, kind, patient, extent, prompt }) => ({
      id,
      positive: kind === 'POSITIVE',
      lps: [patient.x, patient.y, patient.z],
      slice: extent === 'SLICE',
      ...(prompt !== undefined && { prompt }),
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
      const last = this.clicks.at(-1);
      return this.#back(this.clicks.filter(c => c === last || (last.prompt !== undefined && c.prompt === last.prompt)));
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

  /** Clicks of one step were taken back; redo brings them. */
  #back(step) {
    this.clicks = this.clicks.filter(c => !step.includes(c));
    this.#undone.push(step);
    this.redoable += step.length;
    return true;
  }

  /** What was taken back last came again. */
  redo() {
    if (!this.#undone.length) {
      return false;
    }
    const step = this.#undone.pop();
    if (step) {
      this.clicks = step.reduce(inOrder, this.clicks);
      this.redoable -= step.length;
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
    if (redoable) {
      return this.#back([click]);
    }
    this.clicks = this.clicks.filter(c => c !== click);
    return true;
  }

  /** A click that was taken back came again by its number, whatever was taken back since. */
  restore(click) {
    const count = steps => steps.reduce((sum, step) => sum + (step?.length ?? 1), 0);
    const known = count(this.#undone) === this.redoable + this.redoableChanges;
    const left = this.#undone.map(step => step?.filter(c => c.id !== click.id) ?? null).filter(step => step?.length !== 0);
    this.redoable -= count(this.#undone) - count(left);
    this.#undone = left;
    this.clicks = inOrder(this.clicks, click);
    return known;
  }
}
