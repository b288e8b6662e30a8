import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeApi, passing, started } from './fakes.js';

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
  assert.deepEqual(session.active.clicks, [{ id: 41, positive: false, lps: [1, 2, 3], slice: false }]);
  assert.equal(session.active.history.redoable, 1);
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
  assert.deepEqual(
    clicks(api).map(c => c.split(' ')[2]),
    ['POSITIVE', 'NEGATIVE'],
  );
  assert.equal(session.active.clicks.length, 2);
});

test('a click is marked at once and painted when answered', async () => {
  const session = await started(new FakeApi());
  const painted = [];
  session.on('paint', detail => painted.push(detail));
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

test("another window's click is read again, our own is not", async () => {
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
  api.clicks = async () => (read++, { ...(await clicks()), revision: revision + 1 });
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
  assert.equal(api.asked.at(-1), 'remove 1 73');
});

test('clicks that were not sent are given up, the one that runs is not', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.addSegment('spleen');
  const all = [1, 2, 3].map(x => session.click([x, 0, 0], true, 'spleen'));
  await new Promise(setImmediate);
  const { click } = api;
  /** @type {() => void} */
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
  session.on('paint', detail => painted.push(detail));
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
  assert.equal(
    session.active.mask.bits.reduce((sum, byte) => sum + byte.toString(2).replaceAll('0', '').length, 0),
    2,
  );
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

test('what happens while a session is read is heard when it is followed', async () => {
  const api = new FakeApi();
  const events = [4, 5, 6].map(n => ({ n, type: 'segment', detail: '1' }));
  api.segments = async () => (events.push({ n: 7, type: 'session', detail: 'CLOSED' }), []); // by another window
  const stop = new AbortController();
  let streams = 0;
  api.send = async (method, path, { headers }) => {
    ++streams > 1 && stop.abort();
    const last = headers['Last-Event-ID'] ?? Infinity; // a stream without it begins with what comes now
    const missed = events.filter(({ n }) => n > last);
    return new Response(missed.map(({ n, ...event }) => `id: ${n}\ndata: ${JSON.stringify(event)}\n\n`).join(''));
  };
  api.open_.lastEvent = 6;
  const session = await started(api);
  await session.follow(stop.signal, { pause: 0 });
  assert.equal(session.state, 'CLOSED');
});

test('what a reviewer says is read when it is heard of', async () => {
  const api = new FakeApi();
  const session = await started(api);
  assert.equal(session.review, null);
  let told = 0;
  session.on('reviewed', () => told++);
  api.session = async () => ({ ...api.open_, review: { state: 'RETURNED', comment: 'The lower pole', reviewer: 'rosalind' } });
  await session.heard({ type: 'review', detail: 'RETURNED' });
  assert.equal(session.review.comment, 'The lower pole');
  assert.equal(told, 1);
});

test('a locked segment takes no click and no drawing, and is named without asking the service', async () => {
  const api = new FakeApi();
  const session = await started(api);
  await session.addSegment('liver');
  session.update(session.active, { ...session.active, locked: true });
  api.asked = [];
  assert.equal(await session.click([1, 0, 0], true), null);
  assert.match(session.failure.message, /^liver is locked/);
  const line = { shape: 'SCRIBBLE', points: [], positive: true, slice: false, middle: [0, 0, 0], outline: [] };
  assert.equal(await session.prompt(line, 'liver'), null);
  assert.deepEqual(api.asked, []);
});
