import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GivenUp, Queue, growing } from '../../main/viewer/deepgrow-extension/queue.js';
import { passing } from './fakes.js';

/** A queue whose pauses end when the test says so. */
function paused(options = {}) {
  const pauses = [];
  const queue = new Queue({ sleep: ms => new Promise(end => pauses.push({ ms, end })), ...options });
  const next = async () => {
    while (!pauses.length) {
      await new Promise(setImmediate);
    }
    return pauses.shift();
  };
  return { queue, next };
}

test('work runs one after the other in the order of asking', async () => {
  const queue = new Queue();
  const log = [];
  const slow = queue.run(async () => {
    await new Promise(setImmediate);
    log.push('first');
  });
  const quick = queue.run(async () => log.push('second'));
  assert.equal(queue.length, 2);
  await Promise.all([slow, quick]);
  assert.deepEqual(log, ['first', 'second']);
  assert.equal(queue.length, 0);
});

test('a passing failure is tried again, however often it comes, and is told since when', async () => {
  const { queue, next } = paused();
  let tries = 0;
  const result = queue.run(async attempt => {
    assert.equal(attempt, ++tries);
    if (tries <= 200) {
      throw passing();
    }
    return 'done';
  });
  const first = await next();
  const { since } = queue.waiting;
  first.end();
  for (let n = 2; n <= 200; n++) {
    const { end } = await next();
    assert.deepEqual([queue.waiting.since, queue.waiting.attempts], [since, n]);
    end();
  }
  assert.equal(await result, 'done');
  assert.equal(queue.waiting, null);
});

test('pauses grow up to half a minute', () => {
  assert.deepEqual([1, 2, 3, 7, 8, 500].map(growing), [300, 600, 1200, 19200, 30000, 30000]);
});

test('the service is left alone as long as it wants', async () => {
  const { queue, next } = paused();
  const failures = [Object.assign(passing(), { retryAfter: 7000 })];
  const result = queue.run(async () => {
    if (failures.length) {
      throw failures.pop();
    }
  });
  const { ms, end } = await next();
  assert.equal(ms, 7000);
  end();
  await result;
});

test('a try can be had at once', async () => {
  const { queue, next } = paused();
  let away = true;
  const result = queue.run(async () => {
    if (away) {
      throw passing();
    }
    return 'done';
  });
  await next();
  away = false;
  queue.retry();
  assert.equal(await result, 'done');
});

test('a lasting failure is given up at once and does not stop what follows', async () => {
  const queue = new Queue();
  let tries = 0;
  const lasting = queue.run(async () => {
    tries++;
    throw new Error('no');
  });
  await assert.rejects(lasting, /no/);
  assert.equal(tries, 1);
  assert.equal(await queue.run(async () => 'next'), 'next');
});

test('the user gives up the first thing that waits, and the rest goes on', async () => {
  const { queue, next } = paused();
  const first = queue.run(async () => Promise.reject(passing()));
  const second = queue.run(async () => 'second');
  await next();
  queue.giveUp();
  await assert.rejects(first, GivenUp);
  assert.equal(await second, 'second');
});

test('the user gives up everything', async () => {
  const { queue, next } = paused();
  let tried = 0;
  const all = [0, 1, 2].map(() =>
    queue.run(async () => {
      tried++;
      throw passing();
    }),
  );
  await next();
  queue.giveUp(true);
  const ends = await Promise.allSettled(all);
  assert.deepEqual(
    ends.map(end => end.status === 'rejected' && end.reason instanceof GivenUp),
    [true, true, true],
  );
  assert.equal(tried, 1);
  assert.equal(queue.length, 0);
});

test('what is given up while it is tried counts when it succeeds', async () => {
  const queue = new Queue();
  /** @type {(what: string) => void} */
  let answer = () => {};
  const running = queue.run(() => new Promise(resolve => (answer = resolve)));
  queue.giveUp(true);
  answer('there');
  assert.equal(await running, 'there');
});

test('who is not known signs in, and then it goes on', async () => {
  let known = false;
  const queue = new Queue({
    signIn: async () => {
      assert.equal(queue.waiting.failure.status, 401);
      known = true;
    },
  });
  const work = async () => {
    if (!known) {
      throw Object.assign(new Error('who'), { status: 401 });
    }
    return 'done';
  };
  assert.equal(await queue.run(work), 'done');
});

test('who waits for a thing comes before the next one runs', async () => {
  const queue = new Queue();
  const log = [];
  const first = queue.run(async () => log.push('one')).then(() => log.push('after one'));
  const second = queue.run(async () => log.push('two'));
  await Promise.all([first, second]);
  assert.deepEqual(log, ['one', 'after one', 'two']);
});
