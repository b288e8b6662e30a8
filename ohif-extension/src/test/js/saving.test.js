import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Queue } from '../../main/viewer/deepgrow-extension/queue.js';
import { Saving } from '../../main/viewer/deepgrow-extension/saving.js';
import { savedWords } from '../../main/viewer/deepgrow-extension/words.js';

function run(states) {
  const seen = [];
  const stored = [];
  const synced = [];
  const named = [];
  const session = { id: 's', content: '1 1 Spleen', queue: new Queue(), sync: async () => synced.push(1) };
  const api = {
    save: async (id, name) => (named.push(name), { id: 'r', state: 'PENDING' }),
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
  return { saving, session, seen, stored, synced, named };
}

test('a result is followed until it is verified, and shown once', async () => {
  const { saving, session, seen, stored, synced } = run([{ state: 'STORED' }, { state: 'VERIFIED' }]);
  assert.equal((await saving.save(session)).state, 'VERIFIED');
  assert.deepEqual(seen, ['PENDING', 'STORED', 'VERIFIED']);
  assert.deepEqual(stored, ['STORED']);
  assert.equal(synced.length, 1);
});

test('a service that is away while saving is asked again', async () => {
  const away = Object.assign(new Error('The service does not answer'), { passing: true });
  const { saving, session } = run([away, { state: 'VERIFIED' }]);
  assert.equal((await saving.save(session)).state, 'VERIFIED');
});

test('a refusal ends it with the words of the PACS', async () => {
  const { saving, session, stored } = run([{ state: 'REJECTED', reason: 'quota' }]);
  const result = await saving.save(session);
  assert.match(savedWords(result), /did not take it: quota. The masks are kept/);
  assert.deepEqual(stored, []);
});

test('a PACS that is away is told with the number of tries', () => {
  assert.match(savedWords({ state: 'PENDING', reason: 'no answer', attempts: 1 }), /after 1 try\. It is kept and sent again/);
  assert.match(savedWords({ state: 'PENDING', attempts: 0 }), /waiting for the PACS/);
});

test('what changed since it was saved is known', async () => {
  const { saving, session, named } = run([{ state: 'VERIFIED' }]);
  assert.ok(saving.outdated(session));
  await saving.save(session, 'Milz');
  assert.deepEqual(named, ['Milz']);
  assert.ok(!saving.outdated(session));
  session.content = '1 2 Spleen';
  assert.ok(saving.outdated(session));
});
