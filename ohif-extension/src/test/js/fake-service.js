// A service that keeps one session as the real one does: what counts, what undo and redo bring, revisions, keys of requests.
import { oblique, passing } from './fakes.js';

/** What an answer says that changed, and that is as it was. */
const ONE = { start: { i: 0, j: 0, k: 0 }, end: { i: 1, j: 1, k: 1 }, bits: 'AA==' };

export const refused = (status, code) => Object.assign(new Error(code), { status, code });

const click = (id, prompt) => ({ id, kind: 'POSITIVE', patient: { x: id, y: 0, z: 0 }, ...(prompt && { prompt }) });

/** A segment as the service keeps it: clicks are numbers, changes of the whole mask hold the clicks that they took away. */
class Kept {
  live = [];
  changes = [];
  undone = [];
  revision = 0;
  deleted = false;
  /** By click the first of those that were drawn with it. */
  prompts = new Map();

  constructor(view) {
    this.view = view;
  }

  get list() {
    const clicks = this.undone.reduce((sum, u) => sum + (u.ids?.length ?? 0), 0);
    return {
      revision: this.revision,
      clicks: this.live.map(id => click(id, this.prompts.get(id))),
      redoable: clicks,
      undoableChanges: this.changes.length,
      redoableChanges: this.undone.filter(u => !u.ids).length,
    };
  }

  add(id) {
    this.undone = [];
    this.live.push(id);
  }

  whole(text) {
    if (!this.live.length && (this.changes.at(-1)?.text ?? 'null') === text) {
      return false;
    }
    this.undone = [];
    this.changes.push({ text, cleared: this.live });
    this.live = [];
    return true;
  }

  undo() {
    if (this.live.length) {
      const [last] = this.live.slice(-1);
      const step = this.live.filter(id => id === last || (this.prompts.has(id) && this.prompts.get(id) === this.prompts.get(last)));
      this.live = this.live.filter(id => !step.includes(id));
      this.undone.push({ ids: step });
      return true;
    }
    const last = this.changes.pop();
    if (!last) {
      throw refused(409, 'click.nothing_to_undo');
    }
    this.live = last.cleared;
    this.undone.push({ text: last.text });
    return true;
  }

  redo() {
    const last = this.undone.pop();
    if (!last) {
      throw refused(409, 'click.nothing_to_redo');
    }
    if (last.ids) {
      this.live = [...this.live, ...last.ids].sort((a, b) => a - b);
    } else {
      this.changes.push({ text: last.text, cleared: this.live });
      this.live = [];
    }
    return true;
  }

  remove(id, redoable = true) {
    if (!this.live.includes(id)) {
      throw refused(404, 'click.not_found');
    }
    this.live = this.live.filter(c => c !== id);
    redoable && this.undone.push({ ids: [id] });
    return true;
  }

  restore(id) {
    if (this.live.includes(id)) {
      return false;
    }
    this.undone = this.undone.map(u => (u.ids ? { ids: u.ids.filter(one => one !== id) } : u)).filter(u => u.ids?.length !== 0);
    this.live = [...this.live, id].sort((a, b) => a - b);
    return true;
  }
}

export class FakeService {
  kept = [];
  keys = new Map();
  results = new Map();
  /** What was called, in order; reading a session as it begins is none of it. */
  calls = [];
  nextClick = 100;
  /** 'before' or 'after' by call: what happens to the next ones. */
  faults = [];

  /** A call whose answer may be lost, before or after the work was done. */
  async #call(name, work) {
    this.calls.push(name);
    const at = this.faults.findIndex(f => f.name === name);
    const [fault] = at < 0 ? [] : this.faults.splice(at, 1);
    if (fault?.when === 'before') {
      throw passing();
    }
    const answer = await work();
    if (fault?.when === 'after') {
      throw passing();
    }
    return answer;
  }

  /** A change that counts once for its key. */
  #once = (name, { key }, work) =>
    this.#call(name, () => {
      if (!this.keys.has(key)) {
        this.keys.set(key, work());
      }
      return this.keys.get(key);
    });

  /** A segment that is there, as the caller has seen it. */
  #seen(n, { revision }) {
    const segment = this.kept[n - 1];
    if (!segment || segment.deleted) {
      throw refused(404, 'segment.not_found');
    }
    if (revision !== undefined && revision !== segment.revision) {
      throw refused(412, 'segment.changed');
    }
    return segment;
  }

  /** A change of a mask: its work says whether there is another revision, or which click it made. */
  #change = (name, n, on, work) =>
    this.#once(name, on, () => {
      const segment = this.#seen(n, on);
      const made = work(segment);
      segment.revision += made ? 1 : 0;
      return { revision: segment.revision, click: made === true ? null : made, voxels: 1, millilitres: 0, changed: made ? ONE : null };
    });

  get live() {
    return { get: n => this.kept[n - 1].live };
  }

  view = () => ({ id: 's1', state: 'READY', studyUid: '1.2', geometry: oblique(), lastEvent: 0 });
  sessions = async () => [this.view()];
  session = async () => this.view();
  #views = deleted => this.kept.filter(s => s.deleted === deleted).map(s => ({ ...s.view, revision: s.revision }));
  segments = async () => this.#views(false);
  deleted = async () => this.#views(true);
  statistics = (_, n) => this.#call('statistics', () => ({ revision: this.kept[n - 1].revision, meanHu: 1 }));
  mask = (_, n) => this.#call('read', () => ({ revision: this.kept[n - 1].revision, box: null, bits: new Uint8Array() }));
  clicks = (_, n) => this.#call('clicks', () => this.kept[n - 1].list);

  addSegment = (_, structure, on) =>
    this.#once('add', on, () => {
      const view = { number: this.kept.length + 1, structure, label: structure, color: '#102030' };
      this.kept.push(new Kept(view));
      return view;
    });

  click = (_, n, body, on) =>
    this.#change('click', n, on, segment => {
      segment.add(this.nextClick);
      return this.nextClick++;
    });

  /** What is drawn stands for three clicks. */
  prompt = (_, n, body, on) =>
    this.#change('prompt', n, on, segment => {
      const first = this.nextClick;
      for (const id of [first, first + 1, first + 2]) {
        segment.add(id);
        segment.prompts.set(id, first);
      }
      this.nextClick += 3;
      return first;
    });

  undo = (_, n, on) => this.#change('undo', n, on, segment => segment.undo());
  redo = (_, n, on) => this.#change('redo', n, on, segment => segment.redo());
  removeClick = (_, n, id, on, redoable) => this.#change('remove', n, on, segment => segment.remove(id, redoable));
  restoreClick = (_, n, id, on) => this.#change('back', n, on, segment => segment.restore(id));
  putMask = (_, n, box, bits, on) => this.#change('mask', n, on, segment => segment.whole(JSON.stringify(box)));
  edit = (_, n, operation, on) => this.#change('edit', n, on, segment => segment.whole(operation));
  deleteSegment = (_, n, on) => this.#once('delete', on, () => void (this.#seen(n, on).deleted = true));
  restoreSegment = (_, n, on) => this.#once('restore', on, () => void (this.kept[n - 1].deleted = false));
  changeSegment = (_, n, { label }, on) => this.#once('change', on, () => Object.assign(this.#seen(n, on).view, { label }));
  save = (_, name, { key }) => this.#call('save', () => (this.results.set(key, name), { id: key, state: 'VERIFIED' }));

  /** What it holds, to be compared. */
  get state() {
    return JSON.stringify([
      this.kept.map(({ view, ...kept }) => [view.label, kept.live, kept.changes, kept.deleted]),
      [...this.results.values()],
    ]);
  }
}
