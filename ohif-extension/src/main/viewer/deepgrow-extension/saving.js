// Following a saved result into the PACS.

const POLL = 400;
// a review may take days: the panel follows no result that waits for one
const FINAL = ['VERIFIED', 'REJECTED', 'AWAITING_REVIEW', 'WITHHELD'];

export class Saving {
  #results = new Map();

  /**
   * @param api of the service
   * @param {{ onChange?: () => void, onStored?: (result: object) => void, pause?: number }} [options] what is told whenever something
   *     is to be shown, and of a result that is in the PACS
   */
  constructor(api, { onChange = () => {}, onStored = () => {}, pause = POLL } = {}) {
    this.api = api;
    this.onChange = onChange;
    this.onStored = onStored;
    this.pause = pause;
  }

  /** The latest result of a session, or undefined. */
  of(session) {
    return this.#results.get(session.id);
  }

  /** Whether masks or names changed since they were saved last, or nothing was saved so far. */
  outdated(session) {
    return session.savedContent !== session.content;
  }

  #set(session, result) {
    this.#results.set(session.id, result);
    this.onChange();
  }

  /**
   * Follows what is being saved until the PACS has it or refuses it.
   *
   * @param sent a promise of what the service says when it has the request
   */
  async follow(session, sent) {
    this.#set(session, { state: 'SENDING' });
    try {
      let result = await sent;
      this.#set(session, result);
      let shown = false;
      for (;;) {
        if (!shown && (result.state === 'STORED' || result.state === 'VERIFIED')) {
          shown = true;
          this.onStored(result);
        }
        if (FINAL.includes(result.state)) {
          return result;
        }
        await new Promise(resolve => setTimeout(resolve, this.pause));
        result = await this.#look(session, result);
        this.#set(session, result);
      }
    } catch (failure) {
      const lost = failure.code === 'given_up' ? { state: 'GIVEN_UP' } : { state: 'REJECTED', reason: failure.message };
      this.#set(session, lost);
      return lost;
    }
  }

  async #look(session, result) {
    try {
      return await this.api.result(session.id, result.id);
    } catch (failure) {
      if (failure.passing || failure.status === 401) {
        return { ...result, reason: failure.message };
      }
      throw failure;
    }
  }
}
