import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeApi, oneVoxel, started } from './fakes.js';

const unchanged = revision => ({ ...oneVoxel(0, 0, 0, revision), changed: null });

/** A session with a click in its first segment, and a second one that keeps it or does not. */
async function two(keepsOthers) {
  const api = new FakeApi();
  const session = await started(api);
  await session.addSegment('liver');
  await session.click([1, 0, 0], true);
  await session.addSegment('lesion');
  session.update(session.active, { ...session.active, keepsOthers });
  api.click = async () => ({ ...unchanged(9), click: 99 });
  api.edit = async () => unchanged(session.active.revision);
  return { api, session };
}

test('a click that changes nothing says so, and that another segment may have the place', async () => {
  const { session } = await two(true);
  await session.click([1, 0, 0], true);
  assert.match(session.failure.message, /Nothing changed.*another segment/);
});

test('where others may be covered no other segment is named', async () => {
  const { session } = await two(false);
  await session.click([1, 0, 0], true);
  assert.equal(session.failure.message, 'Nothing changed.');
});

test('an edit that changes nothing says why, keeps the clicks and is no step of undo', async () => {
  const { session } = await two(true);
  const steps = [];
  session.on('undoable', step => steps.push(step));
  await session.click([1, 0, 0], true);
  const { clicks } = session.active;
  assert.equal(await session.edit(session.active, 'fill-holes'), false);
  assert.equal(session.failure.message, 'There is no hole to fill.');
  assert.deepEqual(session.active.clicks, clicks);
  assert.equal(await steps.at(-1).result, false);
  await session.edit(session.active, 'largest-component');
  assert.equal(session.failure.message, 'It is one piece already.');
});

test('the next thing that is done takes the word away', async () => {
  const { api, session } = await two(true);
  await session.click([1, 0, 0], true);
  api.click = async () => ({ ...oneVoxel(2, 0, 0, 10), click: 100 });
  await session.click([2, 0, 0], true);
  assert.equal(session.failure, null);
});
