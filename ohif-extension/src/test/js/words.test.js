import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markerOpacity } from '../../main/viewer/deepgrow-extension/tool.js';
import { stateWords, volumeWords } from '../../main/viewer/deepgrow-extension/words.js';

const session = (more = {}) => ({ state: 'READY', pending: [], segments: [], failure: null, ...more });

test('each state has its line', () => {
  assert.match(stateWords(null), /Open a CT/);
  assert.match(stateWords(session({ state: 'LOADING', loading: { slices: 3, total: 80 } })), /3 of 80 slices/);
  assert.match(stateWords(session({ state: 'LOADING' })), /Loading the series …/);
  assert.match(stateWords(session({ state: 'waiting', failure: { message: 'The service does not answer' } })), /no click is lost/);
  assert.match(stateWords(session({ pending: [1, 2] })), /2 clicks/);
  assert.match(stateWords(session()), /Click inside a structure/);
});

test('a busy service is told in plain words', () => {
  assert.match(stateWords(session({ failure: { code: 'service.busy', message: '17 places' } })), /busy; try/);
});

test('volumes have about three figures', () => {
  assert.deepEqual([1234.5, 45.67, 0.123].map(volumeWords), ['1235 ml', '45.7 ml', '0.12 ml']);
});

test('markers fade with the distance from the slice', () => {
  assert.equal(markerOpacity(0), 1);
  assert.equal(markerOpacity(-6), 0.5);
  assert.equal(markerOpacity(12), 0);
});
