// What the answers to clicks changed in a mask, so that undo and redo are seen before the service has answered.

const MOST_BYTES = 16 * 2 ** 20;

const bytes = ({ before, after }) => before.length + after.length;

export class Changes {
  #done = [];
  #undone = [];

  /** A click was answered: the bits of a box before and after it; no box for no change. */
  add(change) {
    this.#done.push(change);
    this.#undone = [];
    while (this.#done.length > 1 && this.#done.reduce((sum, c) => sum + (c ? bytes(c) : 0), 0) > MOST_BYTES) {
      this.#done.shift();
    }
  }

  /** The last change, now counted as taken back; undefined when it is not known. */
  back() {
    const change = this.#done.pop();
    if (change !== undefined) {
      this.#undone.push(change);
    }
    return change && { box: change.box, bits: change.before };
  }

  /** The change that was taken back last, now counted as made again; undefined when it is not known. */
  again() {
    const change = this.#undone.pop();
    if (change !== undefined) {
      this.#done.push(change);
    }
    return change && { box: change.box, bits: change.after };
  }

  /** Something else happened to the mask. */
  forget() {
    this.#done = [];
    this.#undone = [];
  }
}
