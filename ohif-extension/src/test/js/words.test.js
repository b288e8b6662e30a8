import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markerOpacity, orbit } from '../../main/viewer/deepgrow-extension/tool.js';
import {
  diameterWords,
  meanWords,
  nameOf,
  reviewWords,
  stateWords,
  undoneWords,
  volumeWords,
} from '../../main/viewer/deepgrow-extension/words.js';

const session = (more = {}) => ({ state: 'READY', pending: [], segments: [], failure: null, ...more });

test('each state has its line', () => {
  assert.match(stateWords(null), /Open a CT/);
  assert.match(stateWords(session({ state: 'LOADING', loading: { slices: 3, total: 80 } })), /3 of 80 slices/);
  assert.match(stateWords(session({ state: 'LOADING' })), /Loading the series …/);
  assert.match(stateWords(session({ state: 'waiting', failure: { message: 'The PACS does not answer' } })), /Trying again/);
  assert.match(stateWords(session({ pending: [1, 2] })), /2 clicks/);
  assert.match(stateWords(session()), /Click inside a structure/);
});

const waits = (failure, count) => session({ queue: { waiting: { failure, since: new Date(2026, 10, 28, 9, 5, 7) } }, outbox: { count } });

test('what waits is told with its number, its reason and since when', () => {
  assert.equal(stateWords(waits({ code: 'network', message: 'away' }, 3)), 'No answer from the service since 09:05:07; 3 things wait.');
  assert.equal(stateWords(waits({ code: 'service.busy', message: '17 places' }, 1)), 'The service is busy since 09:05:07; 1 thing waits.');
  assert.equal(stateWords(waits({ status: 401, message: 'no' }, 0)), 'Signed out since 09:05:07.');
  assert.equal(stateWords(waits({ status: 500, message: 'It broke.' }, 2)), 'It broke since 09:05:07; 2 things wait.');
});

test('volumes have about three figures', () => {
  assert.deepEqual([1234.5, 45.67, 0.123].map(volumeWords), ['1235 ml', '45.7 ml', '0.12 ml']);
});

test('markers fade with the distance from the slice', () => {
  assert.equal(markerOpacity(0), 1);
  assert.equal(markerOpacity(-6), 0.5);
  assert.equal(markerOpacity(12), 0);
});

test('a session that was closed elsewhere is told whatever else went wrong', () => {
  assert.match(stateWords(session({ state: 'CLOSED', failure: { message: 'closed' } })), /closed in another window/);
});

test('a mean value is a whole number with a real minus, or nothing', () => {
  assert.deepEqual([47.6, -3.2, null].map(meanWords), ['48 HU', '−3 HU', '']);
});

test('a name lists the segments and fits into its element', () => {
  assert.equal(nameOf(['Spleen', 'Liver']), 'Segmentation: Spleen, Liver');
  assert.equal(nameOf(Array(20).fill('Kidney')).length, 64);
});

test('a dot goes round the marker of a click that waits long', () => {
  assert.equal(orbit(1000, 1100), null);
  const [x, y] = orbit(0, 900 + 225);
  assert.deepEqual([Math.round(x), Math.round(y)], [0, 11]);
});

test('diameters have one decimal until they are long', () => {
  assert.equal(diameterWords(null), '');
  assert.equal(diameterWords(7.24), '⌀ 7.2 mm');
  assert.equal(diameterWords(132.4), '⌀ 132 mm');
});

test('a review is told in words, and nothing of one that another save has taken the place of', () => {
  assert.equal(reviewWords({ state: 'AWAITED' }), 'What you saved waits for a review.');
  assert.equal(reviewWords({ state: 'RETURNED', reviewer: 'rosalind' }), 'Returned by rosalind. Correct it, and save again:');
  assert.equal(reviewWords({ state: 'SUPERSEDED', reviewer: 'rosalind' }), undefined);
});

test('an undo says what it takes back, and where', () => {
  assert.equal(undoneWords(true, { kind: 'click' }, 'Liver'), 'Undone: click in Liver');
  assert.equal(undoneWords(false, { kind: 'prompt', body: { shape: 'BOX' } }, 'Liver'), 'Done again: box in Liver');
  assert.equal(undoneWords(true, { kind: 'edit', operation: 'smooth' }, 'Liver'), 'Undone: smooth in Liver');
  assert.equal(undoneWords(true, {}, undefined), 'Undone: last change');
});

test('a tool that is no click says what to do', () => {
  assert.equal(stateWords(session(), 'Drag a box.'), 'Ready. Drag a box.');
});
