import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeService, refused } from './fake-service.js';
import { Session } from '../../main/viewer/deepgrow-extension/session.js';
import { FakeApi, FakeStore, oneVoxel, started } from './fakes.js';

/** A session with two answered clicks on voxels (1,0,0) and (2,0,0) of segment 1. */
async function clicked() {
  const api = new FakeApi();
  const session = await started(api);
  const answers = [oneVoxel(1, 0, 0, 1), oneVoxel(2, 0, 0, 2)];
  api.click = async (id, n, body) => {
    api.asked.push(`click ${JSON.stringify(body)}`);
    return { ...(answers.shift() ?? oneVoxel(5, 0, 0, 8)), click: api.asked.length };
  };
  await session.addSegment('spleen');
  await session.click([1, 0, 0], true);
  await session.click([2, 0, 0], true);
  return { api, session, segment: session.active };
}

const seen = segment => [1, 2, 5].filter(i => segment.mask.get(i));

test('undo is seen before the service has answered, and redo too', async () => {
  const { api, session, segment } = await clicked();
  /** @type {() => void} */
  let answer;
  api.undo = () =>
    new Promise(
      resolve =>
        (answer = () =>
          resolve({
            revision: 3,
            voxels: 1,
            millilitres: 0,
            changed: { start: { i: 2, j: 0, k: 0 }, end: { i: 3, j: 1, k: 1 }, bits: 'AA==' },
          })),
    );
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
  api.undo = async () => ({
    revision: 3,
    voxels: 3,
    millilitres: 0,
    changed: { start: { i: 5, j: 0, k: 0 }, end: { i: 6, j: 1, k: 1 }, bits: 'AQ==' },
  });
  await session.undo(segment);
  assert.deepEqual(seen(segment), [1, 2, 5]);
});

/** A window on a service with three clicks in its one segment: 100, 101 and 102; what it did is on its stack. */
async function windowOn(api) {
  const session = await started(api);
  const steps = [];
  session.on('undoable', detail => steps.push(detail));
  return { session, segment: session.active, steps };
}

async function kept() {
  const api = new FakeService();
  const first = await started(api);
  for (let x = 0; x < 3; x++) {
    await first.click([x, 0, 0], true, 'liver');
  }
  const window = await windowOn(api);
  await new Promise(setImmediate); // it reads the figures
  api.calls = [];
  return { api, ...window };
}

test('an undo of a click costs the undo and the figures that follow', async () => {
  const { api, session, segment } = await kept();
  assert.ok(await session.undo(segment));
  assert.deepEqual(api.calls, ['undo', 'statistics']);
  assert.deepEqual(api.live.get(1), [100, 101]);
  assert.deepEqual(
    segment.clicks.map(c => c.id),
    [100, 101],
  );
  assert.ok(segment.again);
});

test('an undo of what cleared the segment costs no more, and brings the clicks again', async () => {
  const { api, session, segment } = await kept();
  await session.clear(segment);
  api.calls = [];
  assert.ok(await session.undo(segment));
  assert.deepEqual(api.calls, ['undo', 'statistics']);
  assert.equal(segment.clicks.length, 3);
});

test('of two windows that undo at once one does, and the other is told', async () => {
  const { api, ...one } = await kept();
  const other = await windowOn(api);
  const done = await Promise.all([one.session.undo(one.segment), other.session.undo(other.segment)]);
  assert.deepEqual(done.toSorted(), [false, true]);
  assert.deepEqual(api.live.get(1), [100, 101]);
  const late = done[0] ? other : one;
  assert.equal(late.session.failure.code, 'segment.changed');
  assert.match(late.session.failure.message, /Another window has changed this segment/);
  assert.deepEqual(
    late.segment.clicks.map(c => c.id),
    [100, 101],
  );
});

test('an undo is of what was seen when it was pressed, not of what is read before its turn', async () => {
  const { api, session, segment } = await kept();
  const other = await windowOn(api);
  await other.session.undo(other.segment);
  const heard = session.heard({ type: 'revision', detail: `1:${other.segment.revision}` });
  assert.equal(await session.undo(segment), false);
  await heard;
  assert.deepEqual(api.live.get(1), [100, 101]);
  assert.equal(session.failure.code, 'segment.changed');
});

