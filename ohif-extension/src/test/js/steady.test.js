import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepSteady } from '../../main/viewer/deepgrow-extension/steady.js';

function setUp() {
  const root = new EventTarget();
  const host = {};
  const element = () => ({ scrollTop: 0, scrollHeight: 2000, clientHeight: 700, style: { overflowY: '', overflowAnchor: '' }, contains: what => what === host });
  const holder = element();
  const clipped = element();
  const clock = { now: 5000 };
  const fire = (type, path, more = {}) => {
    const event = Object.assign(new Event(type, { cancelable: true }), more);
    Object.defineProperties(event, { target: { value: path[0] }, composedPath: { value: () => path } });
    root.dispatchEvent(event);
    return event;
  };
  const end = keepSteady(host, holder, { root, now: () => clock.now, typing: event => event.typed });
  const scroll = (target, top) => {
    target.scrollTop = top;
    fire('scroll', [target]);
  };
  return { holder, clipped, clock, end, fire, scroll };
}

test('what holds the panel scrolls, until the end', () => {
  const { holder, end } = setUp();
  assert.equal(holder.style.overflowY, 'auto');
  end();
  assert.equal(holder.style.overflowY, '');
});

test('scrolling that nobody did by hand is undone', () => {
  const { holder, clock, fire, scroll } = setUp();
  scroll(holder, 300);
  assert.equal(holder.scrollTop, 0);
  fire('wheel', [{}, holder]);
  scroll(holder, 120);
  clock.now += 2000;
  scroll(holder, 300);
  assert.equal(holder.scrollTop, 120);
});

for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown']) {
  test(`${type} elsewhere is no scrolling of the panel`, () => {
    const { holder, fire, scroll } = setUp();
    fire(type, [{}], { key: 'PageDown' });
    scroll(holder, 300);
    assert.equal(holder.scrollTop, 0);
  });
}

test('a press within the panel is no scrolling, also right after a turn of the wheel', () => {
  const { holder, fire, scroll } = setUp();
  fire('wheel', [{}, holder]);
  scroll(holder, 120);
  fire('pointerdown', [{}, holder]);
  scroll(holder, 300);
  assert.equal(holder.scrollTop, 120);
});

test('the scroll bar is dragged as long as it is held', () => {
  const { holder, clock, fire, scroll } = setUp();
  fire('pointerdown', [holder]);
  clock.now += 9000;
  scroll(holder, 500);
  assert.equal(holder.scrollTop, 500);
  fire('pointerup', [holder]);
  scroll(holder, 40);
  assert.equal(holder.scrollTop, 500);
});

test('what is clipped around it never scrolls', () => {
  const { clipped, holder, fire, scroll } = setUp();
  fire('wheel', [{}, holder, clipped]);
  scroll(clipped, 106);
  assert.equal(clipped.scrollTop, 0);
});

test('keys scroll by pages and to the ends, and go no further', () => {
  const { holder, fire } = setUp();
  const press = key => fire('keydown', [{}, holder], { key });
  assert.ok(press('PageDown').defaultPrevented);
  assert.equal(holder.scrollTop, 630);
  press('End');
  assert.equal(holder.scrollTop, 1300);
  press('PageUp');
  assert.equal(holder.scrollTop, 670);
  press('Home');
  assert.equal(holder.scrollTop, 0);
  assert.ok(!press('q').defaultPrevented);
});

test('keys that are typed into a field do not scroll', () => {
  const { holder, fire } = setUp();
  assert.ok(!fire('keydown', [{}, holder], { key: 'End', typed: true }).defaultPrevented);
  assert.equal(holder.scrollTop, 0);
});

test('what the Tab key brings into view stays', () => {
  const { holder, fire, scroll } = setUp();
  fire('keydown', [{}], { key: 'Tab' });
  scroll(holder, 400);
  assert.equal(holder.scrollTop, 400);
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
