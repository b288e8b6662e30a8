// What the viewer knows of a session: its state, its segments and their masks, as the service has them.
import { fromBase64, unite } from './bits.js';
import { Geometry } from './geometry.js';
import { Segment } from './segment.js';
import { unchangedWords } from './words.js';

/** A segment that is another one each time is on its way to what is heard of soon. */
const MOST_READS = 3;

/** Fires: state (words to show), segments, clicks, paint (detail: box). */
export class KnownSession extends EventTarget {
  /**
   * The grid of the volume, there once it is loaded; before that nothing is done but to wait for it.
   *
   * @type {Geometry}
   */
  geometry;

  /** @param queue runs what goes to the service, one thing after the other */
  constructor(api, studyUid, seriesUid, queue) {
    super();
    /** @type {import('./api.js').Api} */
    this.api = api;
    this.studyUid = studyUid;
    this.seriesUid = seriesUid;
    this.queue = queue;
    this.state = 'OPENING';
    /** @type {Failure | null} */
    this.failure = null;
    /** @type {ReviewNote | null} */
    this.review = null;
    /** @type {Segment[]} */
    this.segments = [];
    /** @type {SegmentView[]} */
    this.deleted = [];
    /** @type {Segment | null} */
    this.active = null;
    /** @type {Mark[]} */
    this.pending = [];
    this.resumed = false;
  }

  /**
   * Tells who listens.
   *
   * @param {string} type
   * @param {unknown} [detail]
   */
  fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /** Reads what became of the review of what was saved last. */
  async reviewAgain() {
    this.review = (await this.api.session(this.id)).review ?? null;
    this.fire('state');
  }

  /** Calls with the detail of each event of a type. */
  on(type, heard) {
    this.addEventListener(type, event => heard(/** @type {CustomEvent} */ (event).detail));
  }

  /**
   * Has a state shown.
   *
   * @param {string} state
   * @param {Failure | null} [failure] what went wrong, if something did
   */
  tell(state, failure = null) {
    this.state = this.state === 'CLOSED' || failure?.code === 'session.closed' ? 'CLOSED' : state;
    this.failure = failure;
    this.fire('state');
  }

  /**
   * Goes on with a session that is named, or with the newest open one of the series, or opens one; then waits until it is loaded.
   *
   * @param {{ fresh?: boolean, modelId?: string, id?: string }} [options]
   */
  async start({ fresh = false, modelId, id } = {}) {
    let view = await this.queue.run(attempt => (id ? this.api.session(id, 'PT2S') : this.open(fresh && attempt === 1, modelId)));
    this.id = view.id;
    while (view.state === 'LOADING' || (view.state === 'READY' && !view.geometry)) {
      this.loading = view.loading;
      this.tell('LOADING');
      view = await this.queue.run(() => (view.state === 'LOADING' ? this.api.session(this.id, 'PT2S') : this.wake()));
    }
    if (view.state !== 'READY') {
      this.tell('FAILED', { message: view.failure?.detail ?? view.state, code: view.failure?.code });
      return this;
    }
    this.view = view;
    this.review = view.review ?? null;
    this.lastEvent = view.lastEvent; // what comes after it is heard, so that nothing is missed while the rest is read
    this.geometry = new Geometry(view.geometry);
    await this.queue.run(() => this.restore());
    await this.resume();
    this.tell('READY');
    return this;
  }

  /** Takes up what waited for the session; nothing here. */
  async resume() {}

  async open(fresh, modelId) {
    const open = fresh ? [] : await this.api.sessions(this.seriesUid, 'READY');
    const found = open.find(s => s.studyUid === this.studyUid);
    this.resumed = Boolean(found);
    return found ?? this.api.open(this.studyUid, this.seriesUid, modelId);
  }

  /** A ready session whose volume left the service's memory has it loaded again. */
  async wake() {
    const view = await this.api.session(this.id, 'PT60S');
    if (!view.geometry) {
      this.tell('waiting', { message: 'The PACS does not answer' });
      await new Promise(resolve => setTimeout(resolve, 2000));
    }
    return view;
  }

  async restore() {
    this.segments = [];
    for (const view of await this.api.segments(this.id)) {
      const segment = new Segment(view, this.geometry.size);
      this.segments.push(segment);
      await this.refresh(segment);
    }
    this.deleted = await this.api.deleted(this.id);
    this.active = this.segments.at(-1) ?? null;
    this.fire('segments');
  }

