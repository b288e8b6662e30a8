import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BitMask } from '../../main/viewer/deepgrow-extension/bits.js';
import { Session } from '../../main/viewer/deepgrow-extension/session.js';
import { FakeApi, oneVoxel, passing } from './fakes.js';

const started = async api => {
  const session = new Session(api, '1.2', '1.2.3');
  session.queue.sleep = async () => {};
  return session.start();
};
const clicks = api => api.asked.filter(a => a.startsWith('click'));

test('opens a session when there is none', async () => {
  const api = new FakeApi();
  const session = await started(api);
  assert.equal(session.state, 'READY');
  assert.equal(session.resumed, false);
  assert.deepEqual(api.asked, ['open 1.2 1.2.3']);
});

test('goes on with an open session, its masks and its clicks', async () => {
  const api = new FakeApi();
  api.found = [{ ...api.open_, id: 'old' }];
  api.segmentViews = [{ number: 1, structure: 'liver', label: 'Liver', color: '#102030' }];
  const session = await started(api);
  assert.equal(session.id, 'old');
  assert.ok(session.resumed);
  assert.deepEqual(session.active.clicks, [{ positive: false, lps: [1, 2, 3], slice: false }]);
  assert.equal(session.active.redoable, 1);
  assert.equal(session.active.voxels, 2);
});

test('leaves the session of another study alone', async () => {
  const api = new FakeApi();
  api.found = [{ ...api.open_, id: 'old', studyUid: '9.9' }];
  assert.equal((await started(api)).id, 's1');
});

test('the first click makes the segment, only once', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await Promise.all([session.click([1, 2, 3], true, 'spleen'), session.click([4, 5, 6], false, 'spleen')]);
  assert.equal(api.asked.filter(a => a.startsWith('segment')).length, 1);
  assert.deepEqual(clicks(api).map(c => c.split(' ')[2]), ['POSITIVE', 'NEGATIVE']);
  assert.equal(session.active.clicks.length, 2);
});

test('a click is marked at once and painted when answered', async () => {
  const session = await started(new FakeApi());
  const painted = [];
  session.addEventListener('paint', ({ detail }) => painted.push(detail));
  const click = session.click([1, 2, 3], true, 'spleen');
  assert.equal(session.pending.length, 1);
  await click;
  assert.equal(session.pending.length, 0);
  assert.equal(painted.length, 1);
});

test('clicks in a queue are painted together', async () => {
  const session = await started(new FakeApi());
  await session.addSegment('spleen');
  let painted = 0;
  session.addEventListener('paint', () => painted++);
  await Promise.all([1, 2, 3].map(x => session.click([x, 0, 0], true, 'spleen')));
  assert.equal(painted, 1);
});

test('a click is painted though other work waits behind it', async () => {
  const session = await started(new FakeApi());
  let painted = 0;
  session.addEventListener('paint', () => painted++);
  const click = session.click([1, 2, 3], true, 'spleen');
  await Promise.all([click, session.heard({ type: 'segment', detail: '1' }), session.heard({ type: 'revision', detail: '1:0' })]);
  assert.equal(painted, 1);
});

test('what earlier clicks changed is painted though the last is refused', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.addSegment('spleen');
  api.clickFailures = [null, Object.assign(new Error('outside'), { status: 422 })];
  let painted = 0;
  session.addEventListener('paint', () => painted++);
  await Promise.all([session.click([1, 0, 0], true, 'spleen'), session.click([2, 0, 0], true, 'spleen')]);
  assert.equal(painted, 1);
});

test('a click is sent again under its key while the service is away', async () => {
  const api = new FakeApi();
  api.clickFailures = [passing(), passing()];
  const session = await started(api);
  await session.click([1, 2, 3], true, 'spleen');
  const keys = clicks(api).map(c => c.split(' ')[3]);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
  assert.equal(session.active.clicks.length, 1);
});

test('a refused click leaves nothing behind but its reason', async () => {
  const api = new FakeApi();
  api.clickFailures = [Object.assign(new Error('outside'), { status: 422 })];
  const session = await started(api);
  assert.equal(await session.click([1, 2, 3], true, 'spleen'), null);
  assert.equal(session.failure.message, 'outside');
  assert.equal(session.active.clicks.length, 0);
  assert.equal(session.pending.length, 0);
});