test('two undos that are pressed one after the other take back two clicks', async () => {
  const { api, session, segment } = await kept();
  assert.deepEqual(await Promise.all([session.undo(segment), session.undo(segment)]), [true, true]);
  assert.deepEqual(api.live.get(1), [100]);
});

test('an undo takes back the click that was the last to be seen, though another window has clicked since', async () => {
  const { api, session, segment } = await kept();
  await api.click('s1', 1, {}, { key: 'of another window' });
  assert.ok(await session.undo(segment));
  assert.deepEqual(api.live.get(1), [100, 101, 103]);
  assert.deepEqual(
    segment.clicks.map(c => c.id),
    [100, 101, 103],
  );
});

for (const [name, deed] of Object.entries({
  redo: (session, segment) => session.redo(segment),
  clearing: (session, segment) => session.clear(segment),
  'an edit': (session, segment) => session.edit(segment, 'fill-holes'),
  'the removal of a click that is gone': (session, segment) => session.remove(segment, 0),
  'the move of a click that is gone': (session, segment) => session.move(segment, 0, [7, 8, 9]),
})) {
  test(`${name} is not made to what another window has changed, and that is told`, async () => {
    const { api, session, segment } = await kept();
    await api.undo('s1', 1, { key: 'this window, before' });
    await session.refresh(segment);
    await api.removeClick('s1', 1, 100, { key: 'another window' });
    const before = api.state;
    assert.equal(await deed(session, segment).catch(() => false), false);
    assert.equal(api.state, before);
    assert.equal(session.failure?.code ?? 'segment.changed', 'segment.changed');
    assert.deepEqual(
      segment.clicks.map(c => c.id),
      [101],
    );
  });
}

for (const [name, deed] of Object.entries({
  'a click': session => session.click([5, 5, 5], true),
  'the removal of another click': (session, segment) => session.remove(segment, 0),
  'a new name': (session, segment) => session.changeSegment(segment, { label: 'Milz' }),
  'a stroke': (session, segment) => (segment.drawn.set(12, true), session.stroke(segment)),
})) {
  test(`${name} goes on in what another window has changed`, async () => {
    const { api, session, segment } = await kept();
    await api.undo('s1', 1, { key: 'another window' });
    const before = api.state;
    await deed(session, segment);
    assert.notEqual(api.state, before);
    assert.equal(session.failure, null);
    assert.deepEqual(
      segment.clicks.map(c => c.id),
      api.live.get(1),
    );
  });
}

test('a change that always comes late is given up', async () => {
  const { api, session } = await kept();
  const { click } = api;
  let others = 0;
  api.click = async (id, n, body, on) => {
    await click(id, n, body, { key: `another window ${others++}` });
    return click(id, n, body, on);
  };
  assert.equal(await session.click([5, 5, 5], true), null);
  assert.equal(session.failure.code, 'segment.changed');
  assert.equal(others, 5);
});

test('a click is moved: made anew with its sign, then the old one taken back', async () => {
  const { api, session, segment } = await kept();
  const bodies = [];
  const { click } = api;
  api.click = (id, n, body, on) => (bodies.push(body), click(id, n, body, on));
  Object.assign(segment.clicks[0], { positive: false, slice: true });
  assert.ok(await session.move(segment, 0, [7, 8, 9]));
  assert.deepEqual(bodies, [{ kind: 'NEGATIVE', patient: { x: 7, y: 8, z: 9 }, extent: 'SLICE' }]);
  assert.deepEqual(
    api.calls.filter(c => c !== 'statistics'),
    ['click', 'remove'],
  );
  assert.deepEqual(api.live.get(1), [101, 102, 103]);
  assert.deepEqual(segment.clicks.at(-1), { id: 103, positive: false, lps: [7, 8, 9], slice: true });
});

test('a move that is undone is back where it was, and comes again', async () => {
  const { api, session, segment, steps } = await kept();
  await session.move(segment, 0, [7, 8, 9]);
  for (let times = 0; times < 2; times++) {
    await steps[0].undo();
    assert.deepEqual(api.live.get(1), [100, 101, 102]);
    await steps[0].redo();
    assert.deepEqual(api.live.get(1), [101, 102, 103]);
  }
});

