// Which browser tab this is, over a reload, and which others are still open: what waits is sent by one of them only.

const STORE = 'deepgrow-tab';
const lockOf = id => `${STORE}-${id}`;

/** Holds a lock until the page goes; false when another page has it. */
const hold = (locks, name) =>
  new Promise(resolve => {
    locks.request(name, { ifAvailable: true }, lock => {
      resolve(Boolean(lock));
      return lock && new Promise(() => {});
    });
  });

/** A page that shares nothing with others. */
export const ALONE = { id: 'alone', heirOf: async () => true };

export class Tab {
  #locks;

  constructor(id, locks) {
    this.id = id;
    this.#locks = locks;
  }

  /**
   * The tab of this page; a duplicated tab gets an id of its own.
   *
   * @param {() => string} newId
   * @param {TabLocks | undefined} [locks]
   * @param {Pick<Storage, 'getItem' | 'setItem'>} [storage]
   */
  static async claim(newId, locks = globalThis.navigator?.locks, storage = globalThis.sessionStorage) {
    let id = storage.getItem(STORE) ?? newId();
    while (locks && !(await hold(locks, lockOf(id)))) {
      id = newId();
    }
    storage.setItem(STORE, id);
    return new Tab(id, locks);
  }

  /** Whether what that tab left is to be sent by this one. */
  async heirOf(id) {
    if (id === this.id || !this.#locks) {
      return id === this.id;
    }
    const { held } = await this.#locks.query();
    return !held.some(({ name }) => name === lockOf(id));
  }
}
