// People of a site's identity provider: a real Keycloak, a real browser.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { launch } from '../support/browser.mjs';
import { Console } from '../support/console.mjs';
import { CLIENT, GROUP, Keycloak, PASSWORD, keycloakUnpacked } from '../support/keycloak.mjs';
import { Service, sleep } from '../support/service.mjs';

const TOKEN = '0123456789abcdef0123456789abcdef';
const CODE = 'setup-code-of-the-test';
const SITE = 'Sign in with the account of your site';
const PATIENCE_SECONDS = 120;
const skip = keycloakUnpacked() ? false : 'Keycloak is not unpacked (-DskipKeycloak, or no registry)';
let data, keycloak, service, browser;

before(async () => {
  if (skip) {
    return;
  }
  data = mkdtempSync(join(tmpdir(), 'deepgrow-keycloak-'));
  keycloak = await Keycloak.prepare(data);
  service = await Service.start(data, {
    'deepgrow.security.allow-anonymous': 'false',
    'deepgrow.security.token': TOKEN,
    'deepgrow.pacs.bearer-token': TOKEN,
    'deepgrow.accounts.setup-code': CODE,
    'quarkus.oidc.tenant-enabled': 'true',
    'quarkus.oidc.auth-server-url': keycloak.issuer,
    'quarkus.oidc.client-id': CLIENT.id,
    'quarkus.oidc.credentials.secret': CLIENT.secret,
    'quarkus.oidc.roles.role-claim-path': 'groups',
    'quarkus.oidc.token-state-manager.encryption-secret': 'secret of all replicas, 32 letters or more',
  });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await service?.stop();
  await keycloak?.stop();
  if (data) {
    rmSync(data, { recursive: true, force: true });
  }
});

/** Waits for something that time brings. */
async function until(what, holds) {
  for (let n = 0; n < PATIENCE_SECONDS; n++) {
    if (await holds()) {
      return;
    }
    await sleep(1000);
  }
  assert.fail(what);
}

const me = token => fetch(`${service.root}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });

/** Goes to Keycloak's own page and signs in there. */
async function throughTheSite(name) {
  const person = await Console.open(browser, service.root);
  await person.go('/sign-in?to=/console/me');
  await person.page.getByText(SITE).click();
  await person.page.locator('#username').fill(name);
  await person.page.locator('#password').fill(PASSWORD);
  await person.page.locator('#kc-login').click();
  await person.page.waitForURL(/\/console\/me/);
  return person;
}

const status = async (person, path) => (await person.page.request.get(`${service.root}${path}`, { maxRedirects: 0 })).status();

test('while the provider is away, the service starts and people with a password here get in', { skip }, async () => {
  const admin = await Console.open(browser, service.root);
  await admin.go('/setup');
  await admin.fill({
    'Code from the log': CODE,
    'Name to sign in with': 'ada',
    'Name that others see': 'Ada L.',
    Password: 'correct horse battery staple',
  });
  await admin.press('Make the first admin');
  assert.equal(await status(admin, '/console'), 200);
  const given = await admin.page.request.put(`${service.root}/api/v1/admin/groups/${GROUP}/grants`, {
    data: { grants: [{ role: 'ANNOTATOR' }] },
  });
  assert.equal(given.status(), 200);
  await admin.page.context().close();

  const person = await Console.open(browser, service.root);
  await person.go('/sign-in?to=/console/me');
  await person.page.getByText(SITE).click();
  await person.page.getByRole('alert').getByText('cannot be reached').waitFor();
  await person.page.context().close();
});

test('when it comes, people sign in there and have the roles of their group', { skip }, async () => {
  await keycloak.launch();
  const grace = await throughTheSite('grace');
  await grace.page.getByText('Grace H.').first().waitFor();
  await grace.page.getByRole('cell', { name: 'ANNOTATOR', exact: true }).waitFor();
  assert.equal(new URL(grace.page.url()).search, '', 'no code or state is left in the address');
  assert.equal(await status(grace, '/api/v1/sessions'), 200);
  assert.equal(await status(grace, '/api/v1/admin/accounts'), 403);
  const hedy = await throughTheSite('hedy');
  await hedy.page.getByText('Nothing yet.').waitFor();
  assert.equal(await status(hedy, '/api/v1/sessions'), 403);
});

test("who is signed in stays so beyond one token's life, until the site signs them out", { skip }, async () => {
  const grace = await throughTheSite('grace');
  const cookie = async () => JSON.stringify((await grace.page.context().cookies()).filter(({ name }) => name.startsWith('q_session')));
  const first = await cookie();
  await until('the token is renewed', async () => {
    assert.equal(await status(grace, '/api/v1/sessions'), 200);
    return (await cookie()) !== first;
  });
  await keycloak.signOut('grace');
  await until('the sign-in ends', async () => (await status(grace, '/api/v1/sessions')) !== 200);
  await grace.page.goto(`${service.root}/console/me`);
  await grace.page.getByText(SITE).waitFor();
});

test('who signs out here is signed out at the site too', { skip }, async () => {
  const grace = await throughTheSite('grace');
  await grace.press('Sign out');
  await grace.page.getByText(SITE).waitFor();
  assert.notEqual(await status(grace, '/api/v1/sessions'), 200);
  await grace.page.getByText(SITE).click();
  await grace.page.locator('#password').waitFor();
});

test('programs use the tokens of the site, also of a key that is new since', { skip }, async () => {
  const before = await keycloak.token('grace');
  assert.equal((await (await me(before)).json()).name, 'grace');
  const [head, body, signature] = before.split('.');
  const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(body, 'base64url').toString()), groups: ['admins'] }));
  assert.equal((await me([head, forged.toString('base64url'), signature].join('.'))).status, 401);
  await until('a token ends', async () => (await me(before)).status === 401);

  await keycloak.rotateKeys();
  await until('a token of the new key is taken', async () => (await me(await keycloak.token('grace'))).status === 200);
});

test('while it is away again, nobody new comes in by it, and all else goes on', { skip }, async () => {
  const grace = await throughTheSite('grace');
  await keycloak.stop();
  await until('the sign-in ends with its token', async () => (await status(grace, '/api/v1/sessions')) !== 200);
  await grace.page.goto(`${service.root}/console/me`);
  await grace.page.getByText(SITE).waitFor();

  const admin = await Console.open(browser, service.root);
  await admin.signIn('ada', 'correct horse battery staple');
  assert.equal(await status(admin, '/api/v1/admin/accounts'), 200);
  assert.equal((await fetch(`${service.root}/q/health/ready`)).status, 200);

  await keycloak.launch();
  await throughTheSite('grace');
});
