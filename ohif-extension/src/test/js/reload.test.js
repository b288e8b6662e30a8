// What waits for the service outlives the page, and nothing is done twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../../main/viewer/deepgrow-extension/session.js';
import { FakeStore, oblique, passing } from './fakes.js';

/** A service that keeps one session as the real one does; answers can be lost before or after the work was done. */
class FakeService {
  segmentsMade = [];
  gone = [];
  live = new Map();
  redo_ = new Map();
  masks = new Map();
  answers = new Map();
  results = new Map();
  revision = 0;
  nextClick = 100;
  /** 'before' or 'after' by call: what happens to the next ones. */
  faults = [];

  async #call(name, work) {
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

  #answer = () => ({ revision: ++this.revision, voxels: 0, millilitres: 0, changed: null });
  view = () => ({ id: 's1', state: 'READY', studyUid: '1.2', geometry: oblique() });
  sessions = async () => [this.view()];
  session = async () => this.view();
  segments = async () => this.segmentsMade.filter(v => !this.gone.includes(v.number));
  deleted = async () => this.segmentsMade.filter(v => this.gone.includes(v.number));
  statistics = async () => ({ revision: -1 });
  mask = async () => ({ revision: this.revision, box: null, bits: new Uint8Array() });
  clicks = (_, n) =>
    this.#call('clicks', () => ({
      clicks: (this.live.get(n) ?? []).map(id => ({ id, kind: 'POSITIVE', patient: { x: id, y: 0, z: 0 } })),
      redoable: (this.redo_.get(n) ?? []).length,
      undoableChanges: (this.masks.get(n) ?? []).length,
    }));

  addSegment = (_, structure) =>
    this.#call('add', () => {
      const number = this.segmentsMade.length + 1;
      const view = { number, structure, label: structure, color: '#102030' };
      this.segmentsMade.push(view);
      this.live.set(number, []);
      this.redo_.set(number, []);
      this.masks.set(number, []);
      return view;
    });

  click = (_, n, body, key) =>
    this.#call('click', () => {
      if (!this.answers.has(key)) {
        this.answers.set(key, this.#answer());
        this.live.get(n).push(this.nextClick++);
        this.redo_.set(n, []);
      }
      return this.answers.get(key);
    });

  undo = (_, n) =>
    this.#call('undo', () => {
      this.redo_.get(n).unshift(this.live.get(n).pop());
      return this.#answer();
    });

  redo = (_, n) =>
    this.#call('redo', () => {
      const first = Math.min(...this.redo_.get(n));
      this.redo_.set(
        n,
        this.redo_.get(n).filter(id => id !== first),
      );
      this.live.set(
        n,
        [...this.live.get(n), first].sort((a, b) => a - b),
      );
      return this.#answer();
    });

  removeClick = (_, n, id) =>
    this.#call('remove', () => {
      if (!this.live.get(n).includes(id)) {
        throw Object.assign(new Error('no such click'), { status: 404 });
      }
      this.live.set(
        n,
        this.live.get(n).filter(c => c !== id),
      );
      this.redo_.get(n).unshift(id);
      return this.#answer();
    });

  putMask = (_, n, box) =>
    this.#call('mask', () => {
      const text = JSON.stringify(box);
      if (this.live.get(n).length || this.masks.get(n).at(-1) !== text) {
        this.masks.get(n).push(text);
        this.live.set(n, []);
      }
      return this.#answer();
    });

  deleteSegment = (_, n) =>
    this.#call('delete', () => {
      if (this.gone.includes(n)) {
        throw Object.assign(new Error('no such segment'), { status: 404 });
      }
      this.gone.push(n);
    });

  restoreSegment = (_, n) => this.#call('restore', () => void (this.gone = this.gone.filter(g => g !== n)));
  changeSegment = (_, n, { label }) => this.#call('change', () => Object.assign(this.segmentsMade[n - 1], { label }));
  save = (_, name, key) => this.#call('save', () => (this.results.set(key, name), { id: key, state: 'VERIFIED' }));

  /** What it holds, to be compared. */
  get state() {
    return JSON.stringify([this.segmentsMade.map(v => v.label), this.gone, [...this.live], [...this.masks], [...this.results.values()]]);
  }
}

