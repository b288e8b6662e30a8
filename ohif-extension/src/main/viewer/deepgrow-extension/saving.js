// Saving a session's masks as a SEG and following it into the PACS.

const POLL = 400;
const FINAL = ['VERIFIED', 'REJECTED'];

export class Saving {
  #results = new Map();
  #content = new Map();

  /**
   * @param onChange told whenever something is to be shown
   * @param onStored told of a result that is in the PACS
   */
  constructor(api, { onChange = () => {}, onStored = () => {}, pause = POLL } = {}) {
    Object.assign(this, { api, onChange, onStored, pause });
  }

  /** The latest result of a session, or undefined. */
  of(session) {
    return this.#results.get(session.id);
  }

  /** Whether masks or names changed since they were saved last, or nothing was saved so far. */
  outdated(session) {
    return this.#content.get(session.id) !== session.content;
  }

  #set(session, result) {
    this.#results.set(session.id, result);
    this.onChange();
  }

  /** Saves what is there and follows it until the PACS has it or refuses it. */
  async save(session, name) {
    const key = `save-${Date.now()}-${Math.random().toString(36).slice(2)}`;
    try {
      let result = await session.queue.run(async () => {
        await session.sync();
        this.#content.set(session.id, session.content);
        return this.api.save(session.id, name, key);
      });
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
        result = await this.#follow(session, result);
        this.#set(session, result);
      }
    } catch (failure) {
      const lost = { state: 'REJECTED', reason: failure.message };
      this.#set(session, lost);
      return lost;
    }
  }

  async #follow(session, result) {
    try {
      return await this.api.result(session.id, result.id);
    } catch (failure) {
      if (failure.passing) {
        return { ...result, reason: failure.message };
      }
      throw failure;
    }
  }
}
