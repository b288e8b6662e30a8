// The whole story in one browser: study list, clicks in every plane, corrections, save, go on.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { Service, phantom } from '../support/service.mjs';

const PANES = ['mpr-axial', 'mpr-sagittal', 'mpr-coronal'];
let data, study, service, browser, viewer, spleen;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  study = phantom(data);
  spleen = { i: study.demoI, j: study.demoJ, k: study.demoK };
  service = await Service.start(data);
  browser = await launch();
  viewer = await ViewerPage.open(browser, service.root);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Every segment is shown as the service has it. */
async function shownAsServed() {
  const { id, size, segments } = await viewer.session();
  for (const number of segments) {
    sameVoxels(await viewer.labelmap(number), await service.mask(id, number, size));
  }
}

test('the study list leads to the mode', async () => {
  await viewer.page.goto(service.root);
  await viewer.page.getByText('Generated CT').first().click();
  await viewer.shot('study-list');
  await viewer.launchMode();
  await viewer.ready();
  assert.match(viewer.page.url(), /\/deepgrow.*StudyInstanceUIDs=/);
});

test('a click in the stack paints the mask of the service', async () => {
  const [pane] = await viewer.viewports();
  await viewer.click(pane, spleen);
  await viewer.settled(1);
  await shownAsServed();
  await viewer.shot('stack-click');
});

test('save goes until the PACS has it, and it is in the study browser', async () => {
  await viewer.panel('[data-key=save]').click();
  assert.equal(await viewer.panel('[data-key=save-name]').inputValue(), 'Segmentation: Unknown structure');
  await viewer.shot('save-dialog');
  await viewer.panel('[data-key=save-cancel]').click();
  await viewer.panel('dialog').waitFor({ state: 'detached' });
  await viewer.save('First look');
  await viewer.panel('[data-result=VERIFIED]').waitFor();
  await viewer.panel('[data-key=continue-0]').waitFor();
  await viewer.panel('section[aria-label^=Stored]:has-text("First look")').waitFor();
  await viewer.page
    .locator('[data-cy=study-browser-thumbnail-no-image]:has-text("First look"), [data-cy^=study-browser]:has-text("First look")')
    .first()
    .waitFor();
  await viewer.shot('saved');
  const { id } = await viewer.session();
  const [result] = await service.json(`sessions/${id}/results`);
  assert.equal(result.state, 'VERIFIED');
});

test('in three planes the open session goes on', async () => {
  await viewer.go(study.studyUid, '&hangingProtocolId=mpr');
  assert.deepEqual((await viewer.viewports()).sort(), [...PANES].sort());
  await viewer.settled(1);
  await shownAsServed();
});

test('clicks in axial, sagittal and coronal panes hit the voxels under the pointer', async () => {
  const at = [
    { i: 2, j: 3, k: 1 },
    { i: 0, j: -4, k: -2 },
    { i: -3, j: 0, k: 2 },
  ];
  for (const [n, pane] of PANES.entries()) {
    const wanted = { i: spleen.i + at[n].i, j: spleen.j + at[n].j, k: spleen.k + at[n].k };
    await viewer.click(pane, wanted);
    await viewer.settled(n + 2);
    const { id } = await viewer.session();
    const { clicks } = await service.json(`sessions/${id}/segments/1/clicks`);
    const off = ['i', 'j', 'k'].map(axis => Math.abs(clicks.at(-1).voxel[axis] - wanted[axis]));
    assert.ok(Math.max(...off) <= 1, `${pane}: ${JSON.stringify(clicks.at(-1).voxel)} for ${JSON.stringify(wanted)}`);
    await shownAsServed();
  }
  await viewer.shot('three-planes');
});

test('a click with Ctrl takes away', async () => {
  const outside = { i: spleen.i - 24, j: spleen.j, k: spleen.k };
  await viewer.click('mpr-axial', outside, { ctrl: true });
  await viewer.settled(5);
  const { id, size } = await viewer.session();
  const { clicks } = await service.json(`sessions/${id}/segments/1/clicks`);
  assert.equal(clicks.at(-1).kind, 'NEGATIVE');
  const { i, j, k } = clicks.at(-1).voxel;
  assert.ok(!(await service.mask(id, 1, size)).has((k * size.j + j) * size.i + i));
  await shownAsServed();
  await viewer.shot('negative-click');
});

test('volume and mean value are those of the voxels that are marked', async () => {
  const row = viewer.panel('li[aria-current=true] .volume');
  await row.filter({ hasText: 'HU' }).waitFor();
  const { id } = await viewer.session();
  const { meanHu, millilitres } = await service.json(`sessions/${id}/segments/1/statistics`);
  const words = await row.textContent();
  assert.equal(Number(words.match(/(−?\d+) HU/)[1].replace('−', '-')), Math.round(meanHu));
  assert.ok(Math.abs(Number(words.match(/^([\d.]+) ml/)[1]) - millilitres) <= 1, words);
});

test('one click is taken back from the list and comes again', async () => {
  await viewer.panel('[data-key=fold-clicks]').click();
  await viewer.shot('list-of-clicks');
  await viewer.panel('[data-key=remove-1]').click();
  await viewer.settled(4);
  await shownAsServed();
  await viewer.panel('[data-key=redo]').click();
  await viewer.settled(5);
  await shownAsServed();
});

