// A real PACS on loopback.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, sleep } from './service.mjs';

const PLUGIN = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';
const START_SECONDS = 90;

export const orthancInstalled = () => existsSync('/usr/sbin/Orthanc') && existsSync(PLUGIN);

export class Orthanc {
  /** @type {number} */
  port;
  /** @type {string} */
  root;
  /** @type {string} */
  config;
  /** @type {import('node:child_process').ChildProcess} */
  process;
  /** @type {Promise<unknown>} */
  ended;

  static async start(folder) {
    const orthanc = new Orthanc();
    mkdirSync(folder, { recursive: true });
    orthanc.port = await freePort();
    orthanc.root = `http://127.0.0.1:${orthanc.port}`;
    orthanc.config = join(folder, 'orthanc.json');
    const settings = {
      Name: 'test',
      StorageDirectory: join(folder, 'storage'),
      IndexDirectory: join(folder, 'storage'),
      HttpPort: orthanc.port,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: false,
      DicomServerEnabled: false,
      Plugins: [PLUGIN],
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
    };
    writeFileSync(orthanc.config, JSON.stringify(settings));
    await orthanc.launch();
    return orthanc;
  }

  async launch() {
    this.process = spawn('/usr/sbin/Orthanc', [this.config], { stdio: 'ignore' });
    this.ended = new Promise(resolve => this.process.on('exit', resolve));
    for (let n = 0; n < START_SECONDS * 4; n++) {
      if ((await fetch(`${this.root}/system`).catch(() => null))?.ok) {
        return;
      }
      await sleep(250);
    }
    throw new Error('Orthanc did not start');
  }

  async upload(folder) {
    for (const name of readdirSync(folder)) {
      const response = await fetch(`${this.root}/instances`, { method: 'POST', body: readFileSync(join(folder, name)) });
      if (!response.ok) {
        throw new Error(`Orthanc took no ${name}: ${response.status}`);
      }
    }
  }

  async stop() {
    this.process.kill();
    await this.ended;
  }
}
