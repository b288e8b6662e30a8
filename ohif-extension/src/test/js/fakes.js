// Fakes that unit tests share.
import { Session } from '../../main/viewer/deepgrow-extension/session.js';

/** A grid turned about the body's long axis. */
export const oblique = () => ({
  size: { i: 10, j: 8, k: 5 },
  spacing: { i: 2, j: 3, k: 5 },
  origin: { x: 10, y: -20, z: 30 },
  direction: { i: { x: 0.6, y: 0.8, z: 0 }, j: { x: -0.8, y: 0.6, z: 0 }, k: { x: 0, y: 0, z: 1 } },
});

/** One voxel as the service's answer to a click. */
export const oneVoxel = (i, j, k, revision) => ({
  revision,
  voxels: 1,
  millilitres: 0.03,
  changed: { start: { i, j, k }, end: { i: i + 1, j: j + 1, k: k + 1 }, bits: 'AQ==' },
});

export const passing = () => Object.assign(new Error('away'), { passing: true });

/** Keeps records as long as the test. */
export class FakeStore {
  records = new Map();
  of = async session => structuredClone([...this.records.values()].filter(r => r.session === session).sort((a, b) => a.at - b.at));
  put = async record => void this.records.set(record.id, structuredClone(record));
  remove = async ({ id }) => void this.records.delete(id);
}

/** Pixels that a brush draws in, as the viewer's labelmap holds them: what was drawn stays until it is painted over. */
export class FakeLabelmap {
  unread = false;

  constructor(size) {
    this.size = size;
    this.pixels = new Uint8Array(size.i * size.j * size.k);
    this.painted = this.pixels.slice();
  }

  /** The brush of the viewer. */
  draw(flat, value) {
    this.pixels[flat] = value;
    this.unread = true;
  }

  read(segments) {
    this.pixels.forEach((value, flat) => {
      if (value !== this.painted[flat]) {
        this.painted[flat] = value;
        segments.filter(s => value === s.number || (value === 0 && s.shown.get(flat))).forEach(s => s.drawn.set(flat, value === s.number));
      }
    });
    this.unread = false;
  }

  /** Paints everything, as after an answer. */
  paint(segments) {
    this.unread && this.read(segments);
    this.pixels.forEach((_, flat) => {
      this.pixels[flat] = this.painted[flat] = segments.findLast(s => s.shown.get(flat))?.number ?? 0;
    });
  }
}

/** A service with one session; remembers what it was asked. */
export class FakeApi {
  asked = [];
  segmentViews = [];
  deletedViews = [];
  maskFailures = [];
  open_ = { id: 's1', state: 'READY', studyUid: '1.2', geometry: oblique(), lastEvent: 4 };
  found = [];
  clickFailures = [];

  #note(...what) {
    this.asked.push(what.join(' '));
  }

  /** What a test gives, if it needs them. */
  send;
  redo;
  edit;
  save;
  sessions = async () => this.found;
  open = async (study, series) => (this.#note('open', study, series), this.open_);
  session = async id => (this.#note('session', id), this.open_);
  segments = async () => this.segmentViews;
  deleted = async () => this.deletedViews;
  /** @type {(id?: string, n?: number) => Promise<{ revision: number, box: Box, bits: Uint8Array }>} */
  mask = async () => ({ revision: 3, box: { start: { i: 1, j: 1, k: 1 }, end: { i: 3, j: 2, k: 2 } }, bits: Uint8Array.of(3) });
  /** @type {(id?: string, n?: number) => Promise<{ clicks: object[], redoable: number, revision?: number, undoableChanges?: number }>} */
  clicks = async () => ({ revision: 3, clicks: [{ id: 41, kind: 'NEGATIVE', patient: { x: 1, y: 2, z: 3 } }], redoable: 1 });
  statistics = async () => ({ revision: this.asked.length, meanHu: 47.6 });
  removeClick = async (id, n, click) => (this.#note('remove', n, click), { revision: 9, voxels: 0, millilitres: 0, changed: null });
  /** @type {(id?: string, n?: number) => Promise<{ revision: number, voxels: number, millilitres: number, changed: object }>} */
  undo = async (id, n) => (this.#note('undo', n), { revision: 9, voxels: 0, millilitres: 0, changed: null });

  async putMask(id, n, box, bits, { revision }) {
    this.#note('mask', n, JSON.stringify(box), [...bits]);
    const failure = this.maskFailures.shift();
    if (failure) {
      throw failure;
    }
    return { revision: revision + 1, voxels: 1, millilitres: 0.03, changed: box && { ...box, bits: btoa(String.fromCharCode(...bits)) } };
  }

  async addSegment(id, structure) {
    this.#note('segment', structure);
    const view = { number: this.segmentViews.length + 1, structure, label: structure, color: '#102030' };
    this.segmentViews.push(view);
    return view;
  }

  async click(id, n, body, { key }) {
    this.#note('click', n, body.kind, key);
    const failure = this.clickFailures.shift();
    if (failure) {
      throw failure;
    }
    return { ...oneVoxel(this.asked.length % 10, 0, 0, this.asked.length), click: 70 + this.asked.length };
  }
}

/** A session of this service that repeats without waiting. */
export const started = async api => {
  const session = new Session(api, '1.2', '1.2.3');
  session.queue.sleep = async () => {};
  return session.start();
};
