// Two people on one worklist: who gets what, save and next in the viewer, handing over, and a claim that passes.
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
const TASKS = '/api/v1/reading-tasks';
let data, study, series, service, browser, admin, grace, lise, viewer, forgotten, saved, handed;

/** Sends something as somebody; what comes back. */
async function sent(who, method, url, body) {
  const answer = await who.page.request.fetch(`${service.root}${url}`, { method, data: body });
  const text = await answer.text();
  return { status: answer.status(), body: text && answer.ok() ? JSON.parse(text) : null, text };
}

/** As `sent`, of what has to succeed. */
async function done(who, method, url, body) {
  const answer = await sent(who, method, url, body);
  assert.ok(answer.status < 300, `${method} ${url}: ${answer.status} ${answer.text}`);
  return answer.body;
}

const step = (who, id, name) => sent(who, 'POST', `${TASKS}/${id}/${name}`);
const task = async (who, id) => (await sent(who, 'GET', `${TASKS}/${id}`)).body;

async function until(what, holds) {
  for (let n = 0; n < 240; n++) {
    if (await holds()) {
      return;
    }
    await sleep(250);
  }
  assert.fail(what);
}

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-worklist-'));
  study = phantom(data);
  service = await Service.start(data, {
    'deepgrow.security.allow-anonymous': 'false',
    'deepgrow.security.token': TOKEN,
    'deepgrow.pacs.bearer-token': TOKEN,
    'deepgrow.accounts.setup-code': CODE,
    'deepgrow.worklist.claim': '25s',
  });
  browser = await launch();
  admin = await Console.open(browser, service.root);
  await admin.page.request.post(`${service.root}/setup`, {
    form: { code: CODE, name: 'ada', displayName: 'Ada L.', password: PASSWORD },
  });
  for (const name of ['grace', 'lise']) {
    const { id } = await done(admin, 'POST', '/api/v1/admin/accounts', { name, kind: 'PERSON', password: PASSWORD });
    await done(admin, 'PUT', `/api/v1/admin/accounts/${id}/grants`, { grants: [{ role: 'ANNOTATOR' }] });
  }
  const [found] = await done(admin, 'GET', `/dicom-web/studies/${study.studyUid}/series`);
  series = found['0020000E'].Value[0];
  const put = more => done(admin, 'POST', TASKS, { studyUid: study.studyUid, seriesUid: series, structures: ['spleen', 'liver'], ...more });
  await put({ reason: 'The network is not sure', priority: 7, due: new Date(Date.now() + 5.5 * 3_600_000).toISOString() });
  await put({ reason: 'Of the spleen study' });
  await put({ reason: 'Of the spleen study, once more' });
  forgotten = (await put({ reason: 'Can wait', priority: 1 })).id;
  grace = await Console.open(browser, service.root);
  await grace.signIn('grace', PASSWORD);
  lise = await Console.open(browser, service.root);
  await lise.signIn('lise', PASSWORD);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

test('two people who ask at once get two tasks, and nobody gets what the other has', async () => {
  const [one, other] = await Promise.all([grace, lise].map(who => done(who, 'POST', `${TASKS}/next`)));
  assert.notEqual(one.id, other.id);
  const refused = await step(lise, one.id, 'claim');
  assert.equal(refused.status, 409);
  assert.match(refused.text, /task\.taken/);
  assert.doesNotMatch(refused.text, /grace/);
  assert.equal((await step(grace, one.id, 'release')).status, 200);
  assert.equal((await step(lise, other.id, 'release')).status, 200);
  assert.equal((await step(grace, forgotten, 'claim')).status, 200);
});

test('somebody takes the next task on the page, marks it in the viewer, and is given the one after it', async () => {
  await grace.go('/console/worklist?show=POOL');
  await grace.look('worklist');
  await grace.press('Take the next task and open it');
  await grace.page.waitForURL(/\/deepgrow\?.*task=/);
  viewer = new ViewerPage(grace.page, service.root);
  await viewer.ready();
  saved = new URL(grace.page.url()).searchParams.get('task');
  await viewer.panel('[data-task=STARTED]').waitFor();
  await viewer.panel('[data-key=todo-spleen][aria-pressed=true]').waitFor();
  const [pane] = await viewer.viewports();
  await viewer.click(pane, { i: study.demoI, j: study.demoJ, k: study.demoK });
  await viewer.settled(1);
  await viewer.panel('[data-key=todo-spleen].good').waitFor();
  await viewer.panel('[data-key=todo-liver]').click();
  await viewer.panel('[data-key=todo-liver][aria-pressed=true]').waitFor();
  await viewer.shot('worklist-task');
  await viewer.panel('[data-key=save-next]').click();
  await grace.page.waitForURL(url => ![null, saved].includes(url.searchParams.get('task')));
  await viewer.ready();
  await viewer.panel('[data-task=STARTED]').waitFor();
  handed = new URL(grace.page.url()).searchParams.get('task');
  assert.notEqual(handed, forgotten);
  await until('what was saved is in the PACS', async () => (await task(grace, saved)).state === 'DONE');
});

test('what is handed over is on the list of the other alone, who gives it back in the viewer', async () => {
  await grace.go(`/console/worklist/${handed}`);
  await grace.look('reading-task');
  await grace.fill({ 'Name of the account': 'lise' });
  await grace.press('Hand it over');
  await grace.says('The task is handed over.');
  assert.equal((await sent(grace, 'GET', `${TASKS}/${handed}`)).status, 403);
  await lise.go('/console/worklist');
  await lise.page.getByRole('button', { name: `Take task ${handed.slice(0, 8)} and open it` }).click();
  const panel = new ViewerPage(lise.page, service.root);
  await panel.ready();
  await panel.panel('[data-key=release]').click();
  await panel.panel('[data-key=take]').waitFor();
  assert.equal((await task(lise, handed)).state, 'OPEN');
});

test('a task of which nothing is heard is back on the list, and its holder has lost it', async () => {
  await until('the claim has passed', async () => (await task(lise, forgotten)).state === 'OPEN');
  const { status, text } = await step(grace, forgotten, 'heartbeat');
  assert.equal(status, 409);
  assert.match(text, /task\.other_state/);
  assert.deepEqual([...grace.errors, ...lise.errors], []);
});
