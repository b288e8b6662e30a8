// Work that must happen in order, one thing at a time, each tried again until it is done, refused or given up.

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 30_000;

/** Milliseconds before the next try: twice as many each time, up to half a minute. */
export const growing = attempt => Math.min(FIRST_PAUSE * 2 ** (attempt - 1), LONGEST_PAUSE);

/** The user no longer wants it done. */
export class GivenUp extends Error {
  code = 'given_up';
}

export class Queue {
  #items = [];
  #running = false;
  #wake = () => {};

  /**
   * What runs things, with nothing to run so far.
   *
   * @param {object} [options]
   * @param {() => void} [options.onChange] called when it begins or ends to wait, and before each try
   * @param {(() => Promise<unknown>) | null} [options.signIn] called when the service does not know the caller; what it waits for goes
   *     on when it is done
   * @param {(attempt: number) => number} [options.pause] milliseconds before the next try, by the number of those made
   * @param {((milliseconds: number) => Promise<unknown>) | null} [options.sleep] resolves after so many milliseconds
   */
  constructor({ onChange = () => {}, signIn = null, pause = growing, sleep = null } = {}) {
    this.onChange = onChange;
    this.signIn = signIn;
    this.pause = pause;
    this.sleep = sleep ?? (ms => new Promise(resolve => setTimeout(resolve, ms)));
    this.waiting = null; // { since, failure, attempts } while the first thing is tried again
  }

  /** How many are running or waiting. */
  get length() {
    return this.#items.length;
  }

  /** Runs work after everything that was requested before; a failure does not stop what follows. */
  run(work) {
    return new Promise((resolve, reject) => {
      this.#items.push({ work, resolve, reject, abandoned: false });
      this.#running || this.#runAll();
    });
  }

  /** Tries again now instead of after the pause. */
  retry() {
    this.#wake();
  }

  /** Gives up the first thing that waits, or everything. */
  giveUp(all = false) {
    if (!this.waiting && !all) {
      return;
    }
    for (const item of all ? this.#items : this.#items.slice(0, 1)) {
      item.abandoned = true;
    }
    this.#wake();
  }

  async #runAll() {
    this.#running = true;
    while (this.#items.length) {
      const [item] = this.#items;
      let settle;
      try {
        const result = await this.#tries(item);
        settle = () => item.resolve(result);
      } catch (failure) {
        settle = () => item.reject(failure);
      }
      this.#items.shift();
      this.#wait(null);
      settle();
      await null; // who waits for it comes before the next one
    }
    this.#running = false;
  }

  async #tries(item) {
    for (let attempt = 1; ; attempt++) {
      if (item.abandoned) {
        throw new GivenUp('Given up before the service had it');
      }
      try {
        return await item.work(attempt);
      } catch (failure) {
        const signIn = failure.status === 401 ? this.signIn : null;
        if (!failure.passing && !signIn) {
          throw failure;
        }
        this.#wait({ since: this.waiting?.since ?? Date.now(), failure, attempts: attempt });
        await (signIn ? signIn() : this.#pause(failure, attempt, item));
      }
    }
  }

  async #pause({ retryAfter = 0 }, attempt, item) {
    if (!item.abandoned) {
      const woken = new Promise(resolve => (this.#wake = () => resolve(null)));
      await Promise.race([woken, this.sleep(Math.max(this.pause(attempt), retryAfter))]);
      this.#wake = () => {};
    }
  }

  #wait(waiting) {
    if (this.waiting || waiting) {
      this.waiting = waiting;
      this.onChange();
    }
  }
}
