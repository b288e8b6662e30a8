import assert from 'node:assert/strict';
import { test } from 'node:test';
import { History } from '../../main/viewer/deepgrow-extension/history.js';
import { Session } from '../../main/viewer/deepgrow-extension/session.js';
import { FakeService } from './fake-service.js';
import { FakeStore, started } from './fakes.js';

const drawing = {
  shape: 'SCRIBBLE',
  points: [
    [1, 2, 3],
    [4, 5, 6],
  ],
  positive: true,
  slice: false,
  middle: [1, 2, 3],
  outline: [[1, 2, 3]],
};

async function session() {
  const api = new FakeService();
  const steps = [];
  const opened = await started(api);
  opened.on('undoable', step => steps.push(step));
  await opened.addSegment('liver');
  return { api, opened, steps };
}

const ids = opened => opened.active.clicks.map(c => c.id);

test('what is drawn is one request, several clicks and one step of undo', async () => {
  const { api, opened, steps } = await session();
  await opened.click([0, 0, 0], true);
  api.calls = [];
  await opened.prompt(drawing, 'liver');
  assert.deepEqual(
    api.calls.filter(call => call !== 'statistics'),
    ['prompt', 'clicks'],
  );
  assert.deepEqual(ids(opened), [100, 101, 102, 103]);
  assert.equal(steps.length, 2);
  await steps[1].undo();
  assert.deepEqual(ids(opened), [100]);
  assert.deepEqual(api.kept[0].live, [100]);
  await steps[1].redo();
  assert.deepEqual(ids(opened), [100, 101, 102, 103]);
  assert.deepEqual(api.kept[0].live, [100, 101, 102, 103]);
});

test('what is drawn begins a segment where there is none, of the structure that is chosen', async () => {
  const api = new FakeService();
  const opened = await started(api);
  await opened.prompt(drawing, 'spleen');
  assert.equal(opened.active.structure, 'spleen');
  assert.equal(ids(opened).length, 3);
});

test('a line is seen until it is answered', async () => {
  const { opened } = await session();
  const done = opened.prompt(drawing, 'liver');
  assert.deepEqual(opened.pending[0].line, { outline: [[1, 2, 3]], closed: false });
  await done;
  assert.equal(opened.pending.length, 0);
});

test('what is drawn counts once though its answer is lost', async () => {
  const { api, opened } = await session();
  api.faults = [{ name: 'prompt', when: 'after' }];
  await opened.prompt(drawing, 'liver');
  assert.deepEqual(api.kept[0].live, [100, 101, 102]);
  assert.deepEqual(ids(opened), [100, 101, 102]);
});

test('what was drawn before a reload is sent by the page after it', async () => {
  const api = new FakeService();
  const store = new FakeStore();
  const open = async () => {
    const opened = new Session(api, '1.2', '1.2.3', { store });
    opened.queue.sleep = () => new Promise(() => {});
    return opened.start();
  };
  const first = await open();
  await first.addSegment('liver');
  api.faults = [{ name: 'prompt', when: 'before' }];
  first.prompt(drawing, 'liver').catch(() => {});
  await new Promise(resolve => setTimeout(resolve, 20));
  const left = [...store.records.values()];
  assert.equal(left.length, 1);
  store.records = new Map(left.map(record => [`${record.id}2`, { ...record, id: `${record.id}2`, tab: 'gone' }]));
  const tab = { id: 'new', heirOf: async () => true };
  const second = new Session(api, '1.2', '1.2.3', { store, tab });
  await second.start();
  await second.queue.run(async () => {});
  assert.deepEqual(api.kept[0].live, [100, 101, 102]);
});

test('undo after a reload takes back all that was drawn, and redo brings it', () => {
  const history = new History();
  const click = (id, more = {}) => ({ id, kind: 'POSITIVE', patient: { x: id, y: 0, z: 0 }, ...more });
  history.read({ clicks: [click(1), click(2, { prompt: 2 }), click(3, { prompt: 2 })], redoable: 0 });
  assert.equal(history.remove(3), true);
  history.undo();
  assert.deepEqual(
    history.clicks.map(c => c.id),
    [1],
  );
  assert.equal(history.redoable, 2);
  history.redo();
  assert.deepEqual(
    history.clicks.map(c => c.id),
    [1, 2],
  );
  history.redo();
  assert.deepEqual(
    history.clicks.map(c => c.id),
    [1, 2, 3],
  );
  assert.equal(history.again, false);
  history.undo();
  assert.equal(history.restore(history.clicks[0] && { id: 3, positive: true, lps: [3, 0, 0], slice: false, prompt: 2 }), true);
  assert.deepEqual([history.redoable, history.clicks.map(c => c.id)], [1, [1, 3]]);
});
