// A real Keycloak on loopback: a realm of a hospital with two people, one of them in a group.
import { spawn } from 'node:child_process';
import { cpSync, createWriteStream, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, sleep } from './service.mjs';

const UNPACKED = new URL('../../../target/keycloak/', import.meta.url).pathname;
const START_SECONDS = 300;
const ADMIN = { username: 'keeper', password: 'keeper of the realm' };
/** How long an access token is good: short, so that a test sees one end. */
const TOKEN_SECONDS = 15;

export const CLIENT = { id: 'deepgrow-pacs', secret: 'secret-of-the-client-in-the-test' };
export const PASSWORD = 'a password of the site';
export const GROUP = 'ct-annotators';

const version = () => (existsSync(UNPACKED) ? readdirSync(UNPACKED).find(name => name.startsWith('keycloak-')) : undefined);

/** Whether the build has unpacked it. */
export const keycloakUnpacked = () => version() !== undefined;

const person = (username, lastName, groups) => ({
  username,
  groups,
  enabled: true,
  emailVerified: true,
  firstName: username[0].toUpperCase() + username.slice(1),
  lastName,
  email: `${username}@example.org`,
  credentials: [{ type: 'password', value: PASSWORD }],
});

const realm = () => ({
  realm: 'hospital',
  enabled: true,
  accessTokenLifespan: TOKEN_SECONDS,
  groups: [{ name: GROUP }],
  users: [person('grace', 'H.', [`/${GROUP}`]), person('hedy', 'L.', [])],
  clients: [
    {
      clientId: CLIENT.id,
      secret: CLIENT.secret,
      redirectUris: ['http://127.0.0.1:*'],
      attributes: {
        'pkce.code.challenge.method': 'S256',
        'post.logout.redirect.uris': 'http://127.0.0.1:*',
      },
      directAccessGrantsEnabled: true,
      protocolMappers: [
        {
          name: 'groups',
          protocol: 'openid-connect',
          protocolMapper: 'oidc-group-membership-mapper',
          config: { 'claim.name': 'groups', 'full.path': 'false', 'access.token.claim': 'true', 'id.token.claim': 'true' },
        },
      ],
    },
  ],
});

export class Keycloak {
  /** @type {number} */
  port;
  /** @type {string} */
  root;
  /** @type {string} */
  issuer;
  /** @type {string} */
  home;
  /** @type {import('node:child_process').ChildProcess} */
  process;
  /** @type {Promise<unknown>} */
  ended;

  /** @param folder of its own; it is not started yet */
  static async prepare(folder) {
    const keycloak = new Keycloak();
    keycloak.home = join(folder, 'keycloak');
    cpSync(join(UNPACKED, version()), keycloak.home, { recursive: true });
    mkdirSync(join(keycloak.home, 'data/import'), { recursive: true });
    writeFileSync(join(keycloak.home, 'data/import/hospital-realm.json'), JSON.stringify(realm()));
    keycloak.port = await freePort();
    keycloak.root = `http://127.0.0.1:${keycloak.port}`;
    keycloak.issuer = `${keycloak.root}/realms/hospital`;
    return keycloak;
  }

  async launch() {
    this.process = spawn(
      'sh',
      [
        join(this.home, 'bin/kc.sh'),
        ...['start-dev', '--import-realm', '--cache=local', '--http-host=127.0.0.1', `--http-port=${this.port}`],
      ],
      {
        detached: true,
        env: {
          ...process.env,
          JAVA_OPTS_KC_HEAP: '-Xmx512m',
          KC_BOOTSTRAP_ADMIN_USERNAME: ADMIN.username,
          KC_BOOTSTRAP_ADMIN_PASSWORD: ADMIN.password,
        },
      },
    );
    const log = createWriteStream(join(this.home, 'keycloak.log'), { flags: 'a' });
    this.process.stdout.pipe(log);
    this.process.stderr.pipe(log);
    this.ended = new Promise(resolve => this.process.on('exit', resolve));
    for (let n = 0; n < START_SECONDS * 2 && this.process.exitCode === null; n++) {
      if ((await fetch(`${this.issuer}/.well-known/openid-configuration`).catch(() => null))?.ok) {
        return;
      }
      await sleep(500);
    }
    throw new Error('Keycloak did not start');
  }

  async stop() {
    if (this.process?.exitCode === null) {
      process.kill(-this.process.pid, 'SIGKILL');
      await this.ended;
    }
  }

  async #tokens(where, form) {
    const answer = await fetch(`${this.root}/realms/${where}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    if (!answer.ok) {
      throw new Error(`no token: ${answer.status} ${await answer.text()}`);
    }
    return (await answer.json()).access_token;
  }

  /** An access token of somebody, as a program of theirs has it. */
  token(username) {
    return this.#tokens('hospital', {
      ...{ grant_type: 'password', scope: 'openid', username, password: PASSWORD },
      ...{ client_id: CLIENT.id, client_secret: CLIENT.secret },
    });
  }

  async #administer(method, path, body) {
    const token = await this.#tokens('master', { grant_type: 'password', client_id: 'admin-cli', ...ADMIN });
    const answer = await fetch(`${this.root}/admin/realms/hospital${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    }
    const text = await answer.text();
    return text ? JSON.parse(text) : undefined;
  }

  /** From now on tokens are signed with a new key, and the ones before are no longer told to anybody. */
  async rotateKeys() {
    const type = 'org.keycloak.keys.KeyProvider';
    const before = await this.#administer('GET', `/components?type=${type}`);
    await this.#administer('POST', '/components', {
      name: 'next',
      providerId: 'rsa-generated',
      providerType: type,
      config: { priority: ['500'], keySize: ['2048'], algorithm: ['RS256'] },
    });
    for (const { id, providerId } of before) {
      if (providerId === 'rsa-generated') {
        await this.#administer('DELETE', `/components/${id}`);
      }
    }
  }

  /** Ends somebody's sign-ins at the site. */
  async signOut(username) {
    const [{ id }] = await this.#administer('GET', `/users?username=${username}&exact=true`);
    await this.#administer('POST', `/users/${id}/logout`);
  }
}
