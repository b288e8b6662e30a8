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

test('a stream that breaks is opened again, and the gap is told', async () => {
  const stop = new AbortController();
  const heard = [];
  const streams = ['data: {"n":1}\n\n', new Error('away'), 'data: {"n":2}\n\n', 'data: {"n":3}\n\n'];
  const api = {
    async send() {
      const next = streams.shift();
      if (next instanceof Error) {
        throw next;
      }
      return new Response(next);
    },
  };
  const onEvent = ({ n }) => {
    heard.push(n);
    n === 3 && stop.abort();
  };
  await listen(api, 's', onEvent, stop.signal, { onGap: () => heard.push('gap'), pause: 0 });
  assert.deepEqual(heard, [1, 'gap', 2, 'gap', 3]);
});

/** Listens to these streams, one after the other, until n is the last; what was heard and which ids were sent. */
async function listened(streams, until) {
  const stop = new AbortController();
  const heard = [];
  const sent = [];
  const api = {
    async send(method, path, { headers }) {
      sent.push(headers['Last-Event-ID'] ?? null);
      return new Response(streams.shift());
    },
  };
  const onEvent = ({ n }) => {
    heard.push(n);
    n === until && stop.abort();
  };
  await listen(api, 's', onEvent, stop.signal, { onGap: () => heard.push('gap'), pause: 0 });
  return { heard, sent };
}

test('a stream that breaks goes on after the last event, and nothing counts as missed', async () => {
  const { heard, sent } = await listened(['id: 7\ndata: {"n":1}\n\ndata: {"type":"ping"}\n\n', 'id: 8\ndata: {"n":2}\n\n'], 2);
  assert.deepEqual(heard, [1, undefined, 2]);
  assert.deepEqual(sent, [null, '7']);
});

test('what the service no longer keeps is told as a gap, once', async () => {
  const { heard, sent } = await listened(['id: 7\ndata: {"n":1}\n\n', 'id: 40\ndata: {"type":"gap"}\n\n', 'id: 41\ndata: {"n":2}\n\n'], 2);
  assert.deepEqual(heard, [1, 'gap', 2]);
  assert.deepEqual(sent, [null, '7', '40']);
});