let pages = 0;

/** A page on the session; its ids are its own, so that another page of this test may hold the records. */
async function page(api, store, { waits = false } = {}) {
  const n = ++pages;
  const own = new FakeStore();
  const copies = { ...store, of: async id => (await store.of(id)).map(r => ({ ...r, id: `${r.id.split('@')[0]}@${n}`, was: r.id })) };
  own.of = async id => {
    const found = await copies.of(id);
    found.forEach(({ was }) => store.records.delete(was));
    return found.map(({ was, ...r }) => r);
  };
  own.put = store.put;
  own.remove = store.remove;
  const session = new Session(api, '1.2', '1.2.3', { store: own });
  session.queue.sleep = waits ? () => new Promise(() => {}) : () => new Promise(setImmediate);
  await session.start();
  return session;
}

const settled = async session => {
  while (session.queue.length || session.outbox.count) {
    await new Promise(setImmediate);
  }
};

const stuck = async session => {
  while (!session.queue.waiting && session.queue.length) {
    await new Promise(setImmediate);
  }
};

/** By name: what a reader does, and the calls whose answer may be lost. */
const DEEDS = {
  'the first click': [s => s.click([1, 2, 3], true, 'spleen'), ['add', 'click']],
  'a click': [s => s.click([1, 2, 3], true, 'spleen'), ['click'], 1],
  'an undo': [s => s.undo(s.active), ['undo', 'clicks'], 3],
  'an undo and a redo': [s => Promise.all([s.undo(s.active), s.redo(s.active)]), ['undo', 'redo'], 3],
  'a click that is taken back': [s => s.remove(s.active, 1), ['remove', 'clicks'], 3],
  clearing: [s => s.clear(s.active), ['mask', 'clicks'], 3],
  'a stroke': [s => (s.active.drawn.set(12, true), s.strokes([s.active])), ['mask', 'clicks'], 2],
  'a segment that is added': [s => s.addSegment('liver'), ['add'], 1],
  'a segment that is deleted and comes back': [
    s => Promise.all([s.deleteSegment(s.active), s.restoreSegment(1)]),
    ['delete', 'restore'],
    2,
  ],
  'a new name': [s => s.changeSegment(s.active, { label: 'Milz' }), ['change'], 1],
  'a click that is moved': [s => s.move(s.active, 0, [7, 8, 9]), ['click', 'remove'], 3],
  saving: [s => s.save('Milz'), ['save'], 1],
  'all together': [
    s => {
      s.click([1, 2, 3], true, 'spleen');
      s.undo(s.active);
      s.active.drawn.set(12, true);
      s.strokes([s.active]);
      s.click([4, 5, 6], false, 'spleen');
      s.clear(s.active);
      return s.save('Milz');
    },
    ['click', 'undo', 'mask', 'save'],
    2,
  ],
};

/** A service with a session whose one segment has so many clicks. */
async function service(clicks) {
  const api = new FakeService();
  const session = await page(api, new FakeStore());
  for (let n = 0; n < clicks; n++) {
    await session.click([n, 0, 0], true, 'spleen');
  }
  return api;
}

for (const [name, [deed, calls, clicks = 0]] of Object.entries(DEEDS)) {
  for (const call of calls) {
    for (const when of ['before', 'after']) {
      test(`${name} is done once though the answer to ${call} is lost ${when} the work`, async () => {
        const plain = await service(clicks);
        const undisturbed = await page(plain, new FakeStore());
        await deed(undisturbed);
        await settled(undisturbed);

        const retried = await service(clicks);
        const session = await page(retried, new FakeStore());
        retried.faults = [
          { name: call, when },
          { name: call, when },
        ];
        await deed(session);
        await settled(session);
        assert.equal(retried.state, plain.state, 'in one page');

        const reloaded = await service(clicks);
        const store = new FakeStore();
        const first = await page(reloaded, store, { waits: true });
        reloaded.faults = [{ name: call, when }];
        Promise.resolve(deed(first)).catch(() => {});
        await stuck(first);
        const next = await page(reloaded, store);
        await settled(next);
        assert.equal(reloaded.state, plain.state, 'over a reload');
        assert.equal(store.records.size, 0);
      });
    }
  }
}

