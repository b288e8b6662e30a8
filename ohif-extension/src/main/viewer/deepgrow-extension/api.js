// The service's HTTP API.

/** An answer that is no success, with the service's own words. */
export class ApiError extends Error {
  /** @param retryAfter milliseconds that the service wants to be left alone */
  constructor(status, code, detail, retryAfter = 0) {
    super(detail);
    this.status = status;
    this.code = code;
    this.retryAfter = retryAfter;
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

/** On what terms a change is made: once for its key, and only if the segment is at this revision still. */
const terms = (/** @type {Terms} */ { key, revision } = {}) => ({
  ...(key !== undefined && { 'Idempotency-Key': key }),
  ...(revision !== undefined && { 'If-Match': `"${revision}"` }),
});

export class Api {
  /** @param root such as /api/v1/ */
  constructor(root, { fetch = (url, options) => globalThis.fetch(url, options) } = {}) {
    this.root = root;
    this.fetch = fetch;
    /** Where people sign in. */
    this.signInUrl = root.replace(/api\/v1\/$/, 'sign-in');
    /** Where those who run the service see how it does. */
    this.consoleUrl = root.replace(/api\/v1\/$/, 'console');
    /** Where people see their reading tasks. */
    this.worklistUrl = `${this.consoleUrl}/worklist`;
  }

  /**
   * Sends a request; an answer that is no success is thrown.
   *
   * @param {string} method
   * @param {string} path below the root
   * @param {{ body?: unknown, headers?: Record<string, string>, signal?: AbortSignal }} [options] what is no bytes goes as JSON
   */
  async send(method, path, { body, headers = {}, signal } = {}) {
    /** @type {Record<string, string>} */
    const all = { Accept: 'application/json', ...headers };
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

  me = () => this.json('GET', 'me');
  models = () => this.json('GET', 'models');
  structures = () => this.json('GET', 'structures');
  sessions = (seriesUid, state) => this.json('GET', `sessions?seriesUid=${seriesUid}&state=${state}`);
  open = (studyUid, seriesUid, modelId) => this.json('POST', 'sessions', { body: { studyUid, seriesUid, modelId } });
  session = (id, wait = 'PT10S') => this.json('GET', `sessions/${id}?wait=${wait}`);
  close = id => this.send('DELETE', `sessions/${id}`);
  segments = id => this.json('GET', `sessions/${id}/segments`);
  deleted = id => this.json('GET', `sessions/${id}/segments?deleted=true`);
  clicks = (id, n) => this.json('GET', `sessions/${id}/segments/${n}/clicks`);
  statistics = (id, n) => this.json('GET', `sessions/${id}/segments/${n}/statistics`);
  result = (id, result) => this.json('GET', `sessions/${id}/results/${result}`);

  task = id => this.json('GET', `reading-tasks/${id}`);
  myTasks = () => this.json('GET', 'reading-tasks?mine=true&limit=20');
  /** Claims, starts, keeps, submits or releases a reading task. */
  taskStep = (id, step) => this.json('POST', `reading-tasks/${id}/${step}`);
  /** The task that comes next, which is the reader's now; null when there is nothing to do. */
  nextTask = () => this.json('POST', 'reading-tasks/next');

  /** A change of a session; the last argument of each is on what terms: { key, revision }. */
  #change = (method, path, on, body) => this.json(method, `sessions/${path}`, { body, headers: terms(on) });

  /** Adds a segment that leaves others what they have. */
  addSegment = (id, structure, on) => this.#change('POST', `${id}/segments`, on, { structure, keepsOthers: true });
  changeSegment = (id, n, change, on) => this.#change('PATCH', `${id}/segments/${n}`, on, change);
  deleteSegment = (id, n, on) => this.#change('DELETE', `${id}/segments/${n}`, on);
  restoreSegment = (id, n, on) => this.#change('POST', `${id}/segments/${n}/restore`, on);
  click = (id, n, click, on) => this.#change('POST', `${id}/segments/${n}/clicks`, on, click);
  prompt = (id, n, prompt, on) => this.#change('POST', `${id}/segments/${n}/prompts`, on, prompt);
  undo = (id, n, on) => this.#change('POST', `${id}/segments/${n}/undo?scope=ALL`, on);
  redo = (id, n, on) => this.#change('POST', `${id}/segments/${n}/redo?scope=ALL`, on);
  edit = (id, n, operation, on, figures = {}) => this.#change('POST', `${id}/segments/${n}/edits`, on, { operation, ...figures });
  /** Takes one click back; redoable is whether redo brings it again. */
  removeClick = (id, n, click, on, redoable = true) =>
    this.#change('DELETE', `${id}/segments/${n}/clicks/${click}${redoable ? '' : '?redoable=false'}`, on);
  restoreClick = (id, n, click, on) => this.#change('POST', `${id}/segments/${n}/clicks/${click}/restore`, on);
  save = (id, name, on) => this.#change('POST', `${id}/results`, on, { name });

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
  putMask(id, n, box, bits, on) {
    const text = ({ i, j, k }) => `${i},${j},${k}`;
    return this.json('PUT', `sessions/${id}/segments/${n}/mask`, {
      body: bits,
      headers: {
        ...terms(on),
        'Content-Type': 'application/octet-stream',
        ...(box && { 'Mask-Box-Start': text(box.start), 'Mask-Box-End': text(box.end) }),
      },
    });
  }
}
