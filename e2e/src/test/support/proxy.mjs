// A reverse proxy that takes a path prefix away, as one in front of many services does.
import { createServer, request } from 'node:http';
import { freePort } from './service.mjs';

export class PrefixProxy {
  /** @type {number} */
  port;
  /** @type {string} */
  root;
  /** @type {import('node:http').Server} */
  server;

  /** @param prefix such as /ct/ */
  static async start(prefix, target) {
    const proxy = new PrefixProxy();
    proxy.port = await freePort();
    proxy.root = `http://127.0.0.1:${proxy.port}${prefix.slice(0, -1)}`;
    proxy.server = createServer((ask, answer) => {
      if (!ask.url.startsWith(prefix)) {
        answer.writeHead(404).end();
        return;
      }
      const { hostname, port } = new URL(target);
      const headers = { ...ask.headers, 'x-forwarded-host': ask.headers.host, 'x-forwarded-proto': 'http' };
      const onward = request({ hostname, port, path: ask.url.slice(prefix.length - 1), method: ask.method, headers }, from => {
        answer.writeHead(from.statusCode, from.headers);
        from.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      answer.on('close', () => onward.destroy());
      ask.pipe(onward);
    });
    await new Promise(resolve => proxy.server.listen(proxy.port, '127.0.0.1', () => resolve(null)));
    return proxy;
  }

  stop() {
    this.server.closeAllConnections();
    return new Promise(resolve => this.server.close(resolve));
  }
}
