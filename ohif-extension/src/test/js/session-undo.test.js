import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FakeApi, oneVoxel, passing, started } from './fakes.js';

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

/** Clicks of segment 1 as a service keeps them; answers can be lost after the work was done. */
class Kept extends FakeApi {
  live = [101, 102, 103];
  gone = 0;
  undone = [];
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
      this.undone = [];
    }
    return this.#answer('click');
  };

  removeClick = async (id, n, click) => {
    this.asked.push(`remove ${click}`);
    if (!this.live.includes(click)) {
      throw Object.assign(new Error('gone'), { status: 404, code: 'click.not_found' });
    }
    this.live = this.live.filter(c => c !== click);
    this.undone.push(click);
    this.gone++;
    return this.#answer('remove');
  };

  undo = async () => {
    this.asked.push('undo');
    this.undone.push(this.live.pop());
    this.gone++;
    return this.#answer('undo');
  };

  redo = async () => {
    this.asked.push('redo');
    this.live = [...this.live, this.undone.pop()].sort((a, b) => a - b);
    this.gone--;
    return this.#answer('redo');
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

test('a move that is undone is back where it was, and comes again', async () => {
  const { api, session, segment } = await kept();
  let step;
  session.addEventListener('undoable', ({ detail }) => (step = detail));
  await session.move(segment, 0, [7, 8, 9]);
  for (let times = 0; times < 2; times++) {
    await step.undo();
    assert.deepEqual(api.live, [101, 102, 103]);
    await step.redo();
    assert.deepEqual(api.live, [102, 103, 200]);
  }
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