test('while X is held the mask from before the last change is shown', async () => {
  const shown = () => viewer.labelmap(1);
  const now = await shown();
  await viewer.page.mouse.move(700, 400);
  await viewer.page.keyboard.down('x');
  const before = await shown();
  await viewer.page.keyboard.up('x');
  assert.notEqual(before.size, now.size);
  sameVoxels(await shown(), now);
});

test('masks are made faint, drawn as outlines and hidden', async () => {
  await viewer.panel('[data-key=opacity]').fill('80');
  await viewer.shot('opacity');
  await viewer.panel('[data-key=outline]').click();
  await viewer.shot('outline');
  await viewer.panel('[data-key=outline]').click();
  await viewer.page.mouse.move(700, 400);
  await viewer.page.keyboard.press('t');
  await viewer.until(() => window.deepgrow.allHidden);
  await viewer.shot('hidden');
  await viewer.page.keyboard.press('t');
  await viewer.until(() => !window.deepgrow.allHidden);
});

test('the keys of undo and redo work on clicks', async () => {
  await viewer.page.keyboard.press('Control+z');
  await viewer.settled(4);
  await shownAsServed();
  await viewer.page.keyboard.press('Control+Shift+Z');
  await viewer.settled(5);
  await shownAsServed();
});

test('clicks before a reload can be undone after it', async () => {
  await viewer.go(study.studyUid, '&hangingProtocolId=mpr');
  await viewer.settled(5);
  await viewer.page.keyboard.press('Control+z');
  await viewer.settled(4);
  await viewer.page.keyboard.press('Control+y');
  await viewer.settled(5);
  await shownAsServed();
});

test('quick clicks in a second segment are all counted', async () => {
  await viewer.panel('[data-key=structure]').selectOption('liver');
  await viewer.panel('[data-key=add]').click();
  const at = await viewer.locate('mpr-axial', { i: 80, j: 120, k: spleen.k });
  for (const step of [0, 4, 8]) {
    await viewer.page.mouse.click(at.x + step, at.y + step);
  }
  await viewer.settled(8);
  const { id } = await viewer.session();
  assert.equal((await service.json(`sessions/${id}/segments/2/clicks`)).clicks.length, 3);
  await viewer.shot('two-segments');
});

test('a click made while the service restarts is answered after it', async () => {
  await service.stop('SIGKILL');
  await viewer.click('mpr-axial', { i: 84, j: 116, k: spleen.k });
  await service.launch();
  await viewer.settled(9);
  const { id } = await viewer.session();
  assert.equal((await service.json(`sessions/${id}/segments/2/clicks`)).clicks.length, 4);
});

test('a brush stroke is the start of the next click', async () => {
  const stroke = await viewer.page.evaluate(() => {
    const { labelmap, session } = window.deepgrow.current;
    const { size } = session.geometry;
    const [i, j, k] = [10, 10, 2];
    labelmap.slices[k].voxels.getScalarData()[j * size.i + i] = 2;
    const { triggerSegmentationDataModified } = window.cornerstoneTools.segmentation.triggerSegmentationEvents;
    triggerSegmentationDataModified(labelmap.id, []);
    return (k * size.j + j) * size.i + i;
  });
  await viewer.click('mpr-axial', { i: 80, j: 120, k: spleen.k });
  await viewer.settled(6);
  const { id, size } = await viewer.session();
  assert.ok((await service.mask(id, 2, size)).has(stroke));
});

test('keys alone place a click', async () => {
  await viewer.panel('[data-key=name-1]').click();
  await viewer.locate('mpr-axial', spleen);
  await viewer.page.evaluate(() => window.services.viewportGridService.setActiveViewportId('mpr-axial'));
  await viewer.page.keyboard.press('Shift+ArrowRight');
  await viewer.page.keyboard.press('Shift+ArrowRight');
  await viewer.shot('key-cursor');
  await viewer.page.keyboard.press('Shift+Enter');
  await viewer.settled(7);
  const { id } = await viewer.session();
  assert.equal((await service.json(`sessions/${id}/segments/1/clicks`)).clicks.length, 6);
  await viewer.page.keyboard.press('Escape');
  await viewer.page.keyboard.press('Control+z');
  await viewer.settled(6);
});

test('a stored SEG is taken over as a segment of its own', async () => {
  const { id, size } = await viewer.session();
  await viewer.panel('[data-key=continue-0]').click();
  await viewer.until(() => {
    const { session } = window.deepgrow.current;
    return session.segments.length === 3 && session.segments[2].voxels > 0 && session.queue.length === 0;
  });
  const [result] = await service.json(`sessions/${id}/results`);
  assert.equal(result.state, 'VERIFIED');
  assert.ok((await service.mask(id, 3, size)).size > 1000);
  await viewer.shot('continued');
  clean(viewer);
});

test('another model begins a new session, with the old one kept', async () => {
  const { id: old } = await viewer.session();
  const model = viewer.panel('[data-key=model]');
  const ids = await model.locator('option').evaluateAll(all => all.map(option => option.value));
  assert.deepEqual(
    ids,
    (await service.json('models')).map(m => m.id),
  );
  await model.selectOption(ids.at(-1));
  await viewer.startAnew();
  const { id, segments } = await viewer.session();
  assert.deepEqual(segments, []);
  assert.equal((await service.json(`sessions/${id}`)).modelId, ids.at(-1));
  assert.equal((await service.json(`sessions/${old}`)).state, 'CLOSED');
  await viewer.shot('started-anew');
  clean(viewer);
});
