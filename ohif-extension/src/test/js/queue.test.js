import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from '../../main/viewer/deepgrow-extension/queue.js';
import { passing } from './fakes.js';

test('work runs one after the other in the order of asking', async () => {
  const queue = new Queue();
  const log = [];
  const slow = queue.run(async () => {
    await new Promise(resolve => setTimeout(resolve, 20));
    log.push('first');
  });
  const quick = queue.run(async () => log.push('second'));
  assert.equal(queue.length, 2);
  await Promise.all([slow, quick]);
  assert.deepEqual(log, ['first', 'second']);
  assert.equal(queue.length, 0);
});

test('a passing failure is tried again and told', async () => {
  const told = [];
  const queue = new Queue({ pauses: [1, 1], onRetry: (_, attempt) => told.push(attempt) });
  let tries = 0;
  const result = await queue.run(async () => {
    tries++;
    if (tries < 3) {
      throw passing();
    }
    return 'done';
  });
  assert.equal(result, 'done');
  assert.deepEqual(told, [1, 2]);
});

test('a lasting failure is given up at once and does not stop what follows', async () => {
  const queue = new Queue({ pauses: [1, 1] });
  let tries = 0;
  await assert.rejects(
    queue.run(async () => {
      tries++;
      throw new Error('no');
    }),
    /no/
  );
  assert.equal(tries, 1);
  assert.equal(await queue.run(async () => 'next'), 'next');
});

test('passing failures end with the pauses', async () => {
  const queue = new Queue({ pauses: [1] });
  await assert.rejects(queue.run(async () => Promise.reject(passing())), /away/);
});