for (const [name, deed] of Object.entries({
  'a move': (session, segment) => session.move(segment, 0, [7, 8, 9]),
  'a removal': (session, segment) => session.remove(segment, 0),
})) {
  const later = {
    'a click': session => session.click([5, 5, 5], true),
    'a stroke': (session, segment) => (segment.drawn.set(12, true), session.strokes([segment])),
    'another removal': (session, segment) => session.remove(segment, 1),
    'another move': (session, segment) => session.move(segment, 1, [4, 4, 4]),
  };
  for (const [then, next] of Object.entries(later)) {
    test(`${name} is undone by what it was, though ${then} was made and undone since, and both come again`, async () => {
      const { api, session, segment, steps } = await kept();
      const states = [api.state];
      await deed(session, segment);
      states.push(api.state);
      await next(session, segment);
      await steps[1].result;
      states.push(api.state);
      for (let times = 0; times < 2; times++) {
        await steps[1].undo();
        assert.equal(api.state, states[1]);
        await steps[0].undo();
        assert.equal(api.state, states[0]);
        await steps[0].redo();
        assert.equal(api.state, states[1]);
        await steps[1].redo();
        assert.equal(api.state, states[2]);
        assert.deepEqual(
          segment.clicks.map(c => c.id),
          api.live.get(1),
        );
      }
    });
  }
}

test('the undo of a move that waits is sent by the next page', async () => {
  const { api, session, segment, steps } = await kept();
  await session.move(segment, 0, [7, 8, 9]);
  const { store } = session.outbox;
  const left = [];
  store.put = async record => left.push(structuredClone(record));
  api.faults = [{ name: 'back', when: 'before' }];
  session.queue.sleep = () => new Promise(() => {}); // the page ends here
  steps[0].undo();
  while (!session.queue.waiting) {
    await new Promise(setImmediate);
  }
  const next = new Session(api, '1.2', '1.2.3', { store: new FakeStore() });
  next.outbox.store.put({ ...left.at(-1), id: 'again' });
  await next.start();
  while (next.outbox.count) {
    await new Promise(setImmediate);
  }
  assert.deepEqual(api.live.get(1), [100, 101, 102]);
  assert.equal(api.calls.filter(c => c === 'click').length, 2); // the second is the answer to the first
});

for (const lost of [['click'], ['remove'], ['click', 'remove']]) {
  test(`a move whose answers are lost (${lost}) moves one click only`, async () => {
    const { api, session, segment } = await kept();
    api.faults = lost.map(name => ({ name, when: 'after' }));
    assert.ok(await session.move(segment, 0, [7, 8, 9]));
    assert.deepEqual(api.live.get(1), [101, 102, 103]);
    assert.equal(segment.clicks.length, 3);
  });
}

test('a move to where the service refuses the click leaves the old one', async () => {
  const { api, session, segment } = await kept();
  api.click = async () => Promise.reject(refused(422, 'click.outside_volume'));
  assert.equal(await session.move(segment, 2, [7, 8, 9]), false);
  assert.deepEqual(api.live.get(1), [100, 101, 102]);
  assert.equal(session.failure.code, 'click.outside_volume');
});

test('an undo whose answer is lost undoes one click only', async () => {
  const { api, session, segment } = await kept();
  api.faults = [{ name: 'undo', when: 'after' }];
  assert.ok(await session.undo(segment));
  assert.deepEqual(api.live.get(1), [100, 101]);
  assert.equal(segment.clicks.length, 2);
});

test('a lock from another window is painted', async () => {
  const { api, session, segment } = await clicked();
  const painted = [];
  session.on('paint', detail => painted.push(detail));
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

test('an edit that changes nothing is no step, and the undo after it is seen at once', async () => {
  const { api, session, segment } = await clicked();
  api.edit = async (id, n, operation, { revision }) => ({ revision, voxels: 2, millilitres: 0, changed: null });
  assert.equal(await session.edit(segment, 'fill-holes'), false);
  const undone = session.undo(segment);
  assert.deepEqual(seen(segment), [1]);
  await undone;
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
