// The packaged service as a process of its own, with everything embedded.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, createWriteStream, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const JAR = join(ROOT, 'quarkus-app/target/quarkus-app/quarkus-run.jar');
const COMMAND_LINE = join(ROOT, 'command-line/target');
const START_SECONDS = 240;

export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms));

/** @returns {Promise<number>} that nobody listens at */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * Puts a generated CT into an archive folder; what study.json says of it. It is generated once for a build.
 *
 * @param size standard (256×256×80) or large (512×512×300)
 */
export function phantom(data, archive = join(data, 'archive'), size = 'standard') {
  const jar = `${COMMAND_LINE}/deepgrow-command-line.jar`;
  const kept = join(ROOT, 'e2e/target/phantom', size);
  const described = join(kept, 'study.json');
  if (!existsSync(described) || statSync(described).mtimeMs < statSync(jar).mtimeMs) {
    execFileSync('java', [
      ...['-Xmx2g', '-cp', `${jar}:${COMMAND_LINE}/lib/*`, 'io.deepgrow.command.Deepgrow', 'generate-phantom'],
      ...['--seed', '7', '--size', size, '--dicom', join(kept, 'slices'), '--out', kept],
    ]);
  }
  cpSync(join(kept, 'slices'), archive, { recursive: true });
  return JSON.parse(readFileSync(described, 'utf8'));
}

export class Service {
  /** @type {import('node:child_process').ChildProcessWithoutNullStreams} */
  process;
  /** @type {Promise<unknown>} */
  ended;

  constructor(data, port, settings) {
    this.data = data;
    this.port = port;
    this.settings = settings;
    this.root = `http://127.0.0.1:${port}`;
  }

  /** @param settings more system properties */
  static async start(data, settings = {}) {
    mkdirSync(data, { recursive: true });
    if (!existsSync(JAR)) {
      throw new Error(`${JAR} is missing: package first`);
    }
    const service = new Service(data, await freePort(), settings);
    await service.launch();
    return service;
  }

  async launch() {
    const properties = {
      'quarkus.profile': 'demo',
      'quarkus.http.port': this.port,
      'deepgrow.data-dir': this.data,
      'deepgrow.results.retry': '500ms',
      'deepgrow.results.max-retry': '1s',
      ...this.settings,
    };
    this.process = spawn('java', ['-Xmx1g', ...Object.entries(properties).map(([k, v]) => `-D${k}=${v}`), '-jar', JAR]);
    const log = createWriteStream(join(this.data, 'service.log'), { flags: 'a' });
    this.process.stdout.pipe(log);
    this.process.stderr.pipe(log);
    this.ended = new Promise(resolve => this.process.on('exit', resolve));
    for (let n = 0; n < START_SECONDS * 4 && this.process.exitCode === null; n++) {
      const ready = await fetch(`${this.root}/q/health/live`).catch(() => null);
      if (ready?.ok) {
        return;
      }
      await sleep(250);
    }
    throw new Error(`The service did not start: ${readFileSync(join(this.data, 'service.log'), 'utf8').slice(-2000)}`);
  }

  /** Makes it answer nothing for a while, with connections open. */
  pause() {
    this.process.kill('SIGSTOP');
  }

  resume() {
    this.process.kill('SIGCONT');
  }

  /** @param {NodeJS.Signals} [signal] */
  async stop(signal = 'SIGTERM') {
    this.process.kill(signal);
    await this.ended;
  }

  async json(path) {
    const response = await fetch(`${this.root}/api/v1/${path}`);
    if (!response.ok) {
      throw new Error(`${path}: ${response.status} ${await response.text()}`);
    }
    return response.json();
  }

  /** The server's mask of a segment: flat voxel numbers, i fastest. */
  async mask(session, number, size) {
    const response = await fetch(`${this.root}/api/v1/sessions/${session}/segments/${number}/mask`, {
      headers: { Accept: 'application/octet-stream' },
    });
    const bits = new Uint8Array(await response.arrayBuffer());
    const voxels = new Set();
    if (!response.headers.get('Mask-Box-Start')) {
      return voxels;
    }
    const [si, sj, sk] = response.headers.get('Mask-Box-Start').split(',').map(Number);
    const [ei, ej, ek] = response.headers.get('Mask-Box-End').split(',').map(Number);
    let n = 0;
    for (let k = sk; k < ek; k++) {
      for (let j = sj; j < ej; j++) {
        for (let i = si; i < ei; i++, n++) {
          if ((bits[n >> 3] >> (n & 7)) & 1) {
            voxels.add((k * size.j + j) * size.i + i);
          }
        }
      }
    }
    return voxels;
  }
}
