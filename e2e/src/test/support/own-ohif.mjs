// OHIF as published, on a web server of somebody's own, with what docs/ohif.md asks for and no more.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { freePort } from './service.mjs';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const VIEWER = join(ROOT, 'ohif-extension/node_modules/@ohif/app/dist');
const EXTENSION = join(ROOT, 'ohif-extension/src/main/viewer/deepgrow-extension');
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
};

const CONFIG = `window.config = {
  routerBasename: '/',
  showStudyList: true,
  extensions: ['/deepgrow-extension/extension.js'],
  modes: ['/deepgrow-extension/mode.js'],
  defaultDataSourceName: 'mine',
  dataSources: [{
    namespace: '@ohif/extension-default.dataSourcesModule.dicomweb',
    sourceName: 'mine',
    configuration: {
      friendlyName: 'mine', name: 'mine',
      qidoRoot: '/dicom-web', wadoRoot: '/dicom-web', wadoUriRoot: '/dicom-web',
      imageRendering: 'wadors', thumbnailRendering: 'wadors',
      enableStudyLazyLoad: true, supportsWildcard: true, omitQuotationForMultipartRequest: true,
    },
  }],
};`;

export class OwnOhif {
  /** @type {number} */
  port;
  /** @type {string} */
  root;
  /** @type {import('node:http').Server} */
  server;

  /** @param service whose /api/ and /dicom-web/ are passed on */
  static async start(service) {
    const own = new OwnOhif();
    own.port = await freePort();
    own.root = `http://127.0.0.1:${own.port}`;
    own.server = createServer((ask, answer) => own.#answer(ask, answer, new URL(service)));
    await new Promise(resolve => own.server.listen(own.port, '127.0.0.1', () => resolve(null)));
    return own;
  }

  #answer(ask, answer, { hostname, port }) {
    const path = normalize(new URL(ask.url, this.root).pathname);
    if (/^\/(api|dicom-web)\//.test(path)) {
      const onward = request({ hostname, port, path: ask.url, method: ask.method, headers: ask.headers }, from => {
        answer.writeHead(from.statusCode, from.headers);
        from.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      ask.pipe(onward);
    } else if (path === '/app-config.js') {
      answer.writeHead(200, { 'Content-Type': TYPES['.js'] }).end(CONFIG);
    } else {
      const ours = path.startsWith('/deepgrow-extension/');
      const file = ours ? join(EXTENSION, path.slice('/deepgrow-extension'.length)) : join(VIEWER, path);
      const found = existsSync(file) && statSync(file).isFile() ? file : join(VIEWER, 'index.html');
      answer.writeHead(200, { 'Content-Type': TYPES[extname(found)] ?? 'application/octet-stream' });
      createReadStream(found).pipe(answer);
    }
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(resolve));
  }
}
