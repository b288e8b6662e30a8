// What the reader did and the service has not acknowledged: kept over a reload, sent in order, each thing once.

/** A key that names one request for good. */
export const requestKey = () =>
  globalThis.crypto.randomUUID?.() ?? Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

/** What the outboxes of this page hold: a session that is opened again does not take it up a second time. */
const held = new Set();

export class Outbox {
  #entries = [];
  #last = 0;

  /**
   * @param store keeps records over a reload
   * @param tab the tab that sends them
   * @param works by kind: how a record is brought to the service, called with it and the number of the try
   */
  constructor(queue, store, tab, works) {
    this.queue = queue;
    this.store = store;
    this.tab = tab;
    this.works = works;
  }

  /** How many things the service has not acknowledged. */
  get count() {
    return this.#entries.length;
  }

  /**
   * Keeps a thing that was done and sends it in its turn: its record, and a promise of what its work gives.
   *
   * @param {string} session whose it is
   * @param {string} kind names its work
   * @param {object} [more] what its work must know
   */
  add(session, kind, more = {}) {
    this.#last = Math.max(Date.now(), this.#last + 1); // in order also when the clock is set back
    /** @type {WaitingRecord} */
    const record = { id: requestKey(), key: requestKey(), session, tab: this.tab.id, at: this.#last, kind, ...more };
    this.store.put(record);
    return { record, result: this.#send(record) };
  }

  /** Keeps what a work must know when it is tried again, also by the page after this one. */
  async note(record, more) {
    Object.assign(record, more);
    await this.store.put(record);
  }

  /** Takes up what an earlier page left of a session; what each becomes. */
  async resume(session) {
    const left = await this.store.of(session);
    const ours = [];
    for (const record of left) {
      if (!held.has(record.id) && (await this.tab.heirOf(record.tab))) {
        ours.push(record);
      }
    }
    this.#last = Math.max(this.#last, ...ours.map(({ at }) => at));
    return ours.map(record => {
      record.tab = this.tab.id;
      record.resumed = true;
      this.store.put(record);
      return { record, result: this.#send(record) };
    });
  }

  /** Takes back a thing that was not tried so far; whether it was. */
  cancel(record) {
    const entry = this.#entries.find(e => e.record === record);
    if (entry && !entry.tried) {
      entry.cancelled = true;
      this.#forget(entry);
      return true;
    }
    return false;
  }

  #forget(entry) {
    this.#entries = this.#entries.filter(e => e !== entry);
    held.delete(entry.record.id);
    return this.store.remove(entry.record);
  }

  #send(record) {
    const entry = { record, tried: false, cancelled: false };
    this.#entries.push(entry);
    held.add(record.id);
    return this.queue
      .run(attempt => {
        if (entry.cancelled) {
          return null;
        }
        entry.tried = true;
        return this.works[record.kind](record, attempt > 1 || Boolean(record.resumed));
      })
      .finally(() => this.#forget(entry));
  }
}