test('nothing to undo is no failure', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.click([1, 2, 3], true, 'spleen');
  api.undo = async () => Promise.reject(Object.assign(new Error('nothing'), { status: 409, code: 'click.nothing_to_undo' }));
  assert.equal(await session.undo(session.active), false);
  assert.equal(session.failure, null);
});

test('another window\'s click is read again, our own is not', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.click([1, 2, 3], true, 'spleen');
  let read = 0;
  const { mask } = api;
  api.mask = async () => (read++, mask());
  await session.heard({ type: 'revision', detail: `1:${session.active.revision}` });
  assert.equal(read, 0);
  await session.heard({ type: 'revision', detail: `1:${session.active.revision + 1}` });
  assert.equal(read, 1);
  assert.equal(session.active.voxels, 2);
});

test('what another window did while events were missed is read, what did not change is not', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.click([1, 2, 3], true, 'spleen');
  const { revision } = session.active;
  let read = 0;
  const { clicks } = api;
  api.clicks = async () => (read++, clicks());
  api.mask = async () => ({ revision, box: null, bits: new Uint8Array() });
  await session.catchUp();
  assert.equal(read, 0);
  api.mask = async () => ({ revision: revision + 1, box: null, bits: new Uint8Array() });
  await session.catchUp();
  assert.equal(read, 1);
  assert.equal(session.active.revision, revision + 1);
});

test('a segment that another window deleted goes', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.addSegment('spleen');
  api.segmentViews = [];
  await session.heard({ type: 'segment', detail: '1' });
  assert.deepEqual(session.segments, []);
  assert.equal(session.active, null);
});

test('the mean value of what was marked is read when no click waits, of the present mask only', async () => {
  const api = new FakeApi();
  const session = await started(api);
  api.statistics = async () => ({ revision: session.active.revision, meanHu: 47.6 });
  await session.click([1, 2, 3], true, 'spleen');
  await new Promise(setImmediate);
  assert.equal(session.active.meanHu, 47.6);
  api.statistics = async () => ({ revision: 1, meanHu: 3 });
  await session.click([1, 2, 3], true, 'spleen');
  await new Promise(setImmediate);
  assert.equal(session.active.meanHu, null);
});

test('one click is taken back by the number that the service gave it', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.click([1, 2, 3], true, 'spleen');
  assert.ok(await session.remove(session.active, 0));
  assert.equal(api.asked.at(-1), 'remove 1 41');
});

test('clicks that were not sent are given up, the one that runs is not', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.addSegment('spleen');
  const all = [1, 2, 3].map(x => session.click([x, 0, 0], true, 'spleen'));
  await new Promise(setImmediate);
  const { click } = api;
  let release;
  api.click = (...a) => new Promise(resolve => (release = () => resolve(click.apply(api, a))));
  const fourth = session.click([4, 0, 0], true, 'spleen');
  const fifth = session.click([5, 0, 0], true, 'spleen');
  while (!release) {
    await new Promise(setImmediate);
  }
  assert.equal(session.cancel(), 1);
  release();
  await Promise.all([...all, fourth]);
  assert.equal(await fifth, null);
  assert.equal(clicks(api).length, 4);
  assert.equal(session.pending.length, 0);
});

test('the mask from before the last change is shown and comes back', async () => {
  const session = await started(new FakeApi());
  await session.click([1, 2, 3], true, 'spleen');
  const { mask } = session.active;
  const now = mask.bits.slice();
  const painted = [];
  session.addEventListener('paint', ({ detail }) => painted.push(detail));
  session.peek(true);
  assert.equal(mask.boundingBox(), null);
  session.peek(true);
  session.peek(false);
  assert.deepEqual(mask.bits, now);
  assert.equal(painted.length, 2);
});

test('an answer that comes while the old mask is shown belongs to the new one', async () => {
  const session = await started(new FakeApi());
  await session.click([1, 2, 3], true, 'spleen');
  session.peek(true);
  await session.click([4, 5, 6], true, 'spleen');
  assert.equal(session.active.mask.bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0), 2);
  assert.ok(!session.active.peeking);
});

