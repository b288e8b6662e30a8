import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepSteady } from '../../main/viewer/deepgrow-extension/steady.js';

/** An element that lies at that height in its parent's window and scrolls when its content is higher than it. */
class FakeElement extends EventTarget {
  style = { overflowY: '', overflowAnchor: '' };
  scrollTop = 0;
  shown = null;

  constructor(parentElement, { top = 0, height = 20, content = height } = {}) {
    super();
    this.parentElement = parentElement;
    this.top = top;
    this.clientHeight = height;
    this.scrollHeight = content;
  }

  contains(other) {
    return other === this || (other.parentElement ? this.contains(other.parentElement) : false);
  }

  getBoundingClientRect() {
    const top = this.top + (this.parentElement ? this.parentElement.getBoundingClientRect().top - this.parentElement.scrollTop : 0);
    return { top, bottom: top + this.clientHeight };
  }

  scrollIntoView(how) {
    this.shown = how;
  }
}

function setUp() {
  const holder = new FakeElement(null, { height: 700, content: 2000 });
  const list = new FakeElement(holder, { top: 900, height: 100, content: 400 });
  const row = top => new FakeElement(list, { top });
  const end = keepSteady(holder, { typing: event => 'typed' in event, elements: FakeElement.prototype });
  const press = (key, more = {}) => {
    const event = Object.assign(new Event('keydown', { cancelable: true }), { key, ...more });
    holder.dispatchEvent(event);
    return event;
  };
  return { holder, list, row, end, press };
}

test('what holds the panel scrolls, until the end', () => {
  const { holder, end } = setUp();
  assert.equal(holder.style.overflowY, 'auto');
  end();
  assert.equal(holder.style.overflowY, '');
});

test('a script that brings a row of a list into view scrolls the list only', () => {
  const { holder, list, row, end } = setUp();
  row(300).scrollIntoView({ behavior: 'smooth' });
  assert.deepEqual([holder.scrollTop, list.scrollTop], [0, 220]);
  row(250).scrollIntoView();
  assert.deepEqual([holder.scrollTop, list.scrollTop], [0, 220]);
  row(40).scrollIntoView();
  assert.deepEqual([holder.scrollTop, list.scrollTop], [0, 40]);
  end();
});

test('other parts of the page scroll as they like, and all do after the end', () => {
  const { row, end } = setUp();
  const other = new FakeElement(new FakeElement(null));
  other.scrollIntoView('nearest');
  assert.equal(other.shown, 'nearest');
  end();
  const later = row(300);
  later.scrollIntoView('smooth');
  assert.equal(later.shown, 'smooth');
});

test('a panel that is put up before the old one is taken down leaves no trace of either', () => {
  const original = FakeElement.prototype.scrollIntoView;
  const first = setUp();
  const second = setUp();
  first.end();
  second.row(300).scrollIntoView();
  assert.equal(second.list.scrollTop, 220);
  second.end();
  assert.equal(FakeElement.prototype.scrollIntoView, original);
});

test('keys scroll by pages and to the ends, and go no further', () => {
  const { holder, end, press } = setUp();
  assert.ok(press('PageDown').defaultPrevented);
  assert.equal(holder.scrollTop, 630);
  press('End');
  assert.equal(holder.scrollTop, 1300);
  press('PageUp');
  assert.equal(holder.scrollTop, 670);
  press('Home');
  assert.equal(holder.scrollTop, 0);
  assert.ok(!press('q').defaultPrevented);
  end();
});

test('keys that are typed into a field, or mean something else, do not scroll', () => {
  const { holder, end, press } = setUp();
  assert.ok(!press('End', { typed: true }).defaultPrevented);
  assert.ok(!press('End', { ctrlKey: true }).defaultPrevented);
  assert.equal(holder.scrollTop, 0);
  end();
});
