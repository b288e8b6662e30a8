// The panel on a small screen, and what cannot be lost by one press.
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { Setting } from '../support/setting.mjs';

const SMALL = { width: 1024, height: 768 };
const STRUCTURES = [
  'spleen',
  'liver',
  'pancreas',
  'aorta',
  'stomach',
  'gallbladder',
  'esophagus',
  'duodenum',
  'right_kidney',
  'left_kidney',
  'lesion',
  'lesion',
];
let setting, viewer;

before(async () => {
  setting = await Setting.start();
});

after(() => setting?.stop());

afterEach(async () => {
  clean(viewer);
  await viewer.page.context().close();
});

async function open(options) {
  viewer = await setting.page({ ...options, fresh: true });
  return (await viewer.viewports())[0];
}

const segments = async () => setting.service.json(`sessions/${(await viewer.session()).id}/segments`);

async function addAll(structures) {
  const known = await setting.service.json('structures');
  for (const [n, structure] of structures.entries()) {
    const id = known.find(s => s.id === structure)?.id ?? known[n % known.length].id;
    await viewer.panel('[data-key=structure]').selectOption(id);
    await viewer.panel('[data-key=add]').click();
    await viewer.until(count => window.deepgrow.current.session.segments.length === count, n + 1);
  }
}

/** Whether the middle of an element is on the screen and nothing lies over it. */
const inReach = locator =>
  locator.evaluate(element => {
    const { left, top, width, height } = element.getBoundingClientRect();
    let hit = document.elementFromPoint(left + width / 2, top + height / 2);
    while (hit?.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2)) {
      const inner = hit.shadowRoot.elementFromPoint(left + width / 2, top + height / 2);
      if (inner === hit) {
        break;
      }
      hit = inner;
    }
    return Boolean(hit) && (element === hit || element.contains(hit));
  });

/** Turns the wheel over the panel until an element is in reach. */
async function wheelTo(locator, step = 120) {
  const { x, y } = await middleOfPanel();
  await viewer.page.mouse.move(x, y);
  for (let n = 0; n < 40 && !(await inReach(locator)); n++) {
    const before = await scrolled();
    await viewer.page.mouse.wheel(0, step);
    await viewer.until(top => document.querySelector('deepgrow-panel').parentElement.scrollTop !== top, before);
  }
  assert.ok(await inReach(locator));
}

const scrolled = () => viewer.page.evaluate(() => document.querySelector('deepgrow-panel').parentElement.scrollTop);

const middleOfPanel = () =>
  viewer.page.evaluate(() => {
    const { left, width } = document.querySelector('deepgrow-panel').parentElement.getBoundingClientRect();
    return { x: left + width / 2, y: window.innerHeight / 2 };
  });

test('on a small screen with twelve segments the wheel brings Save and the brush into reach', async () => {
  await open(SMALL);
  await addAll(STRUCTURES);
  const save = viewer.panel('[data-key=save]');
  await viewer.panel('[data-key=sign-true]').focus();
  await viewer.page.keyboard.press('Home');
  await viewer.until(() => document.querySelector('deepgrow-panel').parentElement.scrollTop === 0);
  assert.ok(!(await inReach(save)));
  await viewer.shot('small-1-top');
  await wheelTo(save);
  assert.ok(await inReach(viewer.panel('.state')));
  await viewer.shot('small-2-save');
  await wheelTo(viewer.page.locator('[data-cy=Brush-btn]'));
  assert.ok(await inReach(viewer.panel('.state')), 'the state stays in sight');
  await viewer.shot('small-3-brush');
  await wheelTo(viewer.panel('[data-key=sign-true]'), -120);
});

