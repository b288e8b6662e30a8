import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Geometry } from '../../main/viewer/deepgrow-extension/geometry.js';
import { Labelmap, rgba } from '../../main/viewer/deepgrow-extension/labelmap.js';
import { Segment } from '../../main/viewer/deepgrow-extension/segment.js';
import { masksOf } from '../../main/viewer/deepgrow-extension/stored.js';
import { oblique } from './fakes.js';

/** A viewer whose labelmap images come in falling order of position. */
function setUp() {
  const geometry = new Geometry(oblique());
  const images = new Map();
  const plane = geometry.size.i * geometry.size.j;
  for (let k = geometry.size.k - 1; k >= 0; k--) {
    const pixels = new Uint8Array(plane);
    images.set(`map${k}`, { referencedImageId: `ct${k}`, voxelManager: { getScalarData: () => pixels } });
  }
  const modified = [];
  const positions = Object.fromEntries([0, 1, 2, 3, 4].map(k => [`ct${k}`, geometry.toPatient({ i: 0, j: 0, k })]));
  let data = null;
  const removed = [];
  const styles = [];
  const locks = new Set();
  const colors = new Map();
  const visible = new Map();
  const told = [];
  const cornerstoneSegments = { 1: {}, 2: {} };
  const key = (...parts) => parts.join(' ');
  const viewer = {
    cornerstone: {
      cache: { getImage: id => images.get(id), getVolume: () => ({ imageIds: ['map0', 'map1', 'map2', 'map3', 'map4'] }) },
      metaData: { get: (_, id) => ({ imagePositionPatient: positions[id] }) },
    },
    cornerstoneTools: {
      Enums: { SegmentationRepresentations: { Labelmap: 'Labelmap' } },
      segmentation: {
        segmentLocking: {
          isSegmentIndexLocked: (_, number) => locks.has(number),
          setSegmentIndexLocked: (_, number, on) => (on ? locks.add(number) : locks.delete(number)),
        },
        state: { getSegmentation: () => data && { representationData: { Labelmap: data }, segments: cornerstoneSegments } },
        config: {
          color: { getSegmentIndexColor: (viewportId, _, number) => colors.get(key(viewportId, number)) },
          visibility: { getSegmentIndexVisibility: (viewportId, _, number) => visible.get(key(viewportId, number)) ?? true },
        },
        triggerSegmentationEvents: { triggerSegmentationDataModified: (_, slices) => modified.push(slices) },
      },
    },
    services: {
      segmentationService: {
        createLabelmapForDisplaySet: async () => (data = { imageIds: [...images.keys()], volumeId: 'v' }),
        getSegmentationRepresentations: () => [],
        addSegmentationRepresentation: async () => {},
        getSegmentation: () => ({ segments: { 1: { label: 'a' }, 2: { label: 'b' } } }),
        removeSegment: (_, number) => {
          removed.push([number, labelmap.writing]);
          images.forEach(({ voxelManager }) => {
            const pixels = voxelManager.getScalarData();
            pixels.forEach((value, at) => value === number && (pixels[at] = 0));
          });
        },
        setStyle: (_, style) => styles.push(style),
        setSegmentColor: (viewportId, _, number, color) => {
          colors.set(key(viewportId, number), color);
          told.push(`color ${viewportId} ${number} ${color}`);
        },
        setSegmentVisibility: (viewportId, _, number, on) => {
          visible.set(key(viewportId, number), on);
          told.push(`visible ${viewportId} ${number} ${on}`);
        },
      },
    },
  };
  const segment = number => new Segment({ number, label: 'ab'[number - 1], color: '#102030' }, geometry.size);
  const labelmap = new Labelmap(viewer, { displaySetInstanceUID: 'd' }, geometry);
  /** The viewer's own list deletes the segmentation; new images take its place when it is made again. */
  const deleteAll = () => {
    data = null;
    [...images].forEach(([id, image]) => {
      const pixels = new Uint8Array(plane);
      images.delete(id);
      images.set(`${id} again`, { ...image, voxelManager: { getScalarData: () => pixels } });
    });
  };
  return {
    deleteAll,
    viewer,
    geometry,
    labelmap,
    modified,
    removed,
    styles,
    locks,
    told,
    cornerstoneSegments,
    first: segment(1),
    second: segment(2),
  };
}

const flat = ({ size }, i, j, k) => (k * size.j + j) * size.i + i;
const box = (i, j, k) => ({ start: { i, j, k }, end: { i: i + 1, j: j + 1, k: k + 1 } });

