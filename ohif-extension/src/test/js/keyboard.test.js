import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KeyCursor, Keyboard, ownKeys, typing } from '../../main/viewer/deepgrow-extension/keyboard.js';

function setUp() {
  const done = [];
  const viewport = { canvas: { clientWidth: 100, clientHeight: 60 }, canvasToWorld: ([x, y]) => [x, y, 7] };
  const viewports = { active: 'v1', activeId: () => viewports.active, viewport: () => viewport, redrawMarkers: () => {} };
  const controller = {
    click: (id, lps) => done.push(['click', id, ...lps]),
    cancel: () => done.push(['cancel']),
    peek: on => done.push(['peek', on]),
  };
  const cursor = new KeyCursor(viewports);
  return { done, viewports, cursor, keyboard: new Keyboard(controller, cursor) };
}

const press = (key, more = {}) => ({ key, target: { tagName: 'DIV' }, ...more });

test('arrows with Shift move a cursor from the middle, Enter clicks there', () => {
  const { keyboard, done } = setUp();
  assert.ok(!keyboard.down(press('Enter', { shiftKey: true })));
  assert.ok(keyboard.down(press('ArrowLeft', { shiftKey: true })));
  keyboard.down(press('ArrowLeft', { shiftKey: true }));
  keyboard.down(press('ArrowDown', { shiftKey: true, ctrlKey: true }));
  assert.ok(keyboard.down(press('Enter', { shiftKey: true })));
  assert.deepEqual(done, [['click', 'v1', 42, 31, 7]]);
});

test('the cursor stays in its viewport and begins anew in another', () => {
  const { keyboard, viewports, cursor } = setUp();
  for (let n = 0; n < 30; n++) {
    keyboard.down(press('ArrowUp', { shiftKey: true }));
  }
  assert.deepEqual(cursor.at, [50, 0]);
  viewports.active = 'v2';
  keyboard.down(press('ArrowUp', { shiftKey: true }));
  assert.deepEqual([cursor.viewportId, cursor.at], ['v2', [50, 30]]);
});

test('Escape gives up what waits, hides the cursor and leaves the key to the viewer', () => {
  const { keyboard, done, cursor } = setUp();
  keyboard.down(press('ArrowUp', { shiftKey: true }));
  assert.ok(!keyboard.down(press('Escape')));
  assert.equal(cursor.lps, null);
  assert.deepEqual(done, [['cancel']]);
});

test('X shows the mask from before while it is held', () => {
  const { keyboard, done } = setUp();
  assert.ok(keyboard.down(press('x')));
  keyboard.up(press('x'));
  assert.deepEqual(done, [
    ['peek', true],
    ['peek', false],
  ]);
});

test('keys that are typed into a field are left alone, also in the panel', () => {
  const { keyboard, done } = setUp();
  const field = { tagName: 'INPUT', type: 'text' };
  assert.ok(!keyboard.down({ ...press('x'), composedPath: () => [field] }));
  assert.deepEqual(done, []);
  assert.ok(typing({ composedPath: () => [field] }));
  assert.ok(!typing({ composedPath: () => [{ tagName: 'INPUT', type: 'range' }] }));
  assert.ok(!typing({ target: { tagName: 'BUTTON' } }));
});

test('sliders, menus and fields have their own use for the keys that scroll, buttons do not', () => {
  const on = (tagName, more = {}) => ownKeys({ composedPath: () => [{ tagName, getAttribute: () => more.role ?? null, ...more }] });
  assert.ok(on('INPUT', { type: 'range' }) && on('INPUT') && on('SELECT') && on('SPAN', { role: 'slider' }));
  assert.ok(!on('BUTTON') && !on('DIV', { role: 'region' }));
});
