// Series that are not the plain generated one: turned in the patient, and a compressed real CT.
import assert from 'node:assert/strict';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { oblique } from '../support/oblique.mjs';
import { Service, phantom } from '../support/service.mjs';

const ABDOMEN = new URL('../../../../../shared/data/ct-abdomen-dicom/', import.meta.url).pathname;
const MPR = '&hangingProtocolId=mpr';
let data, turned, service, browser, viewer;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  const slices = join(data, 'slices');
  turned = oblique(slices, join(data, 'archive'), phantom(data, slices));
  if (existsSync(ABDOMEN)) {
    readdirSync(ABDOMEN).forEach(name => cpSync(join(ABDOMEN, name), join(data, 'archive', name)));
  }
  service = await Service.start(data);
  browser = await launch();
  viewer = await ViewerPage.open(browser, service.root);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

/**
 * Clicks, and the service has the voxel that was meant and the page its mask.
 *
 * @param reach voxels that it may be off: a pixel of the screen is more than one in a small pane
 */
async function clickAt(pane, wanted, count, reach = 1) {
  await viewer.click(pane, wanted);
  await viewer.settled(count);
  const { id, size } = await viewer.session();
  const { clicks } = await service.json(`sessions/${id}/segments/1/clicks`);
  const { voxel } = clicks.at(-1);
  const off = Math.max(...['i', 'j', 'k'].map(axis => Math.abs(voxel[axis] - wanted[axis])));
  assert.ok(off <= reach, `${pane}: ${JSON.stringify(voxel)} for ${JSON.stringify(wanted)}`);
  const mask = await service.mask(id, 1, size);
  assert.ok(mask.has((voxel.k * size.j + voxel.j) * size.i + voxel.i));
  sameVoxels(await viewer.labelmap(1), mask);
}

test('slices that lie obliquely take clicks in the stack', async () => {
  await viewer.go(turned.studyUid);
  const { direction } = await viewer.page.evaluate(() => window.deepgrow.current.session.geometry);
  assert.ok(Math.abs(direction.k.y) > 0.2, 'the series is turned');
  const [pane] = await viewer.viewports();
  await clickAt(pane, { i: turned.demoI, j: turned.demoJ, k: turned.demoK }, 1);
  await viewer.shot('oblique-stack');
});

test('and in three planes', async () => {
  await viewer.go(turned.studyUid, MPR);
  await viewer.settled(1);
  for (const [n, pane] of ['mpr-axial', 'mpr-sagittal', 'mpr-coronal'].entries()) {
    await clickAt(pane, { i: turned.demoI + n, j: turned.demoJ - n, k: turned.demoK + n }, n + 2);
  }
  await viewer.shot('oblique-planes');
  clean(viewer);
});

test('a compressed CT of an abdomen', { skip: existsSync(ABDOMEN) ? false : 'the real CT is not there' }, async () => {
  const found = await (await fetch(`${service.root}/dicom-web/studies`, { headers: { Accept: 'application/dicom+json' } })).json();
  const study = found.map(s => s['0020000D'].Value[0]).find(uid => uid !== turned.studyUid);
  await viewer.go(study);
  const [pane] = await viewer.viewports();
  await clickAt(pane, { i: 372, j: 311, k: 9 }, 1);
  await viewer.shot('abdomen-stack');
  await viewer.go(study, MPR);
  await clickAt('mpr-axial', { i: 380, j: 315, k: 10 }, 2, 2);
  await viewer.shot('abdomen-planes');
  clean(viewer);
});
