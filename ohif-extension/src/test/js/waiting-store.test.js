import assert from 'node:assert/strict';
import { test } from 'node:test';
import { IDBFactory } from 'fake-indexeddb';
import { WaitingStore } from '../../main/viewer/deepgrow-extension/waiting-store.js';

const DAY = 24 * 3600 * 1000;
const record = (id, more = {}) => ({ id, session: 's1', at: 1000, ...more });

test('records of a session come back in the order in which they were made, also to another page', async () => {
  const factory = new IDBFactory();
  const store = new WaitingStore(factory);
  await store.put(record('c', { at: 3000 }));
  await store.put(record('b', { at: 1000 }));
  await store.put(record('a', { at: 2000 }));
  await store.put(record('x', { session: 's2' }));
  const next = new WaitingStore(factory);
  assert.deepEqual(
    (await next.of('s1')).map(r => r.id),
    ['b', 'a', 'c'],
  );
  assert.deepEqual(await next.of('s3'), []);
});

test('bits of strokes come back bit for bit', async () => {
  const factory = new IDBFactory();
  const stroke = { box: { start: { i: 1, j: 2, k: 3 }, end: { i: 3, j: 4, k: 5 } }, on: Uint8Array.of(255, 7), off: Uint8Array.of(0, 128) };
  await new WaitingStore(factory).put(record('a', { stroke }));
  const [found] = await new WaitingStore(factory).of('s1');
  assert.deepEqual(found.stroke, stroke);
});

test('a record that is put again is changed, and one that is removed is gone though nobody waited', async () => {
  const store = new WaitingStore(new IDBFactory());
  store.put(record('a'));
  store.put(record('a', { number: 4 }));
  store.put(record('b'));
  store.remove(record('b'));
  assert.deepEqual(await store.of('s1'), [record('a', { number: 4 })]);
});

test('what nobody came back for in a month is forgotten, whatever its session', async () => {
  const store = new WaitingStore(new IDBFactory(), () => 100 * DAY);
  await store.put(record('old', { at: 69 * DAY }));
  await store.put(record('older', { at: 1, session: 's2' }));
  await store.put(record('new', { at: 71 * DAY }));
  await store.tidy();
  assert.deepEqual(
    (await store.of('s1')).map(r => r.id),
    ['new'],
  );
  assert.deepEqual(await store.of('s2'), []);
});

const forbidden = () => {
  throw new Error('SecurityError');
};

for (const { why, factory } of [
  { why: 'there is no database', factory: undefined },
  { why: 'the browser forbids it', factory: { open: forbidden } },
]) {
  test(`nothing is kept and nothing breaks where ${why}`, async () => {
    const store = new WaitingStore(factory);
    await store.put(record('a'));
    await store.remove(record('a'));
    await store.tidy();
    assert.deepEqual(await store.of('s1'), []);
  });
}

test('a record that cannot be kept does not stop the others', async () => {
  const store = new WaitingStore(new IDBFactory());
  await store.put(record('a', { broken: () => {} }));
  await store.put(record('b'));
  assert.deepEqual(
    (await store.of('s1')).map(r => r.id),
    ['b'],
  );
});
