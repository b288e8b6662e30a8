// From the study list to a verified SEG, in the stack layout.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { Service, phantom } from '../support/service.mjs';

let data, study, service, browser, viewer;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  study = phantom(data);
  service = await Service.start(data);
  browser = await launch();
  viewer = await ViewerPage.open(browser, service.root);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

test('the study list leads to the mode', async () => {
  await viewer.page.goto(service.root);
  await viewer.page.getByText('PHANTOM', { exact: false }).first().click();
  await viewer.shot('study-list');
  await viewer.page.getByRole('button', { name: /Deepgrow/ }).first().click();
  await viewer.ready();
  assert.match(viewer.page.url(), /\/deepgrow\?.*StudyInstanceUIDs=/);
});

test('a click in the spleen paints the mask of the service', async () => {
  const [pane] = await viewer.viewports();
  await viewer.click(pane, { i: study.demoI, j: study.demoJ, k: study.demoK });
  await viewer.settled(1);
  const { id, size, segments } = await viewer.session();
  sameVoxels(await viewer.labelmap(segments[0]), await service.mask(id, segments[0], size));
  await viewer.shot('stack-click');
});

test('save goes until the PACS has it and it is compared', async () => {
  await viewer.panel('[data-key=save]').click();
  await viewer.panel('[data-result=VERIFIED]').waitFor();
  await viewer.shot('saved');
  const { id } = await viewer.session();
  const [result] = await service.json(`sessions/${id}/results`);
  assert.equal(result.state, 'VERIFIED');
  clean(viewer);
});