  /** Reads a segment's mask and clicks again. */
  async refresh(segment) {
    const { mask, list } = await this.#read(segment.number);
    const before = segment.mask.boundingBox();
    const after = segment.replace(mask, this.geometry.millilitresPerVoxel);
    this.list(segment, list);
    this.paint(unite(before, after));
    this.figures(segment);
  }

  /** A mask and the clicks that belong to it; each is read by itself, and a change may come between them. */
  async #read(number) {
    for (let tries = 1; ; tries++) {
      const [mask, list] = await Promise.all([this.api.mask(this.id, number), this.api.clicks(this.id, number)]);
      if (mask.revision === list.revision || tries === MOST_READS) {
        return { mask, list };
      }
    }
  }

  /** Reads the mean value of a segment; without it the panel shows none. */
  async figures(segment) {
    if (!segment.voxels) {
      return;
    }
    const found = await this.api.statistics(this.id, segment.number).catch(() => null);
    if (found?.revision === segment.revision) {
      segment.meanHu = found.meanHu ?? null;
      const { millimetres = null, from, to } = found.longestDiameter ?? {};
      segment.diameter = millimetres;
      segment.middle = from && this.geometry.toPatient({ i: (from.i + to.i) / 2, j: (from.j + to.j) / 2, k: from.k });
      this.fire('segments');
    }
  }

  /** Takes over which clicks of a segment count. */
  list(segment, view) {
    segment.history.read(view);
    this.fire('clicks');
  }

  /** Changes whenever what would be stored does. */
  get content() {
    return this.segments
      .filter(s => s.voxels)
      .map(s => `${s.number} ${s.revision} ${s.label}`)
      .join(';');
  }

  /** @param {number | null | undefined} number */
  segment(number) {
    return this.segments.find(s => s.number === number);
  }

  /** The highest number of a segment that is known, deleted ones too; 0 for none. */
  get highest() {
    return Math.max(0, ...[...this.segments, ...this.deleted].map(s => s.number));
  }

  activate(number) {
    this.active = this.segment(number) ?? this.active;
    this.fire('segments');
  }

  /** A segment that the service has made is worked on. */
  take(view) {
    const segment = this.segment(view.number) ?? new Segment(view, this.geometry.size);
    if (!this.segments.includes(segment)) {
      this.segments.push(segment);
    }
    this.active = segment;
    this.fire('segments');
    return segment;
  }

  /** A lock brings its segment to the top, so that what is seen is what is stored. */
  update(segment, view) {
    if (segment?.update(view)) {
      this.paint(segment.mask.boundingBox());
    }
  }

  /** Takes over which segments there are. */
  async segmentsAgain() {
    const views = await this.api.segments(this.id);
    for (const gone of this.segments.filter(s => !views.some(v => v.number === s.number))) {
      this.forget(gone);
    }
    for (const view of views) {
      const known = this.segment(view.number);
      if (known) {
        this.update(known, view);
      } else {
        const segment = new Segment(view, this.geometry.size);
        this.segments = [...this.segments, segment].sort((a, b) => a.number - b.number);
        await this.refresh(segment);
      }
    }
    this.deleted = await this.api.deleted(this.id);
    this.active ??= this.segments.at(-1) ?? null;
    this.fire('segments');
  }

  forget(segment) {
    const box = segment.mask.boundingBox();
    this.segments = this.segments.filter(s => s !== segment);
    if (this.active === segment) {
      this.active = this.segments.at(-1) ?? null;
    }
    this.paint(box);
    this.fire('segments');
    this.fire('clicks');
  }

  /** The service answered with what changed in a segment's mask. */
  took(segment, answer) {
    this.paint(segment.answer(answer, fromBase64));
    this.tell('READY');
    this.fire('segments');
    this.pending.length || this.figures(segment);
  }

  /** Something was done that changed nothing; the reader is told why. */
  unchanged(segment, record) {
    const message = unchangedWords(record, segment.keepsOthers && this.segments.some(s => s !== segment && s.voxels));
    message && this.tell('READY', { message });
  }

  /** A box is to be painted, together with others when more is to come. */
  paint(box) {
    this.dirty = unite(this.dirty, box);
    if (this.pending.length <= 1 && !this.held) {
      this.flush();
    }
  }

  /** What several steps change is painted together at the end. */
  async together(steps) {
    this.held = true;
    try {
      return await steps();
    } finally {
      this.held = false;
      this.flush();
    }
  }

  flush() {
    const all = this.dirty;
    this.dirty = null;
    if (all) {
      this.fire('paint', all);
    }
  }
}