test('an undo that waits undoes the click that was last then, not the one that another window made since', async () => {
  const api = await service(2);
  const session = await page(api, new FakeStore());
  let release;
  session.queue.sleep = () => new Promise(resolve => (release = resolve));
  api.faults = [{ name: 'undo', when: 'before' }];
  const undone = session.undo(session.active);
  while (!release) {
    await new Promise(setImmediate);
  }
  await api.click('s1', 1, {}, 'of another window');
  release();
  await undone;
  assert.deepEqual(api.live.get(1), [100, 102]);
});

test('a move is undone and done again', async () => {
  const api = await service(3);
  const session = await page(api, new FakeStore());
  const steps = [];
  session.addEventListener('undoable', ({ detail }) => steps.push(detail));
  await session.move(session.active, 0, [7, 8, 9]);
  assert.deepEqual(api.live.get(1), [101, 102, 103]);
  await steps[0].undo();
  assert.deepEqual(api.live.get(1), [100, 101, 102]);
  await steps[0].redo();
  assert.deepEqual(api.live.get(1), [101, 102, 103]);
  await steps[0].undo();
  assert.deepEqual(api.live.get(1), [100, 101, 102]);
});

test('what a page holds is not taken up by another session of the same page', async () => {
  const api = await service(1);
  const store = new FakeStore();
  const first = new Session(api, '1.2', '1.2.3', { store });
  let release;
  first.queue.sleep = () => new Promise(resolve => (release = resolve));
  await first.start();
  api.faults = [{ name: 'click', when: 'before' }];
  const clicked = first.click([1, 2, 3], true, 'spleen');
  while (!release) {
    await new Promise(setImmediate);
  }
  const second = new Session(api, '1.2', '1.2.3', { store });
  await second.start();
  assert.equal(second.outbox.count, 0);
  release();
  await clicked;
  assert.equal(api.live.get(1).length, 2);
});

test('clicks that wait are marked on the next page too', async () => {
  const api = await service(1);
  const store = new FakeStore();
  const first = await page(api, store, { waits: true });
  api.faults = Array.from({ length: 9 }, () => ({ name: 'click', when: 'before' }));
  first.click([1, 2, 3], true, 'spleen');
  first.click([4, 5, 6], false, 'spleen');
  await stuck(first);
  const next = await page(api, store, { waits: true });
  assert.deepEqual(
    next.pending.map(({ lps, positive }) => [lps, positive]),
    [
      [[1, 2, 3], true],
      [[4, 5, 6], false],
    ],
  );
  await stuck(next);
  assert.equal(next.outbox.count, 2);
  next.giveUp(true);
  await settled(next);
  assert.equal(store.records.size, 0);
  assert.deepEqual(next.pending, []);
  assert.equal(api.live.get(1).length, 1);
});

test('a click that was given up while it waited for others is not sent', async () => {
  const api = await service(1);
  const store = new FakeStore();
  const session = await page(api, store, { waits: true });
  api.faults = [{ name: 'click', when: 'before' }];
  session.click([1, 2, 3], true, 'spleen');
  const second = session.click([4, 5, 6], true, 'spleen');
  await stuck(session);
  assert.equal(session.cancel(), 1);
  assert.equal(store.records.size, 1);
  session.queue.sleep = async () => {};
  session.queue.retry();
  assert.equal(await second, null);
  assert.equal(api.live.get(1).length, 2);
});
