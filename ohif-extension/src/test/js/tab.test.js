import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Tab } from '../../main/viewer/deepgrow-extension/tab.js';

/** Locks that all pages share; one is held until its page ends. */
class FakeLocks {
  names = new Set();

  request(name, { ifAvailable }, work) {
    assert.ok(ifAvailable);
    const free = !this.names.has(name);
    free && this.names.add(name);
    return work(free ? { name } : null);
  }

  query = async () => ({ held: [...this.names].map(name => ({ name })) });
}

class FakeStorage {
  items = new Map();
  getItem = key => this.items.get(key) ?? null;
  setItem = (key, value) => void this.items.set(key, value);
}

let count = 0;
const newId = () => `t${++count}`;

test('a tab is the same after a reload', async () => {
  const storage = new FakeStorage();
  const first = await Tab.claim(newId, new FakeLocks(), storage);
  const again = await Tab.claim(newId, new FakeLocks(), storage);
  assert.equal(again.id, first.id);
  assert.ok(await again.heirOf(first.id));
});

test('a tab that is a copy of one that is open is another one', async () => {
  const locks = new FakeLocks();
  const storage = new FakeStorage();
  const first = await Tab.claim(newId, locks, storage);
  const copy = await Tab.claim(newId, locks, storage);
  assert.notEqual(copy.id, first.id);
  assert.ok(!(await copy.heirOf(first.id)));
});

test('what a tab left that was closed is taken over', async () => {
  const locks = new FakeLocks();
  const closed = await Tab.claim(newId, locks, new FakeStorage());
  const other = await Tab.claim(newId, locks, new FakeStorage());
  assert.ok(!(await other.heirOf(closed.id)));
  locks.names.delete(`deepgrow-tab-${closed.id}`);
  assert.ok(await other.heirOf(closed.id));
});

test('without locks a tab goes on with its own things only', async () => {
  const tab = await Tab.claim(newId, undefined, new FakeStorage());
  assert.ok(await tab.heirOf(tab.id));
  assert.ok(!(await tab.heirOf('another')));
});
