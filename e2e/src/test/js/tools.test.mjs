// What the panel offers besides clicks: locks, edits of whole masks, one slice, markers that are dragged, undo at once.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { Service, phantom } from '../support/service.mjs';

let data, study, service, browser, viewer, spleen;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  study = phantom(data);
  spleen = { i: study.demoI, j: study.demoJ, k: study.demoK };
  service = await Service.start(data);
  browser = await launch();
  viewer = await ViewerPage.open(browser, service.root);
  await viewer.go(study.studyUid, '&hangingProtocolId=mpr');
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

async function served(number) {
  const { id, size } = await viewer.session();
  return service.mask(id, number, size);
}

const shownAsServed = async number => sameVoxels(await viewer.labelmap(number), await served(number));

async function clicksOf(number) {
  const { id } = await viewer.session();
  return (await service.json(`sessions/${id}/segments/${number}/clicks`)).clicks;
}

async function drag(from, to) {
  const { mouse } = viewer.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  await mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 4 });
  await mouse.move(to.x, to.y, { steps: 4 });
  await viewer.shot('marker-dragged');
  await mouse.up();
}

test('a click for this slice only marks one slice, and goes on to the next ones', async () => {
  await viewer.panel('[data-key=slice]').click();
  await viewer.click('mpr-axial', spleen);
  await viewer.settled(1);
  const plane = (await viewer.session()).size;
  const slices = new Set([...(await served(1))].map(v => Math.floor(v / (plane.i * plane.j))));
  assert.deepEqual([...slices], [spleen.k]);
  await shownAsServed(1);
  await viewer.shot('this-slice-only');
  await viewer.panel('[data-key=slice]').click();
  await viewer.panel('[data-key=next-slices]').click();
  await viewer.settled(2);
  const more = new Set([...(await served(1))].map(v => Math.floor(v / (plane.i * plane.j))));
  assert.ok(more.size > 5, `${more.size} slices`);
  await shownAsServed(1);
});

test("the viewer's own list jumps to what is marked", async () => {
  await viewer.until(() => window.deepgrow.current.session.active.diameter);
  await viewer.locate('mpr-axial', { i: spleen.i, j: spleen.j, k: 1 });
  const k = await viewer.page.evaluate(async () => {
    const { labelmap, session } = window.deepgrow.current;
    window.services.segmentationService.jumpToSegmentCenter(labelmap.id, 1, 'mpr-axial');
    await new Promise(resolve => setTimeout(resolve, 500));
    return Math.round(session.geometry.toIndex(window.deepgrow.viewports.viewport('mpr-axial').getCamera().focalPoint).k);
  });
  const { size } = await viewer.session();
  const slices = new Set([...(await served(1))].map(v => Math.floor(v / (size.i * size.j))));
  assert.ok(slices.has(k), `slice ${k} of ${[...slices].join()}`);
});

test('markers are dragged in an axial and in a coronal pane', async () => {
  for (const [n, pane] of ['mpr-axial', 'mpr-coronal'].entries()) {
    const before = await clicksOf(1);
    const first = before[0].voxel;
    const from = await viewer.locate(pane, first);
    const to = { x: from.x + 14, y: from.y + (n ? 10 : 0) };
    const wanted = await viewer.page.evaluate(
      ({ id, x, y }) => {
        const viewport = window.services.cornerstoneViewportService.getCornerstoneViewport(id);
        const box = viewport.canvas.getBoundingClientRect();
        return window.deepgrow.current.session.geometry.toVoxel(viewport.canvasToWorld([x - box.left, y - box.top]));
      },
      { id: pane, ...to },
    );
    await drag(from, to);
    await viewer.until(() => !window.deepgrow.dragged);
    await viewer.settled(2);
    const clicks = await clicksOf(1);
    assert.equal(clicks.length, 2);
    assert.ok(!clicks.some(c => c.id === before[0].id), 'the old click counts no more');
    const off = ['i', 'j', 'k'].map(axis => Math.abs(clicks.at(-1).voxel[axis] - wanted[axis]));
    assert.ok(Math.max(...off) <= 1, `${pane}: ${JSON.stringify(clicks.at(-1).voxel)} for ${JSON.stringify(wanted)}`);
    assert.equal(clicks.at(-1).extent, before[0].extent);
    await shownAsServed(1);
    await viewer.page.keyboard.press('Control+z');
    await viewer.settled(2);
    assert.deepEqual(
      (await clicksOf(1)).map(c => c.id),
      before.map(c => c.id),
      'it is back where it was',
    );
    await viewer.page.keyboard.press('Control+y');
    await viewer.settled(2);
    assert.deepEqual(
      (await clicksOf(1)).map(c => c.id),
      clicks.map(c => c.id),
    );
    await shownAsServed(1);
  }
});

test('a press on a marker without a move is a click', async () => {
  const [, second] = await clicksOf(1);
  await viewer.click('mpr-axial', second.voxel, { ctrl: true });
  await viewer.settled(3);
  assert.equal((await clicksOf(1)).at(-1).kind, 'NEGATIVE');
  await viewer.page.keyboard.press('Control+z');
  await viewer.settled(2);
});

test('undo is seen though the service has not answered', async () => {
  await viewer.click('mpr-axial', { ...spleen, i: spleen.i + 6 });
  await viewer.settled(3);
  const after = await viewer.labelmap(1);
  await service.pause();
  await viewer.page.mouse.move(700, 400);
  await viewer.page.keyboard.press('Control+z');
  await viewer.page.waitForTimeout(300);
  const seen = await viewer.labelmap(1);
  service.resume();
  await viewer.settled(2);
  sameVoxels(seen, await served(1));
  assert.notEqual(seen.size, after.size);
  await shownAsServed(1);
});

