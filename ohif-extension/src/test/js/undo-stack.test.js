import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UndoStack } from '../../main/viewer/deepgrow-extension/undo-stack.js';

/** The viewer's stack, as far as it matters here: a ring of memos. */
class FakeHistory {
  ring = [];
  position = -1;
  undoAvailable = 0;
  redoAvailable = 0;
  #size = 50;

  get size() {
    return this.#size;
  }

  set size(size) {
    Object.assign(this, { ring: [], position: -1, undoAvailable: 0, redoAvailable: 0 });
    this.#size = size;
  }

  get canUndo() {
    return this.undoAvailable > 0;
  }

  get canRedo() {
    return this.redoAvailable > 0;
  }

  push(memo) {
    this.redoAvailable = 0;
    this.undoAvailable++;
    this.position = (this.position + 1) % this.size;
    this.ring[this.position] = memo;
    return memo;
  }

  undo() {
    this.ring[this.position].restoreMemo(true);
    this.position = (this.position - 1 + this.size) % this.size;
    this.undoAvailable--;
    this.redoAvailable++;
  }

  redo() {
    this.position = (this.position + 1) % this.size;
    this.ring[this.position].restoreMemo(false);
    this.undoAvailable++;
    this.redoAvailable--;
  }
}

function setUp() {
  const history = new FakeHistory();
  const stack = new UndoStack(history, id => id === 'deepgrow-1');
  stack.enter();
  const log = [];
  const step = (name, /** @type {unknown} */ result = true) =>
    stack.push({ undo: () => log.push(`undo ${name}`), redo: () => log.push(`redo ${name}`), result });
  return { history, stack, log, step };
}

test('steps are taken back the last one first, and done again', () => {
  const { stack, log, step } = setUp();
  step('click');
  step('stroke');
  assert.deepEqual([stack.undo(), stack.undo(), stack.undo()], [true, true, false]);
  assert.deepEqual([stack.redo(), stack.redo(), stack.redo()], [true, true, false]);
  assert.deepEqual(log, ['undo stroke', 'undo click', 'redo click', 'redo stroke']);
});

test('a step that was refused, cancelled or changed nothing is passed over', async () => {
  const { stack, log, step } = setUp();
  step('one');
  step('refused', Promise.reject(new Error('no')));
  step('cancelled', Promise.resolve(null));
  step('nothing', Promise.resolve(false));
  await new Promise(setImmediate);
  stack.undo();
  assert.deepEqual(log, ['undo one']);
  assert.ok(stack.redo());
  assert.deepEqual(log, ['undo one', 'redo one']);
});

test('a step that was taken back by other means is passed over', () => {
  const { stack, log, step } = setUp();
  step('click');
  stack.push({ undo: () => log.push('never'), redo: () => log.push('never'), result: true, settled: () => true });
  stack.undo();
  stack.redo();
  stack.redo();
  assert.deepEqual(log, ['undo click', 'redo click']);
});

test("the viewer's own memos of strokes in our masks are left out, all others stay", () => {
  const { history, stack, log, step } = setUp();
  step('stroke');
  history.push({ segmentationId: 'deepgrow-1', restoreMemo: () => log.push('never') });
  history.push({ segmentationId: 'another', restoreMemo: () => log.push('another') });
  history.push({ restoreMemo: () => log.push('length') });
  stack.undo();
  stack.undo();
  stack.undo();
  assert.deepEqual(log, ['length', 'another', 'undo stroke']);
});

test("outside the mode the stack is the viewer's own again, and empty", () => {
  const { history, stack, step } = setUp();
  step('click');
  stack.leave();
  assert.ok(!history.canUndo);
  history.push({ segmentationId: 'deepgrow-1', restoreMemo: () => {} });
  assert.ok(history.canUndo);
});

test('each undo and redo of what still counts is told before it is done', () => {
  const history = new FakeHistory();
  const stack = new UndoStack(history, () => false);
  const heard = [];
  const step = name => ({
    undo: () => heard.push(`undo ${name}`),
    redo: () => heard.push(`redo ${name}`),
    told: isUndo => heard.push(`told ${name} ${isUndo}`),
  });
  stack.push(step('a'));
  stack.push({ ...step('b'), settled: () => true });
  stack.undo();
  stack.redo();
  assert.deepEqual(heard, ['told a true', 'undo a', 'told a false', 'redo a']);
});
