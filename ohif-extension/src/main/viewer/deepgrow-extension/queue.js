// Work that must happen in order, one thing at a time, each tried again while the service is away.

const wait = ms => new Promise(resolve => setTimeout(resolve, ms));

export class Queue {
  #tail = Promise.resolve();
  #waiting = 0;

  /**
   * @param onRetry told of a passing failure before the next try
   * @param pauses milliseconds between tries; the last failure is given up
   */
  constructor({ onRetry = () => {}, pauses = [300, 700, 1500, 3000, 5000, 5000, 5000, 5000, 5000, 5000, 5000, 5000] } = {}) {
    this.onRetry = onRetry;
    this.pauses = pauses;
  }

  /** How many are running or waiting. */
  get length() {
    return this.#waiting;
  }

  /** Runs work after everything asked for before; a failure does not stop what follows. */
  run(work) {
    this.#waiting++;
    const result = this.#tail.then(() => this.#tries(work)).finally(() => this.#waiting--);
    this.#tail = result.catch(() => {});
    return result;
  }

  async #tries(work) {
    for (let attempt = 0; ; attempt++) {
      try {
        return await work();
      } catch (failure) {
        if (!failure.passing || attempt >= this.pauses.length) {
          throw failure;
        }
        this.onRetry(failure, attempt + 1);
        await wait(this.pauses[attempt]);
      }
    }
  }
}