test('a session that another window closed takes no click', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.heard({ type: 'session', detail: 'CLOSED' });
  assert.equal(session.state, 'CLOSED');
  assert.equal(await session.click([1, 2, 3], true, 'spleen'), null);
  assert.deepEqual(clicks(api), []);
});

test('a click that finds the session closed tells so', async () => {
  const api = new FakeApi();
  api.clickFailures = [Object.assign(new Error('closed'), { status: 409, code: 'session.closed' })];
  const session = await started(api);
  await session.click([1, 2, 3], true, 'spleen');
  assert.equal(session.state, 'CLOSED');
});

/** A session with two answered clicks on voxels (1,0,0) and (2,0,0) of segment 1. */
async function clicked() {
  const api = new FakeApi();
  const session = await started(api);
  const answers = [oneVoxel(1, 0, 0, 1), oneVoxel(2, 0, 0, 2)];
  api.click = async (id, n, body) => (api.asked.push(`click ${JSON.stringify(body)}`), answers.shift() ?? oneVoxel(5, 0, 0, 8));
  await session.addSegment('spleen');
  await session.click([1, 0, 0], true);
  await session.click([2, 0, 0], true);
  return { api, session, segment: session.active };
}

const seen = segment => [1, 2, 5].filter(i => segment.mask.get(i));

test('undo is seen before the service has answered, and redo too', async () => {
  const { api, session, segment } = await clicked();
  let answer;
  api.undo = () => new Promise(resolve => (answer = () => resolve({ revision: 3, voxels: 1, millilitres: 0, changed: { start: { i: 2, j: 0, k: 0 }, end: { i: 3, j: 1, k: 1 }, bits: 'AA==' } })));
  api.redo = async () => oneVoxel(2, 0, 0, 4);
  const undone = session.undo(segment);
  assert.deepEqual(seen(segment), [1]);
  await new Promise(resolve => setTimeout(resolve));
  answer();
  assert.ok(await undone);
  assert.deepEqual(seen(segment), [1]);
  const again = session.redo(segment);
  assert.deepEqual(seen(segment), [1, 2]);
  await again;
  assert.deepEqual(seen(segment), [1, 2]);
});

test('an undo that the service refuses is taken off the screen again', async () => {
  const { api, session, segment } = await clicked();
  api.undo = async () => {
    throw Object.assign(new Error('locked'), { status: 409, code: 'segment.locked' });
  };
  const undone = session.undo(segment);
  assert.deepEqual(seen(segment), [1]);
  assert.equal(await undone, false);
  assert.deepEqual(seen(segment), [1, 2]);
  assert.equal(session.failure.code, 'segment.locked');
});

test('the answer to an undo wins over what was foreseen', async () => {
  const { api, session, segment } = await clicked();
  api.undo = async () => ({ revision: 3, voxels: 3, millilitres: 0, changed: { start: { i: 5, j: 0, k: 0 }, end: { i: 6, j: 1, k: 1 }, bits: 'AQ==' } });
  await session.undo(segment);
  assert.deepEqual(seen(segment), [1, 2, 5]);
});

/** Clicks of segment 1 as a service keeps them; answers can be lost after the work was done. */
class Kept extends FakeApi {
  live = [101, 102, 103];
  gone = 0;
  lost = [];
  made = new Map();

  #answer(what) {
    if (this.lost[0] === what) {
      this.lost.shift();
      throw passing();
    }
    return { revision: 20 + this.asked.length, voxels: 1, millilitres: 0, changed: null };
  }

  clicks = async () => ({ clicks: this.live.map(id => ({ id, kind: 'POSITIVE', patient: { x: id, y: 0, z: 0 } })), redoable: this.gone });
  mask = async () => ({ revision: 50, box: null, bits: new Uint8Array() });

  click = async (id, n, body, key) => {
    this.asked.push(`click ${JSON.stringify(body)}`);
    if (this.refuses) {
      throw Object.assign(new Error('outside'), { status: 422, code: 'click.outside_volume' });
    }
    if (!this.made.has(key)) {
      this.made.set(key, this.live.push(200 + this.made.size));
      this.gone = 0;
    }
    return this.#answer('click');
  };

  removeClick = async (id, n, click) => {
    this.asked.push(`remove ${click}`);
    if (!this.live.includes(click)) {
      throw Object.assign(new Error('gone'), { status: 404, code: 'click.not_found' });
    }
    this.live = this.live.filter(c => c !== click);
    this.gone++;
    return this.#answer('remove');
  };

  undo = async () => {
    this.asked.push('undo');
    this.live.pop();
    this.gone++;
    return this.#answer('undo');
  };
}