test('holes are filled, stray pieces taken away, and that is undone', async () => {
  const at = await viewer.page.evaluate(async () => {
    const { labelmap, session } = window.deepgrow.current;
    const { size } = session.geometry;
    const deepest = session.active.mask;
    const box = deepest.boundingBox();
    const flat = (i, j, k) => (k * size.j + j) * size.i + i;
    const whole = (i, j, k) =>
      [
        [0, 0, 0],
        [1, 0, 0],
        [-1, 0, 0],
        [0, 1, 0],
        [0, -1, 0],
        [0, 0, 1],
        [0, 0, -1],
      ].every(d => deepest.get(flat(i + d[0], j + d[1], k + d[2])));
    let hole = null;
    for (let k = box.start.k + 1; k < box.end.k - 1 && !hole; k++) {
      for (let j = box.start.j + 1; j < box.end.j - 1 && !hole; j++) {
        for (let i = box.start.i + 1; i < box.end.i - 1 && !hole; i++) {
          hole = whole(i, j, k) ? { i, j, k } : null;
        }
      }
    }
    labelmap.slices[hole.k].voxels.getScalarData()[hole.j * size.i + hole.i] = 0;
    labelmap.slices[2].voxels.getScalarData()[10 * size.i + 10] = 1;
    window.cornerstoneTools.segmentation.triggerSegmentationEvents.triggerSegmentationDataModified(labelmap.id, []);
    return { hole: flat(hole.i, hole.j, hole.k), stray: flat(10, 10, 2) };
  });
  const state = async () => {
    const mask = await served(1);
    return [mask.has(at.hole), mask.has(at.stray)];
  };
  await viewer.panel('[data-key=fill-holes]').click();
  await viewer.settled(0);
  assert.deepEqual(await state(), [true, true]);
  await viewer.panel('[data-key=largest-component]').click();
  await viewer.until(() => window.deepgrow.current.session.queue.length === 0);
  assert.deepEqual(await state(), [true, false]);
  await viewer.panel('[data-key=undo]').click();
  await viewer.until(
    () => window.deepgrow.current.session.queue.length === 0 && window.deepgrow.current.session.active.history.redoableChanges === 1,
  );
  assert.deepEqual(await state(), [true, true]);
  await shownAsServed(1);
});

test('a locked segment takes no click, is not painted over and stays locked after a reload', async () => {
  await viewer.panel('[data-key=lock-1]').click();
  await viewer.until(() => window.deepgrow.current.session.active.locked);
  await viewer.click('mpr-axial', spleen);
  await viewer.panel('.state.problem:has-text("locked")').waitFor();
  await viewer.shot('locked');
  assert.equal((await clicksOf(1)).length, 0);
  const locked = await served(1);
  await viewer.panel('[data-key=add]').click();
  await viewer.until(() => window.deepgrow.current.session.segments.length === 2);
  await viewer.panel('[data-key=keep-others]').click();
  await viewer.until(() => !window.deepgrow.current.session.active.keepsOthers);
  await viewer.click('mpr-axial', spleen);
  await viewer.settled(1);
  assert.ok(
    [...(await served(2))].some(v => locked.has(v)),
    'the second segment overlaps the first',
  );
  sameVoxels(await viewer.labelmap(1), locked);
  await viewer.page.reload();
  await viewer.ready();
  await viewer.settled(1);
  await viewer.until(() => window.deepgrow.current.session.segment(1).locked);
  sameVoxels(await viewer.labelmap(1), locked);
  await viewer.save('Locked one');
  await viewer.panel('[data-result=VERIFIED]').waitFor();
});

test('a click in one plane brings the others there', async () => {
  const wanted = { i: spleen.i + 3, j: spleen.j - 2, k: spleen.k };
  const place = () =>
    viewer.page.evaluate(() => {
      const { session } = window.deepgrow.current;
      const at = id => session.geometry.toIndex(window.deepgrow.viewports.viewport(id).getCamera().focalPoint);
      return { i: at('mpr-sagittal').i, j: at('mpr-coronal').j, k: at('mpr-axial').k };
    });
  const { x, y } = await viewer.locate('mpr-axial', wanted);
  await viewer.page.evaluate(
    away => {
      const { session } = window.deepgrow.current;
      window.deepgrow.viewports.jumpTo(session.seriesUid, session.geometry.toPatient(away), 'mpr-axial');
    },
    { i: 20, j: 20, k: 5 },
  );
  const before = await place();
  assert.ok(Math.abs(before.i - wanted.i) > 10 && Math.abs(before.j - wanted.j) > 10, JSON.stringify(before));
  await viewer.page.mouse.click(x, y);
  await viewer.settled(2);
  const after = await place();
  for (const axis of ['i', 'j', 'k']) {
    assert.ok(Math.abs(after[axis] - wanted[axis]) <= 1.5, `${axis}: ${JSON.stringify(after)} for ${JSON.stringify(wanted)}`);
  }
  assert.ok(Math.abs(after.k - before.k) < 0.01, 'the plane that was clicked stays');
  await viewer.shot('all-planes-there');
  clean(viewer);
});

test('a tap with a finger is one click', async () => {
  await viewer.page.context().close();
  const touched = await ViewerPage.open(browser, service.root, { hasTouch: true });
  await touched.go(study.studyUid, '&hangingProtocolId=mpr');
  await touched.settled(2);
  for (const [n, pane] of ['mpr-axial', 'mpr-axial', 'mpr-coronal'].entries()) {
    const { x, y } = await touched.locate(pane, { i: spleen.i - 2 * n, j: spleen.j, k: spleen.k + n });
    await touched.page.touchscreen.tap(x, y);
    await touched.settled(3 + n);
    await touched.page.waitForTimeout(700);
    await touched.settled(3 + n);
  }
  clean(touched);
});
