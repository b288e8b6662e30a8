// The console's pages about people and projects, as an admin and those they let in use them: by mouse, keyboard, phone, without script.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Console } from '../support/console.mjs';
import { Service, phantom } from '../support/service.mjs';
import { launch } from '../support/browser.mjs';

const TOKEN = '0123456789abcdef0123456789abcdef';
const CODE = 'setup-code-of-the-test';
const PASSWORD = 'correct horse battery staple';
let data, study, service, browser, admin, project, account;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-people-'));
  study = phantom(data);
  service = await Service.start(data, {
    'deepgrow.security.allow-anonymous': 'false',
    'deepgrow.security.token': TOKEN,
    'deepgrow.pacs.bearer-token': TOKEN,
    'deepgrow.accounts.setup-code': CODE,
  });
  browser = await launch();
  admin = await Console.open(browser, service.root);
});

after(async () => {
  await browser?.close();
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

const path = () => new URL(admin.page.url()).pathname;

test('the code of the log makes the first admin', async () => {
  await admin.go('/setup');
  await admin.fill({
    'Code from the log': CODE,
    'Name to sign in with': 'ada',
    'Name that others see': 'Ada L.',
    Password: PASSWORD,
  });
  await admin.press('Make the first admin');
  assert.equal(path(), '/console');
});

test('an account is made with the keyboard alone', async () => {
  await admin.go('/console/accounts');
  const { keyboard } = admin.page;
  await keyboard.press('Tab');
  assert.equal(await admin.focused(), 'Skip to the content');
  await keyboard.press('Enter');
  await admin.tabTo('Search by name');
  await admin.tabTo('PERSON');
  await keyboard.press('ArrowDown');
  await keyboard.press('ArrowUp');
  await admin.tabTo('Name to sign in with');
  await keyboard.type('grace');
  await admin.tabTo('Name that others see');
  await keyboard.type('Grace H.');
  await admin.tabTo('Password of a person');
  await keyboard.type(PASSWORD);
  await admin.tabTo('Make the account');
  await Promise.all([admin.page.waitForURL(/\/console\/accounts\/[0-9a-f-]{36}/), keyboard.press('Enter')]);
  await admin.says('The account is made.');
  account = path();
});

test('a project gets a study and a member', async () => {
  await admin.go('/console/projects');
  await admin.fill({ Name: 'Spleen study' });
  await admin.press('Make the project');
  await admin.says('The project is made.');
  project = path();
  await admin.fill({
    'Study Instance UIDs': `StudyInstanceUID\n${study.studyUid}`,
  });
  await admin.press('Put the studies in');
  await admin.says('The studies are in the project.');
  await admin.fill({ 'Name of the account': 'grace' });
  await admin.press('Add the member');
  await admin.says('The role is given.');
});

/** What somebody gets at an address. */
const got = async (who, url) => {
  const answer = await who.page.request.get(`${service.root}${url}`);
  return {
    status: answer.status(),
    body: answer.ok() && answer.status() !== 204 ? await answer.json() : null,
  };
};

test('a member sees the studies of their project, and who is in another one does not', async () => {
  const grace = await Console.open(browser, service.root);
  await grace.signIn('grace', PASSWORD);
  const uids = async who => ((await got(who, '/dicom-web/studies')).body ?? []).map(found => found['0020000D'].Value[0]);
  assert.deepEqual(await uids(grace), [study.studyUid]);
  const series = `/dicom-web/studies/${study.studyUid}/series`;
  assert.equal((await got(grace, series)).status, 200);
  const opened = await grace.page.request.post(`${service.root}/api/v1/sessions?wait=PT30S`, {
    data: { studyUid: study.studyUid, seriesUid: study.seriesUid },
  });
  assert.equal(opened.status(), 201);
  assert.equal((await opened.json()).owner, 'grace');
  assert.equal((await got(grace, '/api/v1/sessions?mine=true')).body.length, 1);
  assert.equal((await got(grace, '/console/accounts')).status, 403);
  await grace.go('/console/me');
  await grace.page.getByText('the project Spleen study').waitFor();
  await grace.look('me-member');

  await admin.page.request.post(`${service.root}/api/v1/admin/accounts`, {
    data: { name: 'hedy', kind: 'PERSON', password: PASSWORD },
  });
  await admin.go('/console/projects');
  await admin.fill({ Name: 'Another study' });
  await admin.press('Make the project');
  await admin.fill({ 'Study Instance UIDs': '1.2.3.4.5' });
  await admin.press('Put the studies in');
  await admin.fill({ 'Name of the account': 'hedy' });
  await admin.press('Add the member');
  const hedy = await Console.open(browser, service.root);
  await hedy.signIn('hedy', PASSWORD);
  assert.deepEqual(await uids(hedy), []);
  assert.equal((await got(hedy, series)).status, 403);
  assert.deepEqual((await got(hedy, '/api/v1/sessions')).body, []);
});

test('a key is shown once and ends when its name is typed', async () => {
  await admin.go(account);
  const form = admin.page.locator(`form[action$="${account}/keys"]`);
  await form.getByLabel('Name').fill('night batch');
  await form.locator('input[value=VIEWER]').check();
  await form.getByRole('button').click();
  const key = await admin.page.locator('.secret').textContent();
  assert.match(key, /^dgk_[0-9a-f]{12}_[0-9a-f]{48}$/);
  await admin.look('new-key');
  await admin.go(account);
  assert.equal(await admin.page.locator('.secret').count(), 0);
  await admin.page.getByText('End night batch', { exact: true }).click();
  const end = admin.page.locator('form[action$="/end"]');
  const asked = new Promise(resolve =>
    admin.page.once('dialog', dialog => {
      resolve(dialog.message());
      dialog.dismiss();
    }),
  );
  await end.getByLabel('to confirm').fill('something else');
  await end.getByRole('button').click();
  assert.match(await asked, new RegExp(`Type ${key.split('_')[1]}`));
  await end.getByLabel('to confirm').fill(key.split('_')[1]);
  await end.getByRole('button').click();
  await admin.says('The key has ended.');
});

test('forms do their work without a script', async () => {
  const plain = await Console.open(browser, service.root, {
    javaScriptEnabled: false,
  });
  await plain.signIn('ada', PASSWORD);
  await plain.go('/console/accounts');
  await plain.page.getByLabel('a program').check();
  await plain.fill({ 'Name to sign in with': 'night-batch' });
  await plain.press('Make the account');
  await plain.says('The account is made.');
  await plain.page.locator('form[action$="/roles"] select[name=role]').selectOption('SERVICE');
  await plain.press('Give the role');
  await plain.says('The role is given.');
  await plain.go(project);
  await plain.page.getByText('Delete the project').first().click();
  await plain.fill({ 'to confirm': 'another name' });
  await plain.page.getByRole('button', { name: 'Delete the project' }).click();
  await plain.page.getByRole('alert').getByText('type Spleen study to confirm').waitFor();
});

test('every page is for everybody: axe finds nothing, light and dark, and nothing is cut off at 360 pixels', async () => {
  const pages = {
    accounts: '/console/accounts',
    account,
    groups: '/console/groups',
    projects: '/console/projects',
    project,
    me: '/console/me',
    'accounts-none': '/console/accounts?search=nobody',
  };
  for (const [name, url] of Object.entries(pages)) {
    await admin.go(url);
    await admin.look(name);
  }
  assert.deepEqual(admin.errors, []);
});

test('whoever signs out everywhere is out', async () => {
  const elsewhere = await Console.open(browser, service.root);
  await elsewhere.signIn('ada', PASSWORD);
  await admin.go('/console/me');
  await admin.press('Sign out everywhere else');
  await admin.says('You are signed out everywhere else.');
  assert.equal((await got(elsewhere, '/api/v1/me')).status, 401);
  await admin.fill({
    'Present password': PASSWORD,
    'New password': 'another horse in another stable',
  });
  await admin.press('Change the password');
  await admin.says('Your new password holds.');
  await admin.page.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
  await admin.page.waitForURL(/\/sign-in/);
  assert.equal((await got(admin, '/api/v1/me')).status, 401);
});
