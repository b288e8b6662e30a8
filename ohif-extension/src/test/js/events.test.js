import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listen, parser } from '../../main/viewer/deepgrow-extension/events.js';

function parsed(...chunks) {
  const all = [];
  const feed = parser(data => all.push(data));
  chunks.forEach(feed);
  return all;
}

test('events are split at empty lines, also within chunks', () => {
  assert.deepEqual(parsed('data: {"a":1}\n\nda', 'ta: {"b":2}\n', '\n'), ['{"a":1}', '{"b":2}']);
});

test('other lines, comments and carriage returns do not matter', () => {
  assert.deepEqual(parsed(':hi\r\n\r\nevent: x\r\nid: 4\r\ndata:1\r\ndata:2\r\n\r\n'), ['1\n2']);
});

test('an unfinished event is not told', () => {
  assert.deepEqual(parsed('data: 1\n'), []);
});

/** Listens to these streams, one after the other, until n is the last; what was heard and which ids were sent. */
async function listened(streams, until, lastEvent = 6) {
  const stop = new AbortController();
  const heard = [];
  const sent = [];
  const api = {
    async send(method, path, { headers }) {
      sent.push(headers['Last-Event-ID']);
      const next = streams.shift();
      if (next instanceof Error) {
        throw next;
      }
      return new Response(next);
    },
  };
  const onEvent = ({ n }) => {
    heard.push(n);
    n === until && stop.abort();
  };
  await listen(api, { id: 's', lastEvent }, onEvent, stop.signal, { onGap: () => heard.push('gap'), pause: 0 });
  return { heard, sent };
}

test('the first stream begins after the last event of when the session was read, also in a session without any', async () => {
  const { sent } = await listened([new Error('away'), 'id: 1\ndata: {"n":1}\n\n'], 1, 0);
  assert.deepEqual(sent, ['0', '0']);
});

test('a stream that breaks goes on after the last event, and nothing counts as missed', async () => {
  const { heard, sent } = await listened(['id: 7\ndata: {"n":1}\n\ndata: {"type":"ping"}\n\n', 'id: 8\ndata: {"n":2}\n\n'], 2);
  assert.deepEqual(heard, [1, undefined, 2]);
  assert.deepEqual(sent, ['6', '7']);
});

test('what the service no longer keeps is told as a gap, once', async () => {
  const { heard, sent } = await listened(['id: 7\ndata: {"n":1}\n\n', 'id: 40\ndata: {"type":"gap"}\n\n', 'id: 41\ndata: {"n":2}\n\n'], 2);
  assert.deepEqual(heard, [1, 'gap', 2]);
  assert.deepEqual(sent, ['6', '7', '40']);
});
