// The service's HTTP API.

/** An answer that is no success, with the service's own words. */
export class ApiError extends Error {
  /** @param retryAfter milliseconds that the service wants to be left alone */
  constructor(status, code, detail, retryAfter = 0) {
    super(detail);
    Object.assign(this, { status, code, retryAfter });
  }

  /** Whether the same request may succeed later: everything but a plain no. */
  get passing() {
    return this.status === 0 || this.status >= 500 || [408, 425, 429].includes(this.status);
  }
}

const noAnswer = () => new ApiError(0, 'network', 'The service does not answer');

/** The body of an answer; one that breaks off, or is no answer of the service's, counts as none. */
const whole = body =>
  body.catch(() => {
    throw noAnswer();
  });

/** Milliseconds of a Retry-After header in seconds; 0 for none and for a date. */
const patience = response => 1000 * (Number.parseInt(response.headers?.get('Retry-After') ?? '', 10) || 0);

async function failure(response) {
  const problem = await response.json().catch(() => ({}));
  return new ApiError(
    response.status,
    problem.code ?? `http.${response.status}`,
    problem.detail ?? response.statusText,
    patience(response),
  );
}

export class Api {
  /** @param root such as /api/v1/ */
  constructor(root, { fetch = (...a) => globalThis.fetch(...a), authorization = () => null } = {}) {
    this.root = root;
    this.fetch = fetch;
    this.authorization = authorization;
  }

  async send(method, path, { body, headers = {}, signal } = {}) {
    const all = { Accept: 'application/json', ...headers };
    const authorization = this.authorization();
    if (authorization) {
      all.Authorization = authorization;
    }
    const binary = body instanceof Uint8Array;
    if (body !== undefined && !binary) {
      all['Content-Type'] = 'application/json';
    }
    let response;
    try {
      response = await this.fetch(this.root + path, {
        method,
        headers: all,
        body: body === undefined || binary ? body : JSON.stringify(body),
        signal,
      });
    } catch (e) {
      throw e.name === 'AbortError' ? e : noAnswer();
    }
    if (!response.ok) {
      throw await failure(response);
    }
    return response;
  }

  async json(method, path, options) {
    const response = await this.send(method, path, options);
    return response.status === 204 ? null : whole(response.json());
  }

  models = () => this.json('GET', 'models');
  structures = () => this.json('GET', 'structures');
  sessions = (seriesUid, state) => this.json('GET', `sessions?seriesUid=${seriesUid}&state=${state}`);
  open = (studyUid, seriesUid, modelId) => this.json('POST', 'sessions', { body: { studyUid, seriesUid, modelId } });
  session = (id, wait = 'PT10S') => this.json('GET', `sessions/${id}?wait=${wait}`);
  close = id => this.send('DELETE', `sessions/${id}`);
  segments = id => this.json('GET', `sessions/${id}/segments`);
  deleted = id => this.json('GET', `sessions/${id}/segments?deleted=true`);
  addSegment = (id, structure) => this.json('POST', `sessions/${id}/segments`, { body: { structure } });
  changeSegment = (id, n, change) => this.json('PATCH', `sessions/${id}/segments/${n}`, { body: change });
  deleteSegment = (id, n) => this.send('DELETE', `sessions/${id}/segments/${n}`);
  restoreSegment = (id, n) => this.json('POST', `sessions/${id}/segments/${n}/restore`);
  clicks = (id, n) => this.json('GET', `sessions/${id}/segments/${n}/clicks`);
  undo = (id, n) => this.json('POST', `sessions/${id}/segments/${n}/undo?scope=ALL`);
  redo = (id, n) => this.json('POST', `sessions/${id}/segments/${n}/redo?scope=ALL`);
  edit = (id, n, operation) => this.json('POST', `sessions/${id}/segments/${n}/edits`, { body: { operation } });
  statistics = (id, n) => this.json('GET', `sessions/${id}/segments/${n}/statistics`);
  removeClick = (id, n, click) => this.json('DELETE', `sessions/${id}/segments/${n}/clicks/${click}`);
  result = (id, result) => this.json('GET', `sessions/${id}/results/${result}`);

  click(id, n, click, key) {
    return this.json('POST', `sessions/${id}/segments/${n}/clicks`, { body: click, headers: { 'Idempotency-Key': key } });
  }

  save(id, name, key) {
    return this.json('POST', `sessions/${id}/results`, { body: { name }, headers: { 'Idempotency-Key': key } });
  }

  /** The whole mask: its box (null when empty), packed bits, revision. */
  async mask(id, n) {
    const response = await this.send('GET', `sessions/${id}/segments/${n}/mask`, {
      headers: { Accept: 'application/octet-stream' },
    });
    const voxel = name => {
      const text = response.headers.get(name);
      const [i, j, k] = (text ?? '').split(',').map(Number);
      return text ? { i, j, k } : null;
    };
    const start = voxel('Mask-Box-Start');
    return {
      revision: Number(response.headers.get('Mask-Revision')),
      box: start && { start, end: voxel('Mask-Box-End') },
      bits: new Uint8Array(await whole(response.arrayBuffer())),
    };
  }

  /** Puts a mask (no box: the empty one) in place of a segment's; its clicks are cleared. */
  putMask(id, n, box, bits) {
    const text = ({ i, j, k }) => `${i},${j},${k}`;
    return this.json('PUT', `sessions/${id}/segments/${n}/mask`, {
      body: bits,
      headers: {
        'Content-Type': 'application/octet-stream',
        ...(box && { 'Mask-Box-Start': text(box.start), 'Mask-Box-End': text(box.end) }),
      },
    });
  }
}
