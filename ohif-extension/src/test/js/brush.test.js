import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Brush } from '../../main/viewer/deepgrow-extension/brush.js';
import { Session } from '../../main/viewer/deepgrow-extension/session.js';
import { FakeApi, FakeLabelmap, FakeStore, passing } from './fakes.js';

/** A session with a clicked segment, and a brush in its labelmap; sleeps end when they are released. */
async function setUp(api = new FakeApi(), store = new FakeStore()) {
  const session = new Session(api, '1.2', '1.2.3', { store });
  session.queue.sleep = () => new Promise(setImmediate);
  await session.start();
  const labelmap = new FakeLabelmap(session.geometry.size);
  session.addEventListener('paint', () => labelmap.paint(session.segments));
  const brush = new Brush(labelmap, session, 1);
  session.readStrokes = () => brush.take();
  return { api, store, session, labelmap, brush };
}

const masks = api => api.asked.filter(a => a.startsWith('mask'));
const settled = async session => {
  while (session.queue.length || session.outbox.count) {
    await new Promise(setImmediate);
  }
};

test('a stroke is sent soon after the pointer is let go, and not before', async () => {
  const { api, session, labelmap, brush } = await setUp();
  await session.addSegment('spleen');
  brush.down();
  labelmap.draw(12, 1);
  brush.modified();
  await new Promise(resolve => setTimeout(resolve, 20));
  assert.deepEqual(masks(api), []);
  assert.ok(brush.unread);
  brush.up();
  while (!masks(api).length) {
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  await settled(session);
  assert.ok(!brush.unread);
  assert.equal(session.active.mask.get(12), 1);
  assert.equal(session.active.voxels, 1);
});

test('a stroke goes before the click that follows it and takes the place of the clicks', async () => {
  const { api, session, labelmap, brush } = await setUp();
  api.clicks = async () => ({ clicks: [], redoable: 0, undoableChanges: 1 });
  await session.click([1, 2, 3], true, 'spleen');
  labelmap.draw(12, 1);
  brush.modified();
  await session.click([4, 5, 6], false, 'spleen');
  assert.deepEqual(
    api.asked.slice(-2).map(a => a.split(' ')[0]),
    ['mask', 'click'],
  );
  assert.equal(session.active.clicks.length, 1);
  assert.equal(session.active.mask.get(12), 1);
});

for (const failures of [1, 2, 30]) {
  test(`a stroke that ${failures} tries did not bring to the service goes all the same, before the click after it`, async () => {
    const { api, session, labelmap, brush } = await setUp();
    await session.addSegment('spleen');
    api.mask = async () => ({ revision: 3, box: null, bits: new Uint8Array() });
    api.maskFailures = Array.from({ length: failures }, passing);
    labelmap.draw(12, 1);
    brush.modified();
    await session.click([4, 5, 6], false, 'spleen');
    assert.deepEqual(
      api.asked.slice(-2).map(a => a.split(' ')[0]),
      ['mask', 'click'],
    );
    assert.equal(masks(api).length, failures + 1);
    assert.equal(labelmap.pixels[12], 1);
    assert.equal(session.active.mask.get(12), 1);
  });
}

test('a stroke goes before what is saved', async () => {
  const { api, session, labelmap, brush } = await setUp();
  await session.addSegment('spleen');
  api.maskFailures = [passing()];
  api.mask = async () => ({ revision: 3, box: null, bits: new Uint8Array() });
  api.save = async () => (api.asked.push('save'), { id: 'r', state: 'VERIFIED' });
  labelmap.draw(12, 1);
  brush.modified();
  await session.save('Milz');
  assert.deepEqual(
    api.asked.slice(-3).map(a => a.split(' ')[0]),
    ['mask', 'mask', 'save'],
  );
});

test('a stroke stays on the screen while an answer to an earlier click is painted', async () => {
  const { api, session, labelmap, brush } = await setUp();
  await session.addSegment('spleen');
  const { click } = api;
  /** @type {() => void} */
  let answer;
  api.click = (...a) => new Promise(resolve => (answer = () => resolve(click.apply(api, a))));
  const clicked = session.click([1, 2, 3], true, 'spleen');
  while (!answer) {
    await new Promise(setImmediate);
  }
  brush.down();
  labelmap.draw(12, 1);
  brush.modified();
  answer();
  await clicked;
  assert.equal(labelmap.pixels[12], 1);
  brush.up();
  brush.take();
  await settled(session);
  assert.equal(session.active.mask.get(12), 1);
  assert.equal(session.active.voxels, 1);
});

test('a stroke that the service refuses leaves the screen, and its reason is told', async () => {
  const { api, session, labelmap, brush } = await setUp();
  await session.addSegment('spleen');
  api.maskFailures = [Object.assign(new Error('locked'), { status: 409, code: 'segment.locked' })];
  labelmap.draw(12, 1);
  brush.modified();
  brush.take();
  await settled(session);
  assert.equal(labelmap.pixels[12], 0);
  assert.equal(session.failure.code, 'segment.locked');
});

test('an eraser takes a voxel out of every segment that has it', async () => {
  const { api, session, labelmap, brush } = await setUp();
  for (const structure of ['spleen', 'liver']) {
    const segment = await session.addSegment(structure);
    segment.mask.set(12, true);
  }
  labelmap.paint(session.segments);
  labelmap.draw(12, 0);
  brush.modified();
  brush.take();
  await settled(session);
  assert.deepEqual(
    masks(api).map(m => m.split(' ').slice(0, 3).join(' ')),
    ['mask 1 null', 'mask 2 null'],
  );
});

test('a stroke is one step of the stack, of all the segments that it changed', async () => {
  const { session, labelmap, brush } = await setUp();
  await session.addSegment('spleen');
  const steps = [];
  session.on('undoable', detail => steps.push(detail));
  labelmap.draw(12, 1);
  labelmap.draw(13, 1);
  brush.modified();
  brush.take();
  await settled(session);
  assert.equal(steps.length, 1);
  assert.equal(await steps[0].result, true);
});

test('a stroke that waited over a reload is shown and sent by the next page', async () => {
  const first = await setUp();
  await first.session.addSegment('spleen');
  first.api.maskFailures = Array.from({ length: 3 }, passing);
  first.session.queue.sleep = () => new Promise(() => {}); // the page ends here
  first.labelmap.draw(12, 1);
  first.brush.modified();
  first.brush.take();
  while (!first.session.queue.waiting) {
    await new Promise(setImmediate);
  }
  const api = new FakeApi();
  api.found = [api.open_];
  api.segmentViews = first.api.segmentViews;
  api.mask = async () => ({ revision: 0, box: null, bits: new Uint8Array() });
  const store = new FakeStore();
  for (const [id, record] of first.store.records) {
    store.records.set(`${id} again`, { ...record, id: `${id} again` }); // the held ones belong to the page before
  }
  const { session } = await setUp(api, store);
  assert.equal(session.active.shown.get(12), 1);
  await settled(session);
  assert.equal(masks(api).length, 1);
  assert.equal(session.active.mask.get(12), 1);
  assert.equal(store.records.size, 0);
});
