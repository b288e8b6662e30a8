// What waits for the service, kept by the browser over a reload: UIDs, places and strokes, names that the reader typed; no patient data.

const NAME = 'deepgrow-waiting';
const RECORDS = 'records';
/** Milliseconds after which what nobody came back for is forgotten. */
const OLDEST = 30 * 24 * 3600 * 1000;

const done = request =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** Records by their id, in the order in which they were made. */
export class WaitingStore {
  #database;

  /** @param {Pick<IDBFactory, 'open'> | undefined} [factory] where databases are; without one nothing outlives the page */
  constructor(factory = globalThis.indexedDB, now = Date.now) {
    this.now = now;
    this.#database = this.#open(factory).catch(() => null);
  }

  async #open(factory) {
    const request = factory.open(NAME, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(RECORDS, { keyPath: 'id' }).createIndex('session', 'session');
    return done(request);
  }

  async #use(mode, work) {
    const database = await this.#database;
    try {
      return database && (await done(work(database.transaction(RECORDS, mode).objectStore(RECORDS))));
    } catch {
      return null; // full or forbidden: it lives as long as the page
    }
  }

  /** The records of a session, oldest first. */
  async of(session) {
    const all = (await this.#use('readonly', records => records.index('session').getAll(session))) ?? [];
    return all.sort((a, b) => a.at - b.at);
  }

  put = record => this.#use('readwrite', records => records.put(record));

  remove = ({ id }) => this.#use('readwrite', records => records.delete(id));

  /** Forgets what is too old, of whatever session. */
  async tidy() {
    const all = (await this.#use('readonly', records => records.getAll())) ?? [];
    await Promise.all(all.filter(({ at }) => at < this.now() - OLDEST).map(this.remove));
  }
}