test('a voxel lands in the slice of its position whatever the order of the images', async () => {
  const { labelmap, geometry, first, modified } = setUp();
  await labelmap.show(['v1'], [first]);
  first.mask.set(flat(geometry, 3, 2, 1), true);
  labelmap.paint(box(3, 2, 1), [first], first);
  assert.equal(labelmap.value({ i: 3, j: 2, k: 1 }), 1);
  assert.equal(labelmap.value({ i: 3, j: 2, k: 3 }), 0);
  assert.deepEqual(modified, [[1]]);
});

test('nothing is announced when nothing changed', async () => {
  const { labelmap, first, modified } = setUp();
  await labelmap.show(['v1'], [first]);
  labelmap.paint(box(0, 0, 0), [first], first);
  assert.deepEqual(modified, []);
});

test('the active segment lies on top, and what it leaves shows the one below', async () => {
  const { labelmap, geometry, first, second } = setUp();
  await labelmap.show(['v1'], [first, second]);
  const at = flat(geometry, 1, 1, 1);
  first.mask.set(at, true);
  second.mask.set(at, true);
  labelmap.paint(box(1, 1, 1), [first, second], first);
  assert.equal(labelmap.value({ i: 1, j: 1, k: 1 }), 1);
  first.mask.set(at, false);
  labelmap.paint(box(1, 1, 1), [first, second], first);
  assert.equal(labelmap.value({ i: 1, j: 1, k: 1 }), 2);
});

test('a locked segment lies above the active one, and the viewer knows its lock', async () => {
  const { labelmap, geometry, locks, first, second } = setUp();
  second.locked = true;
  await labelmap.show(['v1'], [first, second]);
  assert.deepEqual([...locks], [2]);
  const at = flat(geometry, 1, 1, 1);
  first.mask.set(at, true);
  second.mask.set(at, true);
  labelmap.paint(box(1, 1, 1), [first, second], first);
  assert.equal(labelmap.value({ i: 1, j: 1, k: 1 }), 2);
  second.locked = false;
  labelmap.describe(['v1'], [first, second]);
  assert.deepEqual([...locks], []);
});

/** What was drawn in a segment, or null. */
const drawn = ({ labelmap }, segment, all) => {
  labelmap.read(all);
  return segment.drawn.end();
};

test('brush strokes are read into the segments they changed, locked ones stay', async () => {
  const set = setUp();
  const { labelmap, geometry, first, second } = set;
  await labelmap.show(['v1'], [first, second]);
  second.mask.set(flat(geometry, 5, 5, 4), true);
  labelmap.paint(box(5, 5, 4), [first, second], second);
  assert.equal(drawn(set, first, [first, second]), null);
  assert.equal(drawn(set, second, [first, second]), null);
  labelmap.slices[2].voxels.getScalarData()[1 * 10 + 4] = 1;
  const stroke = drawn(set, first, [first, second]);
  assert.deepEqual(stroke, { box: box(4, 1, 2), on: Uint8Array.of(1), off: Uint8Array.of(0) });
  assert.equal(second.drawn.end(), null);
  first.locked = true;
  labelmap.slices[2].voxels.getScalarData()[1 * 10 + 5] = 1;
  assert.equal(drawn(set, first, [first, second]), null);
});

test('a stroke is erased, too', async () => {
  const set = setUp();
  const { labelmap, geometry, first } = set;
  await labelmap.show(['v1'], [first]);
  first.mask.set(flat(geometry, 5, 5, 4), true);
  labelmap.paint(box(5, 5, 4), [first], first);
  labelmap.slices[4].voxels.getScalarData()[5 * 10 + 5] = 0;
  assert.deepEqual(drawn(set, first, [first]), { box: box(5, 5, 4), on: Uint8Array.of(0), off: Uint8Array.of(1) });
});

test('an overlapped voxel is no stroke', async () => {
  const set = setUp();
  const { labelmap, geometry, first, second } = set;
  await labelmap.show(['v1'], [first, second]);
  for (const segment of [first, second]) {
    segment.mask.set(flat(geometry, 1, 1, 1), true);
  }
  labelmap.paint(box(1, 1, 1), [first, second], second);
  assert.equal(drawn(set, first, [first, second]), null);
  assert.equal(drawn(set, second, [first, second]), null);
});

test('what was drawn and not read is not painted over', async () => {
  const { labelmap, geometry, first } = setUp();
  await labelmap.show(['v1'], [first]);
  labelmap.slices[1].voxels.getScalarData()[1 * 10 + 1] = 1;
  labelmap.unread = true;
  first.mask.set(flat(geometry, 2, 1, 1), true);
  labelmap.paint({ start: { i: 0, j: 0, k: 0 }, end: { i: 10, j: 8, k: 5 } }, [first], first);
  assert.equal(labelmap.value({ i: 1, j: 1, k: 1 }), 1);
  assert.ok(first.drawn.open);
});