test('keys and fingers scroll the panel too', async () => {
  await open({ ...SMALL, hasTouch: true });
  await viewer.panel('[data-key=sign-true]').focus();
  await viewer.page.keyboard.press('End');
  await viewer.until(() => document.querySelector('deepgrow-panel').parentElement.scrollTop > 100);
  await viewer.page.keyboard.press('Home');
  await viewer.until(() => document.querySelector('deepgrow-panel').parentElement.scrollTop === 0);
  const { x, y } = await middleOfPanel();
  const cdp = await viewer.page.context().newCDPSession(viewer.page);
  const touch = (type, ...touchPoints) => cdp.send('Input.dispatchTouchEvent', { type, touchPoints });
  await touch('touchStart', { x, y });
  for (let up = 20; up <= 300; up += 20) {
    await touch('touchMove', { x, y: y - up });
  }
  await touch('touchEnd');
  await viewer.until(() => document.querySelector('deepgrow-panel').parentElement.scrollTop > 100);
});

test('nothing scrolls the panel by itself, and its state stays in sight', async () => {
  const pane = await open({ width: 1600, height: 1000 });
  const still = async () => {
    assert.equal(await scrolled(), 0);
    assert.equal(await viewer.page.evaluate(() => document.querySelector('#viewerLayoutResizableRightPanel').scrollTop), 0);
    assert.ok(await inReach(viewer.panel('.state')));
  };
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  await still();
  for (const n of [2, 3, 4, 5]) {
    await viewer.panel('[data-key=add]').click();
    await viewer.until(count => window.deepgrow.current.session.segments.length === count, n);
    await settledFrames();
    await still();
  }
  await viewer.page.mouse.move(500, 500);
  await viewer.page.keyboard.press('Shift+N');
  await viewer.until(() => window.deepgrow.current.session.segments.length === 6);
  await settledFrames();
  await still();
  const { height } = await viewer.panel('.state').boundingBox();
  /** @type {(value?: unknown) => void} */
  let answer = () => {};
  const held = new Promise(resolve => (answer = resolve));
  await viewer.page.route(/\/clicks$/, async route => {
    await (route.request().method() === 'POST' && held);
    return route.fallback();
  });
  await viewer.click(pane, setting.spleen);
  await viewer.panel('.state:has-text("Computing")').waitFor();
  assert.equal((await viewer.panel('.state').boundingBox()).height, height);
  answer();
  await viewer.settled(2);
  await viewer.shot('panel-steady');
});

/** Smooth scrolling by script would have ended after so many frames. */
const settledFrames = () =>
  viewer.page.evaluate(async () => {
    for (let n = 0; n < 60; n++) {
      await new Promise(requestAnimationFrame);
    }
  });

test("the viewer's own ways to add and delete a segment are those of the panel", async () => {
  const pane = await open({ width: 1600, height: 1000 });
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  await viewer.page.mouse.move(500, 500);
  await viewer.page.keyboard.press('a');
  await viewer.until(() => window.deepgrow.current.session.segments.length === 2);
  await wheelTo(viewer.page.getByRole('button', { name: 'Add Segment' }));
  await viewer.page.getByRole('button', { name: 'Add Segment' }).click();
  await viewer.until(() => window.deepgrow.current.session.segments.length === 3);
  assert.equal((await segments()).length, 3);
  await viewer.shot('added-by-the-viewer');
  const numbers = await viewer.page.evaluate(() =>
    Object.keys(window.services.segmentationService.getSegmentation(window.deepgrow.current.labelmap.id).segments),
  );
  assert.deepEqual(numbers, ['1', '2', '3']);
  await viewer.brush();
  const drawn = { i: 20, j: 20, k: setting.spleen.k };
  await viewer.stroke(pane, drawn, { ...drawn, i: 30 });
  await viewer.sent();
  await viewer.page.keyboard.press('g');
  await viewer.click(pane, setting.spleen);
  await viewer.settled(2);
  const { size } = await viewer.session();
  assert.ok((await setting.mask(viewer, 3)).has((drawn.k * size.j + drawn.j) * size.i + 25), 'the paint is the start of the click');
  await viewer.page.evaluate(() => {
    window.commandsManager.run('deleteSegment', { segmentationId: window.deepgrow.current.labelmap.id, segmentIndex: 3 });
  });
  await viewer.until(() => window.deepgrow.current.session.segments.length === 2);
  assert.equal((await segments()).length, 2);
});

