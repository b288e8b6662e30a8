import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadingTask } from '../../main/viewer/deepgrow-extension/reading-task.js';
import { dueWords, taskWords } from '../../main/viewer/deepgrow-extension/words.js';
import { refused } from './fake-service.js';

const VIEW = {
  id: 't1',
  state: 'CLAIMED',
  studyUid: '1.2',
  seriesUid: '1.2.3',
  structures: ['spleen', 'liver'],
  priority: 5,
  reason: '',
  mine: true,
};

/** A service with one task, and what was called of it. */
function fake({ task = VIEW, steps = {}, next = /** @type {object | null} */ (null), mine = /** @type {object[]} */ ([]) } = {}) {
  const calls = [];
  const api = {
    task: async id => (calls.push(`get ${id}`), task),
    taskStep: async (id, step) => {
      calls.push(`${step} ${id}`);
      const after = { claim: 'CLAIMED', start: 'STARTED', heartbeat: 'STARTED', submit: 'SUBMITTED', release: 'OPEN' };
      if (steps[step] instanceof Error) {
        throw steps[step];
      }
      return { ...task, state: after[step], mine: step !== 'release', session: 's1', ...steps[step] };
    },
    nextTask: async () => (calls.push('next'), next),
    myTasks: async () => ({ tasks: mine }),
  };
  return { api, calls };
}

function opened(service, search = '?StudyInstanceUIDs=1.2&task=t1') {
  const went = [];
  const task = new ReadingTask(service.api, { pathname: '/deepgrow', search, assign: url => went.push(url) });
  return { task, went };
}

const session = (structures, filled = []) => ({
  id: 's1',
  segments: structures.map((structure, n) => ({ number: n + 1, structure, voxels: filled.includes(structure) ? 1 : 0, clicks: [] })),
  active: 0,
  saved: [],
  activate(number) {
    this.active = number;
  },
  async addSegment(structure) {
    this.segments.push({ number: this.segments.length + 1, structure, voxels: 0 });
  },
  async save(name) {
    this.saved.push(name);
  },
});

async function within(work) {
  const { task } = work;
  try {
    await task.open();
    return work;
  } finally {
    task.leave();
  }
}

test('a task that is mine is started, and its series is marked in its session', async () => {
  const service = fake();
  const { task } = await within(opened(service));
  assert.deepEqual(service.calls.slice(0, 2), ['get t1', 'start t1']);
  assert.equal(await task.sessionOf('1.2.3'), 's1');
  assert.equal(await task.sessionOf('1.2.4'), undefined);
});

test('a task that came back is taken again, one that nobody has only when the reader wants it', async () => {
  const returned = fake({ task: { ...VIEW, state: 'RETURNED', takeable: true } });
  await within(opened(returned));
  assert.deepEqual(returned.calls.slice(0, 3), ['get t1', 'claim t1', 'start t1']);

  const open = fake({ task: { ...VIEW, state: 'OPEN', mine: false, takeable: true } });
  const { task, went } = await within(opened(open));
  const taken = () => open.calls.filter(call => !call.startsWith('get'));
  assert.deepEqual(taken(), []);
  assert.equal(task.held, false);
  await task.take();
  assert.deepEqual(taken(), ['claim t1', 'start t1']);
  assert.deepEqual(went, ['/deepgrow?StudyInstanceUIDs=1.2&task=t1']);
});

test('without a task in the address nothing is taken, and what is mine is listed by what is due', async () => {
  const of = (id, more) => ({ ...VIEW, id, ...more });
  const service = fake({
    mine: [
      of('a', { priority: 9 }),
      of('b', { due: '2026-12-02T00:00:00Z' }),
      of('c', { due: '2026-12-01T00:00:00Z' }),
      of('d', { state: 'DONE' }),
      of('e', { connection: 'north' }),
    ],
  });
  const { task } = await within(opened(service, '?StudyInstanceUIDs=1.2'));
  assert.deepEqual(service.calls, []);
  assert.deepEqual(
    task.others.map(({ id }) => id),
    ['c', 'b', 'a'],
  );
});

