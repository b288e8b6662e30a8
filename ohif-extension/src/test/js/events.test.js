import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parser } from '../../main/viewer/deepgrow-extension/events.js';

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