test('a mask that changed and is not painted so far is no stroke', async () => {
  const set = setUp();
  const { labelmap, geometry, first } = set;
  await labelmap.show(['v1'], [first]);
  first.mask.set(flat(geometry, 2, 1, 1), true);
  assert.equal(drawn(set, first, [first]), null);
});

test('after the viewer deleted all of it, it is painted in the new images, and strokes in them are read', async () => {
  const set = setUp();
  const { labelmap, geometry, first, deleteAll } = set;
  assert.equal(await labelmap.show(['v1'], [first]), true);
  assert.equal(await labelmap.show(['v1'], [first]), false);
  first.mask.set(flat(geometry, 1, 1, 1), true);
  labelmap.paint(box(1, 1, 1), [first], first);
  deleteAll();
  assert.equal(await labelmap.show(['v1'], [first]), true);
  assert.equal(drawn(set, first, [first]), null);
  labelmap.paint(box(1, 1, 1), [first], first);
  assert.equal(labelmap.value({ i: 1, j: 1, k: 1 }), 1);
  labelmap.slices[2].voxels.getScalarData()[1 * 10 + 4] = 1;
  assert.deepEqual(drawn(set, first, [first]).box, box(4, 1, 2));
});

test('what the viewer takes off the images with a deleted segment is no stroke in those below', async () => {
  const set = setUp();
  const { labelmap, geometry, first, second } = set;
  await labelmap.show(['v1'], [first, second]);
  for (const segment of [first, second]) {
    segment.mask.set(flat(geometry, 1, 1, 1), true);
  }
  labelmap.paint(box(1, 1, 1), [first, second], second);
  labelmap.describe(['v1'], [first]);
  assert.equal(drawn(set, first, [first]), null);
});

test('a stored segmentation gives its masks on the grid of the session', async () => {
  const { viewer, labelmap, geometry, first } = setUp();
  await labelmap.show(['v1'], [first]);
  labelmap.slices[4].voxels.getScalarData()[7 * 10 + 9] = 3;
  const masks = masksOf(viewer, 'any', geometry);
  assert.deepEqual([...masks.keys()], [3]);
  assert.deepEqual(masks.get(3).boundingBox(), box(9, 7, 4));
});

test('colours are read as the service writes them', () => {
  assert.deepEqual(rgba('#9d6ca2'), [157, 108, 162, 255]);
});

test("a segment that is gone leaves the viewer's list, without passing for a stroke", async () => {
  const { labelmap, removed, first, second } = setUp();
  await labelmap.show(['v1'], [first, second]);
  await labelmap.show(['v1'], [second]);
  assert.deepEqual(removed, [[1, true]]);
  assert.ok(!labelmap.writing);
});

test('another session on the series finds empty images', async () => {
  const { viewer, labelmap, geometry, removed, first } = setUp();
  await labelmap.show(['v1'], [first]);
  first.mask.set(flat(geometry, 1, 1, 1), true);
  labelmap.paint(box(1, 1, 1), [first], first);
  labelmap.empty([first]);
  assert.deepEqual(removed, [[1, true]]);
  const next = new Labelmap(viewer, { displaySetInstanceUID: 'd' }, geometry);
  await next.show(['v1'], []);
  assert.equal(next.value({ i: 1, j: 1, k: 1 }), 0);
});

test('outlines have no fill', async () => {
  const { labelmap, styles, first } = setUp();
  await labelmap.show(['v1'], [first]);
  labelmap.look({ opacity: 0.3, outline: true });
  labelmap.look({ opacity: 0.3, outline: false });
  assert.deepEqual(
    styles.map(s => [s.fillAlpha, s.renderFill]),
    [
      [0.3, false],
      [0.3, true],
    ],
  );
});

test('the viewer is told what changed only', async () => {
  const { labelmap, told, first, second } = setUp();
  await labelmap.show(['v1'], [first]);
  assert.deepEqual(told.splice(0), ['color v1 1 16,32,48,255']);
  labelmap.describe(['v1'], [first]);
  assert.deepEqual(told, []);
  second.visible = false;
  labelmap.describe(['v1', 'v2'], [first, second]);
  assert.deepEqual(told, [
    'color v1 2 16,32,48,255',
    'visible v1 2 false',
    'color v2 1 16,32,48,255',
    'color v2 2 16,32,48,255',
    'visible v2 2 false',
  ]);
});

test('the viewer learns where a segment is', async () => {
  const { labelmap, cornerstoneSegments, first, second } = setUp();
  first.middle = [1, 2, 3];
  await labelmap.show(['v1'], [first, second]);
  assert.deepEqual(cornerstoneSegments, { 1: { cachedStats: { center: { world: [1, 2, 3] } } }, 2: {} });
});
