import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { bounds, Drawing } from '../../main/viewer/deepgrow-extension/drawing.js';
import { Geometry } from '../../main/viewer/deepgrow-extension/geometry.js';
import { oblique } from './fakes.js';

/** A pane in which a pixel is a tenth of a voxel of slice k. */
const pane = (geometry, k) => at => geometry.toPatient({ i: at[0] / 10, j: at[1] / 10, k });

/** A controller with one pane, and the drawing in it. */
function drawn() {
  const geometry = new Geometry(oblique());
  const prompts = [];
  const told = [];
  const session = {
    geometry,
    seriesUid: '1.2.3',
    prompt: (prompt, structure) => (prompts.push({ ...prompt, structure }), Promise.resolve(null)),
    tell: (state, failure) => told.push(failure?.message),
  };
  const controller = {
    positive: true,
    slice: false,
    structure: 'liver',
    works: new Map([['1.2.3', { session }]]),
    viewports: {
      displaySet: id => (id === 'a' ? { SeriesInstanceUID: '1.2.3' } : undefined),
      activeId: () => 'a',
      toolIsActive: () => true,
      redrawMarkers() {},
      activateTool() {},
      jumpTo() {},
    },
    changed() {},
  };
  const drawing = new Drawing(/** @type {any} */ (controller));
  const draw = (points, k = 2, inverse = false) => {
    drawing.begin('a', points[0], inverse);
    points.slice(1).forEach(at => drawing.move(at));
    drawing.end(pane(geometry, k));
  };
  return { controller, drawing, draw, geometry, prompts, told };
}

beforeEach(() => {
  globalThis.requestAnimationFrame = () => 0;
});

const voxels = (geometry, points) =>
  points.map(lps => {
    const { i, j, k } = geometry.toIndex(lps);
    return [i, j, k].map(v => Math.round(v * 10) / 10 + 0);
  });

test('a scribble is sent as the line that the pointer went, with the sign of the moment', () => {
  const { controller, drawing, draw, geometry, prompts } = drawn();
  drawing.choose('SCRIBBLE');
  draw([
    [10, 10],
    [11, 10],
    [30, 10],
    [50, 20],
  ]);
  controller.positive = false;
  draw([
    [10, 10],
    [30, 10],
  ]);
  draw(
    [
      [10, 10],
      [30, 10],
    ],
    2,
    true,
  );
  assert.deepEqual(
    prompts.map(p => [p.shape, p.positive, p.structure]),
    [
      ['SCRIBBLE', true, 'liver'],
      ['SCRIBBLE', false, 'liver'],
      ['SCRIBBLE', true, 'liver'],
    ],
  );
  assert.deepEqual(voxels(geometry, prompts[0].points), [
    [1, 1, 2],
    [3, 1, 2],
    [5, 2, 2],
  ]);
});

test('a box has the sign of what it is around, and two corners on the axes of the grid', () => {
  const { controller, drawing, draw, geometry, prompts } = drawn();
  controller.positive = false;
  drawing.choose('BOX');
  draw([
    [50, 40],
    [30, 20],
    [10, 5],
  ]);
  assert.equal(prompts[0].positive, true);
  assert.deepEqual(voxels(geometry, prompts[0].points), [
    [1, 0.5, 2],
    [5, 4, 2],
  ]);
});

test('a box through slices takes two drags, and the second one in the same slice begins it again', () => {
  const { drawing, draw, geometry, prompts } = drawn();
  drawing.choose('BOX_3D');
  draw(
    [
      [10, 10],
      [40, 40],
    ],
    1,
  );
  assert.equal(prompts.length, 0);
  assert.match(drawing.hint, /last slice/);
  draw(
    [
      [20, 20],
      [50, 50],
    ],
    1,
  );
  assert.equal(prompts.length, 0);
  draw(
    [
      [10, 10],
      [30, 60],
    ],
    4,
  );
  assert.equal(prompts[0].shape, 'BOX');
  assert.deepEqual(voxels(geometry, prompts[0].points), [
    [1, 1, 1],
    [5, 6, 4],
  ]);
  assert.equal(drawing.half, null);
});

test('Esc gives up what was begun, and says whether anything was', () => {
  const { drawing, draw, prompts } = drawn();
  drawing.choose('BOX_3D');
  assert.equal(drawing.cancel(), false);
  draw([
    [10, 10],
    [40, 40],
  ]);
  assert.equal(drawing.cancel(), true);
  drawing.begin('a', [0, 0], false);
  assert.equal(drawing.cancel(), true);
  drawing.end(() => assert.fail('nothing was drawn'));
  assert.equal(prompts.length, 0);
});

test('a press that draws nothing is told, and none is begun where no session is', () => {
  const { drawing, draw, prompts, told } = drawn();
  drawing.choose('LASSO');
  draw([[10, 10]]);
  draw([
    [10, 10],
    [30, 10],
  ]);
  assert.equal(prompts.length, 0);
  assert.deepEqual(told, ['Hold the button and drag to draw.', 'Hold the button and drag to draw.']);
  assert.equal(drawing.begin('b', [0, 0], false), false);
});

test('no more points are sent than the service takes', () => {
  const { drawing, draw, prompts } = drawn();
  drawing.choose('LASSO');
  draw(Array.from({ length: 5000 }, (_, n) => [400 * Math.cos(n / 20), 400 * Math.sin(n / 20)]));
  assert.ok(prompts[0].points.length <= 2000 && prompts[0].points.length > 1000, String(prompts[0].points.length));
});

test('bounds are those of the grid, whichever way it lies', () => {
  const geometry = new Geometry(oblique());
  const [low, high] = bounds(geometry, [geometry.toPatient({ i: 3, j: 1, k: 4 }), geometry.toPatient({ i: 2, j: 5, k: 0 })]);
  assert.deepEqual(
    [low, high].map(p => Object.values(p).map(v => Math.round(v) + 0)),
    [
      [2, 1, 0],
      [3, 5, 4],
    ],
  );
});
