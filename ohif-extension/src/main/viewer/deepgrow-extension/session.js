// A session on one series as the viewer sees it: segments, clicks in order, what to paint.
import { BitMask, fromBase64, unite } from './bits.js';
import { Geometry } from './geometry.js';
import { Queue } from './queue.js';
import { Segment } from './segment.js';

const requestKey = () =>
  globalThis.crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), b => b.toString(16).padStart(2, '0')).join('');

/** A click as the service wants it. */
const asked = ([x, y, z], positive, slice) => ({
  kind: positive ? 'POSITIVE' : 'NEGATIVE',
  patient: { x, y, z },
  ...(slice && { extent: 'SLICE' }),
});

/** Fires: state (words to show), segments, clicks, paint (detail: box), problem. */
export class Session extends EventTarget {
  constructor(api, studyUid, seriesUid) {
    super();
    Object.assign(this, { api, studyUid, seriesUid, state: 'OPENING', segments: [], active: null, pending: [] });
    this.resumed = false;
    this.readEdits = () => [];
    this.queue = new Queue({ onRetry: failure => this.#tell('waiting', failure) });
  }

  #fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  #tell(state, failure = null) {
    this.state = this.state === 'CLOSED' || failure?.code === 'session.closed' ? 'CLOSED' : state;
    this.failure = failure;
    this.#fire('state');
  }

  /** Goes on with the newest open session of the series, or opens one; then waits until it is loaded. */
  async start({ fresh = false, modelId } = {}) {
    const open = fresh ? [] : await this.api.sessions(this.seriesUid, 'READY');
    const found = open.find(s => s.studyUid === this.studyUid);
    this.resumed = Boolean(found);
    let view = found ?? (await this.api.open(this.studyUid, this.seriesUid, modelId));
    this.id = view.id;
    while (view.state === 'LOADING' || (view.state === 'READY' && !view.geometry)) {
      this.loading = view.loading;
      this.#tell('LOADING');
      view = view.state === 'LOADING' ? await this.api.session(this.id, 'PT2S') : await this.#wake();
    }
    if (view.state !== 'READY') {
      this.#tell('FAILED', { message: view.failure?.detail ?? view.state, code: view.failure?.code });
      return this;
    }
    this.view = view;
    this.geometry = new Geometry(view.geometry);
    await this.#restore();
    this.#tell('READY');
    return this;
  }

  /** A ready session whose volume left the service's memory has it loaded again. */
  async #wake() {
    const view = await this.api.session(this.id, 'PT60S');
    if (!view.geometry) {
      this.#tell('waiting', { message: 'The PACS does not answer' });
      await new Promise(resolve => setTimeout(resolve, 2000));
    }
    return view;
  }

