import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isDouble, markAt } from '../../main/viewer/deepgrow-extension/tool.js';

const mark = (place, x, y, more = {}) => ({ place, canvas: [x, y], opacity: 1, ...more });

test('a press takes hold of the nearest marker that is seen', () => {
  const marks = [mark(0, 100, 100), mark(1, 104, 100), mark(2, 103, 100, { opacity: 0.1 }), mark(undefined, 103, 100)];
  assert.equal(markAt([103, 100], marks).place, 1);
  assert.equal(markAt([99, 101], marks).place, 0);
  assert.equal(markAt([120, 100], marks), null);
  assert.equal(markAt([100, 100], [mark(0, 100, 100, { pending: true })]), null);
});

test('a second press soon and at the same place belongs to a double click', () => {
  const press = (timeStamp, clientX, clientY = 0) => ({ timeStamp, clientX, clientY });
  assert.ok(isDouble(press(0, 10), press(200, 12)));
  assert.ok(!isDouble(press(0, 10), press(200, 18)));
  assert.ok(!isDouble(press(0, 10), press(500, 10)));
});