async function kept() {
  const api = new Kept();
  api.found = [api.open_];
  api.segmentViews = [{ number: 1, structure: 'liver', label: 'Liver', color: '#102030' }];
  const session = await started(api);
  return { api, session, segment: session.active };
}

test('a click is moved: made anew with its sign, then the old one taken back', async () => {
  const { api, session, segment } = await kept();
  segment.clicks[0] = { lps: [1, 0, 0], positive: false, slice: true };
  assert.ok(await session.move(segment, 0, [7, 8, 9]));
  assert.deepEqual(JSON.parse(api.asked.at(-2).slice(6)), { kind: 'NEGATIVE', patient: { x: 7, y: 8, z: 9 }, extent: 'SLICE' });
  assert.equal(api.asked.at(-1), 'remove 101');
  assert.deepEqual(api.live, [102, 103, 200]);
  assert.equal(segment.clicks.length, 3);
});

for (const lost of [['click'], ['remove'], ['click', 'remove']]) {
  test(`a move whose answers are lost (${lost}) moves one click only`, async () => {
    const { api, session, segment } = await kept();
    api.lost = [...lost];
    assert.ok(await session.move(segment, 0, [7, 8, 9]));
    assert.deepEqual(api.live, [102, 103, 200]);
    assert.equal(segment.clicks.length, 3);
  });
}

test('a move to where the service refuses the click leaves the old one', async () => {
  const { api, session, segment } = await kept();
  api.refuses = true;
  assert.equal(await session.move(segment, 2, [7, 8, 9]), false);
  assert.deepEqual(api.live, [101, 102, 103]);
  assert.equal(session.failure.code, 'click.outside_volume');
});

test('an undo whose answer is lost undoes one click only', async () => {
  const { api, session, segment } = await kept();
  api.lost = ['undo'];
  assert.ok(await session.undo(segment));
  assert.deepEqual(api.live, [101, 102]);
  assert.equal(api.asked.filter(a => a === 'undo').length, 1);
  assert.equal(segment.clicks.length, 2);
});

test('a lock from another window is painted', async () => {
  const { api, session, segment } = await clicked();
  const painted = [];
  session.addEventListener('paint', ({ detail }) => painted.push(detail));
  api.segmentViews[0] = { ...api.segmentViews[0], locked: true };
  await session.heard({ type: 'segment', detail: '1' });
  assert.ok(segment.locked);
  assert.equal(painted.length, 1);
});

test('clicks for one slice say so, others do not', async () => {
  const { api, session } = await clicked();
  await session.click([3, 0, 0], true, 'spleen', true);
  const bodies = api.asked.filter(a => a.startsWith('click')).map(a => JSON.parse(a.slice(6)).extent);
  assert.deepEqual(bodies, [undefined, undefined, 'SLICE']);
});

test('an edit of the whole mask is undone by the service, and that is seen at once', async () => {
  const { api, session, segment } = await clicked();
  let undoableChanges = 0;
  api.clicks = async () => ({ clicks: [], redoable: 0, undoableChanges });
  api.edit = async (id, n, operation) => {
    api.asked.push(`edit ${operation}`);
    undoableChanges = 1;
    return { revision: 3, voxels: 1, millilitres: 0, changed: { start: { i: 2, j: 0, k: 0 }, end: { i: 3, j: 1, k: 1 }, bits: 'AA==' } };
  };
  assert.equal(await session.edit(segment, 'largest-component'), true);
  assert.equal(api.asked.at(-1), 'edit largest-component');
  assert.deepEqual(seen(segment), [1]);
  assert.ok(segment.undoable);
  const undone = session.undo(segment);
  assert.deepEqual(seen(segment), [1, 2]);
  await undone;
  assert.equal(api.asked.at(-1), 'undo 1');
});
