// Brush strokes are work like clicks: sent when the pointer is let go, saved, undone by the same keys and buttons.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { Setting } from '../support/setting.mjs';

let setting, viewer, pane, drawn;

before(async () => {
  setting = await Setting.start();
  drawn = { i: 20, j: 20, k: setting.spleen.k };
});

after(() => setting?.stop());

beforeEach(async () => {
  viewer = await setting.page({ width: 1600, height: 1000, fresh: true });
  [pane] = await viewer.viewports();
});

afterEach(async () => {
  clean(viewer);
  await viewer.page.context().close();
});

const flatOf = ({ i, j, k }, size) => (k * size.j + j) * size.i + i;
const served = (number = 1) => setting.mask(viewer, number);
const shown = (number = 1) => viewer.labelmap(number);

/** A segment that is painted only. */
async function painted(structure = 'liver') {
  await viewer.panel('[data-key=structure]').selectOption(structure);
  await viewer.panel('[data-key=add]').click();
  await viewer.until(() => window.deepgrow.current.labelmap?.slices && window.deepgrow.current.session.active);
  await viewer.brush();
  await viewer.stroke(pane, drawn, { ...drawn, i: 32 });
  await viewer.sent();
}

test('a stroke is with the service soon after the pointer is let go, and survives a reload', async () => {
  await painted();
  const mask = await served();
  const { size } = await viewer.session();
  assert.ok(mask.has(flatOf({ ...drawn, i: 26 }, size)));
  sameVoxels(await shown(), mask);
  await viewer.panel('li[aria-current=true] .volume').waitFor();
  await viewer.shot('painted');
  await viewer.page.reload();
  await viewer.ready();
  await viewer.until(() => window.deepgrow.current.session.active?.voxels);
  sameVoxels(await shown(), mask);
});

test('a stroke that goes on is not sent, and leaving is asked about', async () => {
  await painted();
  const before = await served();
  await viewer.stroke(pane, { ...drawn, j: 40 }, { ...drawn, j: 40, i: 32 }, { release: false });
  await viewer.until(() => window.deepgrow.unsent);
  const asked = new Promise(resolve => viewer.page.once('dialog', dialog => dialog.dismiss().then(() => resolve(dialog.type()))));
  await viewer.page.evaluate(() => void setTimeout(() => window.location.reload()));
  assert.equal(await asked, 'beforeunload');
  assert.equal((await served()).size, before.size);
  await viewer.page.mouse.up();
  await viewer.sent();
  assert.ok((await served()).size > before.size);
});

test('a segment that is painted only is saved', async () => {
  await painted();
  await viewer.panel('[data-key=save]:not([disabled])').click();
  await viewer.panel('dialog li:has-text("Liver")').waitFor();
  await viewer.shot('save-painted');
  await viewer.panel('[data-key=save-confirm]').click();
  await viewer.panel('[data-result=VERIFIED]').waitFor();
});

for (const [how, undo, redo] of /** @type {[string, () => Promise<void>, () => Promise<void>][]} */ ([
  ['the panel', () => viewer.panel('[data-key=undo]').click(), () => viewer.panel('[data-key=redo]').click()],
  ['the keys', () => viewer.page.keyboard.press('Control+z'), () => viewer.page.keyboard.press('Control+Shift+Z')],
])) {
  test(`undo and redo of ${how} take back and bring again strokes and clicks in their order`, async () => {
    const states = [];
    const note = async () => states.push({ mask: await served(), clicks: (await setting.clicks(viewer)).length });
    const settled = async clicks => {
      await viewer.sent();
      await viewer.settled(clicks);
    };
    await viewer.click(pane, setting.spleen);
    await settled(1);
    await note();
    await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + 5 });
    await settled(2);
    await note();
    await viewer.brush();
    await viewer.stroke(pane, setting.spleen, drawn);
    await settled(0);
    await note();
    assert.ok(states[2].mask.size > states[1].mask.size);
    for (const at of [1, 0]) {
      await undo();
      await settled(states[at].clicks);
      sameVoxels(await served(), states[at].mask);
      sameVoxels(await shown(), states[at].mask);
    }
    for (const at of [1, 2]) {
      await redo();
      await settled(states[at].clicks);
      sameVoxels(await served(), states[at].mask);
      sameVoxels(await shown(), states[at].mask);
    }
  });
}