test('the first structure that is not marked is worked on; one without a segment gets it on a click', async () => {
  const { task } = await within(opened(fake()));
  const begun = session(['spleen', 'liver'], ['spleen']);
  assert.equal(task.begin(begun), undefined);
  assert.equal(begun.active, 2);
  const bare = session([]);
  await task.work(bare, 'liver');
  assert.deepEqual(
    bare.segments.map(({ structure }) => structure),
    ['liver'],
  );
});

test('what the machine has begun is what the reader sees first', async () => {
  const { task } = await within(opened(fake()));
  const begun = session(['spleen', 'liver'], ['liver']);
  begun.segments[1].clicks = [{ lps: [1, 2, 3] }, { lps: [4, 5, 6] }];
  assert.deepEqual(task.begin(begun), [1, 2, 3]);
  assert.equal(begun.active, 1);
  assert.equal(task.begin({ ...begun, id: 'another' }), undefined);
});

test('save and next saves, submits, takes the next one and opens it by a full load', async () => {
  const service = fake({ next: { ...VIEW, id: 't2', studyUid: '1.9' } });
  const { task, went } = await within(opened(service));
  const work = session(['spleen'], ['spleen']);
  service.calls.length = 0;
  await task.saveAndNext(work, 'Segmentation: Spleen');
  assert.deepEqual(work.saved, ['Segmentation: Spleen']);
  assert.deepEqual(service.calls, ['submit t1', 'next']);
  assert.deepEqual(went, ['/deepgrow?StudyInstanceUIDs=1.9&task=t2']);
});

test('nothing is submitted that could not be saved, and the reader is told why', async () => {
  const service = fake();
  const { task, went } = await within(opened(service));
  service.calls.length = 0;
  const work = session(['spleen'], ['spleen']);
  work.save = async () => Promise.reject(new Error('The session is closed'));
  await task.saveAndNext(work, '');
  assert.deepEqual(service.calls, []);
  assert.deepEqual(went, []);
  assert.equal(task.said, 'The session is closed');
  assert.equal(task.busy, false);
});

test('where nothing follows the reader is told so and stays', async () => {
  const { task, went } = await within(opened(fake()));
  await task.next();
  assert.deepEqual(went, []);
  assert.match(task.said, /nothing more to do/);
});

test('a claim that has passed is told, a service that is away is no loss', async () => {
  const away = fake({ steps: { heartbeat: Object.assign(new Error('away'), { code: 'network' }) } });
  assert.equal((await within(opened(away))).task.held, true);
  const taken = fake({ steps: { heartbeat: refused(409, 'task.taken') } });
  const { task } = await within(opened(taken));
  assert.equal(task.held, false);
  assert.equal(task.lost, 'task.taken');
  assert.equal(await task.sessionOf('1.2.3'), undefined);
});

test('what comes back from a reviewer while the page is open is offered again', async () => {
  const service = fake();
  const { task, went } = await within(opened(service));
  await task.saveAndNext(session(['spleen'], ['spleen']), '');
  assert.equal(task.view?.state, 'SUBMITTED');
  service.api.task = async () => ({ ...VIEW, state: 'RETURNED', takeable: true, session: 's1' });
  await task.beat();
  assert.equal(task.view?.state, 'RETURNED');
  assert.deepEqual(went, []);
});

test('what is released is nobody’s', async () => {
  const { task } = await within(opened(fake()));
  await task.release();
  assert.equal(task.held, false);
  assert.equal(task.view?.state, 'OPEN');
});

test('words say where it stands and until when it is due', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  assert.equal(dueWords(undefined, now), '');
  assert.equal(dueWords('2026-11-29T12:30:00Z', now), 'due in 30 min');
  assert.equal(dueWords('2026-11-29T17:00:00Z', now), 'due in 5 h');
  assert.equal(dueWords('2026-12-03T12:00:00Z', now), 'due in 4 days');
  assert.equal(dueWords('2026-11-29T10:00:00Z', now), '2 h late');
  const view = /** @type {ReadingTaskView} */ (VIEW);
  assert.equal(taskWords(view), 'Yours.');
  assert.equal(taskWords({ ...view, state: 'STARTED', mine: false }), 'Somebody else has this task.');
  assert.match(taskWords({ ...view, state: 'RETURNED' }), /Returned/);
});
