import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepSteady } from '../../main/viewer/deepgrow-extension/steady.js';

function setUp() {
  const root = new EventTarget();
  const host = {};
  const holder = { scrollTop: 0, contains: what => what === host };
  const clock = { now: 5000 };
  const end = keepSteady(host, root, () => clock.now);
  const scroll = (target, top) => {
    target.scrollTop = top;
    root.dispatchEvent(Object.defineProperty(new Event('scroll'), 'target', { value: target }));
  };
  return { root, holder, clock, end, scroll };
}

test('scrolling that nobody did by hand is undone', () => {
  const { root, holder, clock, scroll } = setUp();
  scroll(holder, 300);
  assert.equal(holder.scrollTop, 0);
  root.dispatchEvent(new Event('wheel'));
  scroll(holder, 120);
  clock.now += 2000;
  scroll(holder, 300);
  assert.equal(holder.scrollTop, 120);
});

test('other parts of the page scroll as they like, and all do after the end', () => {
  const { holder, end, scroll } = setUp();
  const other = { scrollTop: 0, contains: () => false };
  scroll(other, 70);
  assert.equal(other.scrollTop, 70);
  end();
  scroll(holder, 300);
  assert.equal(holder.scrollTop, 300);
});