  async #restore() {
    for (const view of await this.api.segments(this.id)) {
      const segment = new Segment(view, this.geometry.size);
      this.segments.push(segment);
      await this.refresh(segment);
    }
    this.active = this.segments.at(-1) ?? null;
    this.#fire('segments');
  }

  /** Reads a segment's mask and clicks again. */
  async refresh(segment) {
    const [mask, list] = await Promise.all([
      this.api.mask(this.id, segment.number),
      this.api.clicks(this.id, segment.number),
    ]);
    const before = segment.mask.boundingBox();
    const after = segment.replace(mask, this.geometry.millilitresPerVoxel);
    this.#setClicks(segment, list);
    this.#paint(unite(before, after));
    this.#figures(segment);
  }

  /** Reads the mean value of a segment; without it the panel shows none. */
  async #figures(segment) {
    if (!segment.voxels) {
      return;
    }
    const found = await this.api.statistics(this.id, segment.number).catch(() => null);
    if (found?.revision === segment.revision) {
      segment.meanHu = found.meanHu ?? null;
      const { millimetres = null, from, to } = found.longestDiameter ?? {};
      segment.diameter = millimetres;
      segment.middle = from && this.geometry.toPatient({ i: (from.i + to.i) / 2, j: (from.j + to.j) / 2, k: from.k });
      this.#fire('segments');
    }
  }

  #setClicks(segment, { clicks, redoable }) {
    segment.clicks = clicks.map(c => ({
      positive: c.kind === 'POSITIVE',
      lps: [c.patient.x, c.patient.y, c.patient.z],
      slice: c.extent === 'SLICE',
    }));
    segment.redoable = redoable;
    this.#fire('clicks');
  }

  /** Changes whenever what would be stored does. */
  get content() {
    return this.segments
      .filter(s => s.voxels)
      .map(s => `${s.number} ${s.revision} ${s.label}`)
      .join(';');
  }

  segment(number) {
    return this.segments.find(s => s.number === number);
  }

  activate(number) {
    this.active = this.segment(number) ?? this.active;
    this.#fire('segments');
  }

  async addSegment(structure) {
    const view = await this.queue.run(() => this.api.addSegment(this.id, structure));
    const segment = this.segment(view.number) ?? new Segment(view, this.geometry.size);
    if (!this.segments.includes(segment)) {
      this.segments.push(segment);
    }
    this.active = segment;
    this.#fire('segments');
    return segment;
  }

  async changeSegment(segment, change) {
    this.#update(segment, await this.queue.run(() => this.api.changeSegment(this.id, segment.number, change)));
    this.#fire('segments');
  }

  /** A lock brings its segment to the top, so that what is seen is what is stored. */
  #update(segment, view) {
    if (segment.update(view)) {
      this.#paint(segment.mask.boundingBox());
    }
  }

  async deleteSegment(segment) {
    await this.queue.run(() => this.api.deleteSegment(this.id, segment.number));
    this.#forget(segment);
  }

  #forget(segment) {
    const box = segment.mask.boundingBox();
    this.segments = this.segments.filter(s => s !== segment);
    if (this.active === segment) {
      this.active = this.segments.at(-1) ?? null;
    }
    segment.mask.clear();
    this.#paint(box);
    this.#fire('segments');
    this.#fire('clicks');
  }

  /**
   * A click at a patient point; shown at once, sent in its turn, painted when nothing waits behind it.
   *
   * @param slice whether it may change its own slice only
   */
  async click(lps, positive, structure, slice = false) {
    if (this.state === 'CLOSED') {
      return null;
    }
    const mark = { lps, positive, at: performance.now(), cancelled: false };
    this.pending.push(mark);
    this.#fire('clicks');
    try {
      const segment = this.active ?? (await this.#firstSegment(structure));
      const key = requestKey();
      const body = asked(lps, positive, slice);
      return await this.queue.run(async () => {
        if (mark.cancelled) {
          return null;
        }
        mark.sent = true;
        await this.sync();
        const answer = await this.api.click(this.id, segment.number, body, key);
        segment.clicks.push({ lps, positive, slice });
        segment.redoable = 0;
        this.#took(segment, answer);
        segment.changes.add(segment.change);
        return segment;
      });
    } catch (failure) {
      this.#tell('READY', failure);
      return null;
    } finally {
      this.pending = this.pending.filter(m => m !== mark);
      if (!this.pending.length) {
        this.#flush();
        this.segments.filter(s => s.meanHu === null).forEach(s => this.#figures(s));
      }
      this.#fire('clicks');
    }
  }

  /** Gives up the clicks that were not sent so far; how many they were. */
  cancel() {
    const waiting = this.pending.filter(mark => !mark.sent);
    waiting.forEach(mark => (mark.cancelled = true));
    this.pending = this.pending.filter(mark => mark.sent);
    this.#fire('clicks');
    return waiting.length;
  }

  /** Shows the active segment's mask from before its last change while on. */
  peek(on) {
    const box = this.active?.peek(on) ?? null;
    if (box) {
      this.#fire('paint', box);
    }
  }

  /** Sends what brush and eraser changed since; the next click starts from it. */
  async sync() {
    for (const { segment, mask } of await this.readEdits(this.segments)) {
      await this.#put(segment, mask);
    }
  }

  async #put(segment, mask) {
    const box = mask.boundingBox();
    const answer = await this.api.putMask(this.id, segment.number, box, box ? mask.pack(box) : new Uint8Array());
    this.#startsAnew(segment, answer);
  }

  /** The mask is one that no click made. */
  #startsAnew(segment, answer) {
    segment.clicks = [];
    segment.redoable = 0;
    segment.earlier = null;
    segment.changes.forget();
    this.#took(segment, answer);
    this.#figures(segment);
    this.#fire('clicks');
  }

  /** Corrects a whole mask: fill-holes or largest-component. Undo gives the one before, without its clicks. */
  async edit(segment, operation) {
    await this.queue.run(async () => {
      await this.sync();
      const box = segment.mask.boundingBox();
      const mask = new BitMask(this.geometry.size);
      mask.bits.set(segment.mask.bits);
      this.#startsAnew(segment, await this.api.edit(this.id, segment.number, operation));
      segment.earlier = box && mask;
    });
  }

  /** Moves one click, by its place in the list: clicks anew and takes it back. */
  async move(segment, place, lps) {
    const { positive, slice } = segment.clicks[place];
    const body = asked(lps, positive, slice);
    const key = requestKey();
    this.held = true;
    segment.changes.forget();
    try {
      const { clicks } = await this.queue.run(() => this.api.clicks(this.id, segment.number));
      const old = clicks[place]?.id;
      // the new one first: if it is refused, nothing is lost
      return (
        old !== undefined &&
        (await this.#history(segment, () => this.api.click(this.id, segment.number, body, key))) &&
        (await this.#history(segment, () => this.api.removeClick(this.id, segment.number, old)))
      );
    } catch (failure) {
      this.#tell('READY', failure);
      return false;
    } finally {
      this.held = false;
      this.#flush();
    }
  }

  /** Puts a mask in place of a segment's; its clicks no longer count. */
  putMask = (segment, mask) => this.queue.run(() => this.#put(segment, mask));

  #firstSegment(structure) {
    this.first ??= this.addSegment(structure).finally(() => (this.first = null));
    return this.first;
  }

  #took(segment, answer) {
    this.#paint(segment.answer(answer, fromBase64));
    this.#tell('READY');
    this.#fire('segments');
  }

  #paint(box) {
    this.dirty = unite(this.dirty, box);
    if (this.pending.length <= 1 && !this.held) {
      this.#flush();
    }
  }

  #flush() {
    const all = this.dirty;
    this.dirty = null;
    if (all) {
      this.#fire('paint', all);
    }
  }

  /**
   * Undo, redo or clear of a segment's clicks; false when there was nothing to do.
   *
   * @param foreseen the part of the mask that will probably change, to be seen at once
   */
  async #history(segment, call, foreseen = null) {
    this.#paint(segment.foresee(foreseen));
    try {
      await this.queue.run(this.#once(segment, call));
      this.#figures(segment);
      await this.queue.run(async () => this.#setClicks(segment, await this.api.clicks(this.id, segment.number)));
      return true;
    } catch (failure) {
      segment.changes.forget();
      this.#paint(segment.disappointed());
      this.#tell('READY', failure.code?.startsWith('click.nothing') || failure.status === 404 ? null : failure);
      return false;
    }
  }

  /** A change of the history that is not made twice when its answer was lost and it is tried again. */
  #once(segment, call) {
    let redoable;
    return async () => {
      const list = await this.api.clicks(this.id, segment.number);
      redoable ??= list.redoable;
      if (list.redoable === redoable) {
        this.#took(segment, await call(list.clicks));
      } else {
        await this.refresh(segment);
      }
    };
  }

  /** What undo or redo will probably show; null while other things must happen before. */
  #foreseen(segment, part) {
    return this.queue.length || segment.locked ? (segment.changes.forget(), null) : part(segment.changes);
  }

  undo = segment =>
    segment.clicks.length || !segment.earlier
      ? this.#history(segment, () => this.api.undo(this.id, segment.number), this.#foreseen(segment, c => c.back()))
      : this.putMask(segment, segment.earlier).then(() => true);
  redo = segment => this.#history(segment, () => this.api.redo(this.id, segment.number), this.#foreseen(segment, c => c.again()));
  /** Takes one click back, by its place in the list. */
  remove = (segment, place) =>
    this.#history(segment, clicks => {
      segment.changes.forget();
      return this.api.removeClick(this.id, segment.number, clicks[place]?.id ?? 0);
    });
  clear = segment =>
    this.#history(segment, () => {
      segment.changes.forget();
      return this.api.clear(this.id, segment.number);
    });

  /** Something happened in this session, perhaps in another window. */
  async heard({ type, detail }) {
    const [number, revision] = String(detail).split(':').map(Number);
    if (type === 'session' && detail === 'CLOSED') {
      this.#tell('CLOSED');
    } else if (type === 'segment') {
      await this.queue.run(() => this.#segmentsAgain());
    } else if (type === 'revision') {
      await this.queue.run(async () => {
        const segment = this.segment(number);
        if (segment && revision > segment.revision) {
          await this.refresh(segment);
          this.#fire('segments');
        }
      });
    }
  }

  async #segmentsAgain() {
    const views = await this.api.segments(this.id);
    for (const gone of this.segments.filter(s => !views.some(v => v.number === s.number))) {
      this.#forget(gone);
    }
    for (const view of views) {
      const known = this.segment(view.number);
      known ? this.#update(known, view) : this.segments.push(new Segment(view, this.geometry.size));
    }
    this.active ??= this.segments.at(-1) ?? null;
    this.#fire('segments');
  }
}