test('there is no button for what does not work', async () => {
  await open({ width: 1600, height: 1000 });
  await viewer.page.locator('[data-cy=Brush-btn]').waitFor();
  await viewer.page.locator('[data-cy^=SegmentBidirectional]').first().waitFor();
  assert.equal(await viewer.page.locator('[data-cy^=InterpolateLabelmap]').count(), 0);
});

test('a segment that was deleted comes back with Undo, and after a reload', async () => {
  const pane = await open({ width: 1600, height: 1000 });
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const mask = await setting.mask(viewer);
  const gone = () =>
    viewer.until(() => window.deepgrow.current.session.segments.length === 0 && window.deepgrow.current.session.queue.length === 0);
  for (const undo of [() => viewer.panel('[data-key=undo]').click(), () => viewer.page.keyboard.press('Control+z')]) {
    await viewer.panel('[data-key=delete-1]').click();
    await gone();
    assert.equal((await viewer.labelmap(1)).size, 0);
    await undo();
    await viewer.settled(1);
    sameVoxels(await setting.mask(viewer), mask);
    sameVoxels(await viewer.labelmap(1), mask);
  }
  await viewer.panel('[data-key=delete-1]').click();
  await gone();
  await viewer.page.reload();
  await viewer.ready();
  await viewer.panel('[data-key=fold-deleted]').click();
  await viewer.shot('deleted');
  await viewer.panel('[data-key=restore-1]').click();
  await viewer.settled(1);
  sameVoxels(await viewer.labelmap(1), mask);
  await viewer.panel('[data-key=delete-1]').click();
  await gone();
  await viewer.page.reload();
  await viewer.ready();
  await viewer.page.keyboard.press('Control+z');
  await viewer.settled(1);
  sameVoxels(await viewer.labelmap(1), mask);
});

test('Clear is undone with its clicks, also after a reload', async () => {
  const pane = await open({ width: 1600, height: 1000 });
  for (const [n, step] of [0, 5].entries()) {
    await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + step });
    await viewer.settled(n + 1);
  }
  const mask = await setting.mask(viewer);
  const clicks = await setting.clicks(viewer);
  const back = async () => {
    await viewer.settled(2);
    assert.deepEqual(await setting.clicks(viewer), clicks);
    sameVoxels(await setting.mask(viewer), mask);
    sameVoxels(await viewer.labelmap(1), mask);
  };
  await viewer.panel('[data-key=clear]').click();
  await viewer.settled(0);
  assert.equal((await setting.mask(viewer)).size, 0);
  await viewer.page.keyboard.press('Control+z');
  await back();
  await viewer.panel('[data-key=clear]').click();
  await viewer.settled(0);
  await viewer.panel('[data-key=undo]').click();
  await back();
  await viewer.panel('[data-key=clear]').click();
  await viewer.settled(0);
  await viewer.page.reload();
  await viewer.ready();
  await viewer.settled(0);
  await viewer.panel('[data-key=undo]').click();
  await back();
});

test('Start anew asks first', async () => {
  const pane = await open({ width: 1600, height: 1000 });
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const { id } = await viewer.session();
  await wheelTo(viewer.panel('[data-key=fresh]'));
  await viewer.panel('[data-key=fresh]').click();
  await viewer.panel('[data-key=anew]').waitFor();
  await viewer.shot('start-anew');
  await viewer.panel('[data-key=anew-1]').click();
  await viewer.panel('[data-key=anew]').waitFor({ state: 'detached' });
  assert.equal((await viewer.session()).id, id);
  assert.equal((await setting.service.json(`sessions/${id}`)).state, 'READY');
  await viewer.startAnew();
  assert.equal((await setting.service.json(`sessions/${id}`)).state, 'CLOSED');
});
