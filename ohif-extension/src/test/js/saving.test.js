import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GivenUp } from '../../main/viewer/deepgrow-extension/queue.js';
import { Saving } from '../../main/viewer/deepgrow-extension/saving.js';
import { savedWords } from '../../main/viewer/deepgrow-extension/words.js';

/** Saves in a session that the service has acknowledged, and follows it through these states. */
function run(states) {
  const seen = [];
  const stored = [];
  const session = { id: 's', content: '1 1 Spleen', savedContent: '1 1 Spleen' };
  const api = {
    result: async () => {
      const next = states.shift();
      if (next instanceof Error) {
        throw next;
      }
      return { id: 'r', ...next };
    },
  };
  const saving = new Saving(api, {
    pause: 1,
    onChange: () => seen.push(saving.of(session).state),
    onStored: result => stored.push(result.state),
  });
  const save = (sent = Promise.resolve({ id: 'r', state: 'PENDING' })) => saving.follow(session, sent);
  return { saving, save, session, seen, stored };
}

test('a result is followed until it is verified, and shown once', async () => {
  const { save, seen, stored } = run([{ state: 'STORED' }, { state: 'VERIFIED' }]);
  assert.equal((await save()).state, 'VERIFIED');
  assert.deepEqual(seen, ['SENDING', 'PENDING', 'STORED', 'VERIFIED']);
  assert.deepEqual(stored, ['STORED']);
});

test('a service that is away while saving is asked again', async () => {
  const away = Object.assign(new Error('The service does not answer'), { passing: true });
  const { save } = run([away, { state: 'VERIFIED' }]);
  assert.equal((await save()).state, 'VERIFIED');
});

test('a refusal ends it with the words of the PACS', async () => {
  const { save, stored } = run([{ state: 'REJECTED', reason: 'quota' }]);
  const result = await save();
  assert.match(savedWords(result), /did not take it: quota. The masks are kept/);
  assert.deepEqual(stored, []);
});

test('a result that waits for a review is not followed any longer', async () => {
  const { save, seen, stored } = run([]);
  const result = await save(Promise.resolve({ id: 'r', state: 'AWAITING_REVIEW' }));
  assert.match(savedWords(result), /once a reviewer has accepted it/);
  assert.deepEqual(seen, ['SENDING', 'AWAITING_REVIEW']);
  assert.deepEqual(stored, []);
});

test('a PACS that is away is told with the number of tries', () => {
  assert.match(savedWords({ state: 'PENDING', reason: 'no answer', attempts: 1 }), /after 1 try\. It is kept and sent again/);
  assert.match(savedWords({ state: 'PENDING', attempts: 0 }), /waiting for the PACS/);
});

test('what is given up before the service has it is told', async () => {
  const { save } = run([]);
  const result = await save(Promise.reject(new GivenUp('given up')));
  assert.match(savedWords(result), /was given up\. The masks are kept/);
});

test('what changed since it was saved is known', () => {
  const { saving, session } = run([]);
  assert.ok(!saving.outdated(session));
  session.content = '1 2 Spleen';
  assert.ok(saving.outdated(session));
});

test('what waits for a review is followed again once that is decided', async () => {
  const { saving, save, session, seen } = run([{ state: 'PENDING' }, { state: 'VERIFIED' }]);
  const result = await save(Promise.resolve({ id: 'r', state: 'AWAITING_REVIEW' }));
  assert.match(savedWords(result), /once a reviewer has accepted it/);
  await saving.goOn(session);
  assert.equal(saving.of(session).state, 'VERIFIED');
  assert.ok(seen.includes('AWAITING_REVIEW'));
  await saving.goOn(session);
  assert.equal(saving.of(session).state, 'VERIFIED');
});
