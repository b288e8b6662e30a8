// An OHIF of one's own, as docs/ohif.md has it: its own modes beside ours, its own configuration.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { OwnOhif } from '../support/own-ohif.mjs';
import { Service, phantom } from '../support/service.mjs';

let data, study, service, own, browser, viewer;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  study = phantom(data);
  service = await Service.start(data);
  own = await OwnOhif.start(service.root);
  browser = await launch();
  viewer = await ViewerPage.open(browser, own.root);
});

after(async () => {
  await browser?.close();
  await own?.stop();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

test('the mode stands beside the modes of that viewer, and a click in it is painted and saved', async () => {
  await viewer.page.goto(own.root);
  await viewer.page.getByText('Generated CT').first().click();
  await viewer.page.getByText('Deepgrow', { exact: true }).first().waitFor();
  await viewer.page.getByText('Basic Viewer').first().waitFor();
  await viewer.shot('own-ohif-list');
  await viewer.go(study.studyUid);
  const [pane] = await viewer.viewports();
  await viewer.click(pane, { i: study.demoI, j: study.demoJ, k: study.demoK });
  await viewer.settled(1);
  const { id, size } = await viewer.session();
  sameVoxels(await viewer.labelmap(1), await service.mask(id, 1, size));
  await viewer.save('From my own viewer');
  await viewer.panel('[data-result=VERIFIED]').waitFor();
  await viewer.shot('own-ohif');
  assert.equal((await service.json(`sessions/${id}/results`))[0].state, 'VERIFIED');
});
