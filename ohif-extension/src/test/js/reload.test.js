// What waits for the service outlives the page, and nothing is done twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Session } from '../../main/viewer/deepgrow-extension/session.js';
import { FakeService } from './fake-service.js';
import { FakeStore } from './fakes.js';

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

/**
 * By name: what a reader does, the calls whose answer may be lost, and the clicks that are there.
 *
 * @type {Record<string, [(session: Session) => unknown, string[], number?]>}
 */
const DEEDS = {
  'the first click': [s => s.click([1, 2, 3], true, 'spleen'), ['add', 'click']],
  'a click': [s => s.click([1, 2, 3], true, 'spleen'), ['click'], 1],
  'an undo': [s => s.undo(s.active), ['undo', 'statistics'], 3],
  'an undo and a redo': [s => Promise.all([s.undo(s.active), s.redo(s.active)]), ['undo', 'redo'], 3],
  'a click that is taken back': [s => s.remove(s.active, 1), ['remove'], 3],
  clearing: [s => s.clear(s.active), ['mask'], 3],
  'a stroke': [s => (s.active.drawn.set(12, true), s.strokes([s.active])), ['mask'], 2],
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
  /** @type {() => void} */
  let release;
  session.queue.sleep = () => new Promise(resolve => (release = () => resolve(null)));
  api.faults = [{ name: 'undo', when: 'before' }];
  const undone = session.undo(session.active);
  while (!release) {
    await new Promise(setImmediate);
  }
  await api.click('s1', 1, {}, { key: 'of another window' });
  release();
  await undone;
  assert.deepEqual(api.live.get(1), [100, 102]);
});

test('a move is undone and done again', async () => {
  const api = await service(3);
  const session = await page(api, new FakeStore());
  const steps = [];
  session.on('undoable', detail => steps.push(detail));
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
  /** @type {() => void} */
  let release;
  first.queue.sleep = () => new Promise(resolve => (release = () => resolve(null)));
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
