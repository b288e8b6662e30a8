// A hospital's walk: the first admin, an annotator with one project, a reviewer; what each sees and does, from the code in the log to the record of it all.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { ViewerPage, launch } from '../support/browser.mjs';
import { Console } from '../support/console.mjs';
import { Service, phantom, sleep } from '../support/service.mjs';

const TOKEN = '0123456789abcdef0123456789abcdef';
const CODE = 'setup-code-of-the-test';
const PASSWORD = 'correct horse battery staple';
const COMMENT = 'The lower pole is missing';
const OPERATORS_NAME = '00081070';
const CREATORS_NAME = '00700084';
const CONTRIBUTING_EQUIPMENT = '0018A001';
let data, study, service, browser, admin, grace, rosalind, viewer, project;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-walk-'));
  study = phantom(data);
  service = await Service.start(data, {
    'deepgrow.security.allow-anonymous': 'false',
    'deepgrow.security.token': TOKEN,
    'deepgrow.pacs.bearer-token': TOKEN,
    'deepgrow.accounts.setup-code': CODE,
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** What somebody gets at an address. */
async function got(who, url, options = {}) {
  const answer = await who.page.request.fetch(`${service.root}${url}`, options);
  return { status: answer.status(), body: answer.ok() && answer.status() !== 204 ? await answer.json() : null };
}

/** Waits for something that work in the background brings. */
async function until(what, holds) {
  for (let n = 0; n < 240; n++) {
    const found = await holds();
    if (found) {
      return found;
    }
    await sleep(500);
  }
  return assert.fail(what);
}

const result = async () => (await got(admin, `/api/v1/admin/results?studyUid=${study.studyUid}`)).body.results[0];

test('the code of the log makes the first admin, who lets two people into one project with review', async () => {
  admin = await Console.open(browser, service.root);
  await admin.go('/setup');
  await admin.fill({ 'Code from the log': CODE, 'Name to sign in with': 'ada', 'Name that others see': 'Ada L.', Password: PASSWORD });
  await admin.press('Make the first admin');
  for (const [name, displayName] of [
    ['grace', 'Grace H.'],
    ['rosalind', 'Rosalind F.'],
  ]) {
    await admin.go('/console/accounts');
    await admin.fill({ 'Name to sign in with': name, 'Name that others see': displayName, 'Password of a person': PASSWORD });
    await admin.press('Make the account');
    await admin.says('The account is made.');
  }
  await admin.go('/console/projects');
  await admin.fill({ Name: 'Spleen study' });
  await admin.press('Make the project');
  await admin.says('The project is made.');
  project = new URL(admin.page.url()).pathname;
  await admin.fill({ 'Study Instance UIDs': study.studyUid });
  await admin.press('Put the studies in');
  await admin.says('The studies are in the project.');
  for (const [name, role] of [
    ['grace', 'ANNOTATOR'],
    ['rosalind', 'REVIEWER'],
  ]) {
    await admin.fill({ 'Name of the account': name });
    await admin.page.locator('form[action$="/members"] select[name=role]').selectOption(role);
    await admin.press('Add the member');
    await admin.says('The role is given.');
  }
  await admin.page.locator('select[name=review]').selectOption('BEFORE_SENDING');
  await admin.press('Set this');
  await admin.says('The settings hold');
});

test('the annotator sees the study of the project, segments it in the viewer and saves', async () => {
  grace = await Console.open(browser, service.root);
  await grace.signIn('grace', PASSWORD);
  assert.deepEqual(
    (await got(grace, '/dicom-web/studies')).body.map(found => found['0020000D'].Value[0]),
    [study.studyUid],
  );
  assert.equal((await got(grace, '/dicom-web/studies/1.2.3/series')).status, 403);
  viewer = new ViewerPage(grace.page, service.root);
  await viewer.go(study.studyUid);
  const [pane] = await viewer.viewports();
  await viewer.click(pane, { i: study.demoI, j: study.demoJ, k: study.demoK });
  await viewer.settled(1);
  await viewer.save('Spleen, first round');
  await viewer.panel('[data-result=AWAITING_REVIEW]').waitFor();
  await viewer.shot('walk-awaiting-review');
  assert.equal((await result()).state, 'AWAITING_REVIEW');
});

test('the reviewer sees slices, clicks and figures, and returns it with a comment at a slice', async () => {
  rosalind = await Console.open(browser, service.root);
  await rosalind.signIn('rosalind', PASSWORD);
  await rosalind.go('/console/reviews');
  await rosalind.look('reviews');
  await rosalind.page.locator('tbody a').first().click();
  await rosalind.page.waitForURL(/\/console\/reviews\/[0-9a-f-]{36}/);
  const picture = rosalind.page.locator('figure img').first();
  assert.ok((await picture.evaluate(img => /** @type {HTMLImageElement} */ (img).naturalWidth)) > 100);
  await rosalind.look('review');
  await rosalind.fill({ 'What is wrong': COMMENT });
  await rosalind.page.locator('input[name=k][inputmode=numeric]').fill(String(study.demoK - 3));
  await rosalind.page.getByRole('button', { name: /^Return it to/ }).click();
  await rosalind.page.getByRole('status').waitFor();
  assert.equal((await result()).state, 'WITHHELD');
});

test('the annotator reads why, corrects and saves again; the reviewer accepts', async () => {
  await viewer.go(study.studyUid);
  await viewer.panel('[data-review=RETURNED]').getByText(COMMENT).waitFor();
  await viewer.panel('[data-key=review-place]').click();
  await viewer.shot('walk-returned');
  const [pane] = await viewer.viewports();
  await viewer.click(pane, { i: study.demoI + 3, j: study.demoJ, k: study.demoK - 3 });
  await viewer.settled(2);
  await viewer.save('Spleen, second round');
  await viewer.panel('[data-result=AWAITING_REVIEW]').waitFor();

  await rosalind.go('/console/reviews');
  await rosalind.page.locator('tbody a').first().click();
  await rosalind.page.waitForURL(/\/console\/reviews\/[0-9a-f-]{36}/);
  await rosalind.press('Accept the result');
  await rosalind.page.getByRole('status').waitFor();
  await rosalind.look('review-accepted');
  await viewer.panel('[data-result=VERIFIED]').waitFor();
});

test('the stored object names both', async () => {
  const { studyUid, seriesUid } = await until('the result is verified', async () => {
    const now = await result();
    return now.state === 'VERIFIED' && now;
  });
  const [seg] = (await got(grace, `/dicom-web/studies/${studyUid}/series/${seriesUid}/metadata`)).body;
  assert.equal(seg[CREATORS_NAME].Value[0].Alphabetic, 'Grace H.');
  const accepted = seg[CONTRIBUTING_EQUIPMENT].Value.find(item => item[OPERATORS_NAME]);
  assert.equal(accepted[OPERATORS_NAME].Value[0].Alphabetic, 'Rosalind F.');
});

test('the record has every step, and stands a check', async () => {
  const deeds = (await got(admin, `/api/v1/admin/audit?study=${study.studyUid}&limit=200`)).body;
  const steps = (deeds.events ?? deeds).map(deed => `${deed.actor} ${deed.action}`);
  for (const step of [
    'grace session.opened',
    'grace click.added',
    'grace result.submitted',
    'rosalind review.returned',
    'rosalind review.accepted',
  ]) {
    assert.ok(steps.includes(step), `${step} is missing in ${steps.join(', ')}`);
  }
  const checked = await got(admin, '/api/v1/admin/audit/verification', { method: 'POST' });
  assert.equal(checked.status, 200);
  await admin.go('/console/audit');
  await admin.look('audit');
});

test("the operators' pages are for everybody too", async () => {
  const session = (await got(admin, '/api/v1/admin/sessions?limit=1')).body.sessions[0].id;
  const pages = {
    overview: '/console',
    sessions: '/console/sessions',
    session: `/console/sessions/${session}`,
    results: '/console/results',
    models: '/console/models',
    settings: '/console/settings',
    'project-settings': project,
    agreement: `${project}/agreement`,
    connections: '/console/connections',
    training: '/console/training',
  };
  for (const [name, url] of Object.entries(pages)) {
    await admin.go(url);
    await admin.look(name);
  }
  assert.deepEqual([...admin.errors, ...grace.errors, ...rosalind.errors], []);
});