test('the buttons of the viewer take back a stroke that was drawn just before', async () => {
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const before = await served();
  await viewer.brush();
  await viewer.page.evaluate(() => (window.deepgrow.current.brush.settle = 3_600_000)); // as if the press came within the pause
  await viewer.stroke(pane, setting.spleen, drawn);
  await viewer.until(() => window.deepgrow.unsent);
  await viewer.page.locator('[data-cy=undo-btn]').click();
  await viewer.sent();
  await viewer.settled(1);
  sameVoxels(await served(), before);
  sameVoxels(await shown(), before);
  await viewer.page.reload();
  await viewer.ready();
  await viewer.settled(1);
  await viewer.page.locator('[data-cy=redo-btn]').click();
  await viewer.settled(0);
  assert.ok((await served()).size > before.size);
});

test('a stroke is taken back after a reload', async () => {
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const before = await served();
  await viewer.brush();
  await viewer.stroke(pane, setting.spleen, drawn);
  await viewer.sent();
  assert.notEqual((await served()).size, before.size);
  await viewer.page.reload();
  await viewer.ready();
  await viewer.settled(0);
  await viewer.panel('[data-key=undo]').click();
  await viewer.settled(1);
  sameVoxels(await served(), before);
  sameVoxels(await shown(), before);
});

test('the eraser takes away, and a click goes on from there', async () => {
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const before = await served();
  const { size } = await viewer.session();
  await viewer.page.locator('[data-cy=Eraser-btn]').click();
  await viewer.stroke(pane, setting.spleen, { ...setting.spleen, i: setting.spleen.i + 4 });
  await viewer.sent();
  const erased = await served();
  assert.ok(erased.size < before.size && !erased.has(flatOf(setting.spleen, size)));
  sameVoxels(await shown(), erased);
  await viewer.page.keyboard.press('g');
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  assert.ok((await served()).has(flatOf(setting.spleen, size)));
  sameVoxels(await shown(), await served());
});

test("a stroke counts after the viewer's own list deleted the whole segmentation", async () => {
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const images = () =>
    viewer.page.evaluate(
      () =>
        window.cornerstoneTools.segmentation.state.getSegmentation(window.deepgrow.current.labelmap.id)?.representationData.Labelmap
          .imageIds[0],
    );
  const before = await images();
  await viewer.page.evaluate(() => {
    window.commandsManager.run('deleteSegmentation', { segmentationId: window.deepgrow.current.labelmap.id });
  });
  assert.notEqual(await images(), before);
  await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + 4 });
  await viewer.settled(2);
  sameVoxels(await shown(), await served());
  await viewer.brush();
  await viewer.stroke(pane, drawn, { ...drawn, i: 32 });
  await viewer.until(() => window.deepgrow.current.session.active.history.undoableChanges === 1);
  await viewer.sent();
  const { size } = await viewer.session();
  assert.ok((await served()).has(flatOf({ ...drawn, i: 26 }, size)));
  sameVoxels(await shown(), await served());
});

test('a stroke in a sagittal pane is with the service too, and is undone', async () => {
  await viewer.go(setting.study.studyUid, '&hangingProtocolId=mpr');
  await viewer.click('mpr-axial', setting.spleen);
  await viewer.settled(1);
  const before = await served();
  await viewer.brush();
  await viewer.stroke('mpr-sagittal', setting.spleen, { ...setting.spleen, j: setting.spleen.j + 30 });
  await viewer.until(() => window.deepgrow.current.session.active.history.undoableChanges === 1);
  await viewer.sent();
  assert.ok((await served()).size > before.size);
  sameVoxels(await shown(), await served());
  await viewer.shot('painted-sagittal');
  await viewer.panel('[data-key=undo]').click();
  await viewer.settled(1);
  sameVoxels(await served(), before);
  sameVoxels(await shown(), before);
});
