// Two windows on one session, and the service below a path of a reverse proxy.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { ViewerPage, launch } from '../support/browser.mjs';
import { PrefixProxy } from '../support/proxy.mjs';
import { Service, phantom } from '../support/service.mjs';

const PREFIX = '/ct/';
let data, study, spleen, service, proxy, browser, one, other;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  study = phantom(data);
  spleen = { i: study.demoI, j: study.demoJ, k: study.demoK };
  service = await Service.start(data, { 'deepgrow.viewer.base-path': PREFIX });
  proxy = await PrefixProxy.start(PREFIX, service.root);
  browser = await launch();
  one = await ViewerPage.open(browser, proxy.root);
  other = await ViewerPage.open(browser, proxy.root);
});

after(async () => {
  await browser?.close();
  await proxy?.stop();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

test('the study list and the mode work below a prefix', async () => {
  await one.page.goto(`${proxy.root}/`);
  await one.page.getByText('Generated CT').first().click();
  await one.launchMode();
  await one.ready();
  assert.ok(one.page.url().startsWith(`${proxy.root}/deepgrow`), one.page.url());
  await one.click((await one.viewports())[0], spleen);
  await one.settled(1);
  await one.shot('behind-a-prefix');
});

test('another window shows the same session and each click made in the first', async () => {
  await other.go(study.studyUid);
  await other.settled(1);
  assert.deepEqual(await other.session(), await one.session());
  await one.click((await one.viewports())[0], { i: spleen.i + 4, j: spleen.j, k: spleen.k + 1 });
  await one.settled(2);
  await other.settled(2);
  const { id, size } = await one.session();
  const mask = await service.mask(id, 1, size);
  sameVoxels(await other.labelmap(1), mask);
  sameVoxels(await one.labelmap(1), mask);
});

test('a segment that one window renames or deletes follows in the other', async () => {
  await other.panel('[data-key=structure]').selectOption('liver');
  await other.panel('[data-key=add]').click();
  await one.panel('[data-key=name-2]').waitFor();
  await other.panel('[data-key=rename-button-2]').click();
  await other.panel('[data-key=rename-2]').fill('Left lobe');
  await other.page.keyboard.press('Enter');
  await one.panel('[data-key=name-2]:has-text("Left lobe")').waitFor();
  await other.panel('[data-key=delete-2]').click();
  await one.panel('[data-key=name-2]').waitFor({ state: 'detached' });
});

test('a session that one window closes is told in the other, which goes on with the new one', async () => {
  await other.startAnew();
  await one.panel('.state:has-text("closed in another window")').waitFor();
  await one.shot('closed-elsewhere');
  await other.ready();
  await one.panel('[data-key=rejoin]').click();
  await one.ready();
  assert.equal((await one.session()).id, (await other.session()).id);
  await one.click((await one.viewports())[0], spleen);
  await one.settled(1);
  await other.settled(1);
  clean(one);
  clean(other);
});
