// A session that a reader works in: whatever is done in it is shown at once, kept until the service has it, and can be undone.
import { listen } from './events.js';
import { KnownSession } from './known-session.js';
import { Outbox } from './outbox.js';
import { Queue } from './queue.js';
import { ALONE } from './tab.js';
import { WaitingStore } from './waiting-store.js';
import { seen } from './segment-changes.js';
import { works } from './works.js';

/** A click as the service reads it. */
const requested = ([x, y, z], positive, slice) => ({
  kind: positive ? 'POSITIVE' : 'NEGATIVE',
  patient: { x, y, z },
  ...(slice && { extent: 'SLICE' }),
});

/**
 * Fires what it knows, and: undoable (detail: undo, redo, result, settled), saved (detail: a promise of the result), reviewed.
 */
export class Session extends KnownSession {
  /**
   * A session of a series, to be started.
   *
   * @param api of the service
   * @param {string} studyUid
   * @param {string} seriesUid
   * @param {{ store?: RecordStore, tab?: { id: string, heirOf(id: string): Promise<boolean> }, signIn?: (() => Promise<unknown>) | null }}
   *     [options] where what waits is kept, the tab that sends it, how to sign in
   */
  constructor(api, studyUid, seriesUid, { store = new WaitingStore(), tab = ALONE, signIn = null } = {}) {
    super(api, studyUid, seriesUid, new Queue({ onChange: () => this.fire('state'), signIn }));
    /** Takes over what was drawn in the viewer since the last time. */
    this.readStrokes = () => {};
    this.outbox = new Outbox(this.queue, store, tab, works(this));
  }

  /** Takes up what was done before the page was loaded again. */
  async resume() {
    for (const { record, result } of await this.outbox.resume(this.id)) {
      const segment = this.segment(record.number);
      if (record.kind === 'click' || record.kind === 'prompt') {
        this.#follow(record, result);
      } else if (record.kind === 'stroke' && segment) {
        segment.drawn.add(record.stroke);
        this.#afterStroke(record, record.stroke, result);
        this.paint(record.stroke.box);
      } else if (record.kind === 'save') {
        this.fire('saved', result);
      }
      result.catch(failure => this.tell('READY', failure));
    }
  }

  /** Keeps and sends what was done, after what was drawn before it. */
  #send(kind, more) {
    this.readStrokes();
    return this.outbox.add(this.id, kind, { ...this.#seen(more.number), ...more });
  }

  /** A segment as the reader sees it now; nothing while other things wait, after which it is another one. */
  #seen(number) {
    const segment = this.outbox.count ? null : this.segment(number ?? this.active?.number);
    return segment && seen(segment);
  }

  /** A step of the history; its record says what was done, and in which segment. */
  #undoable(record, result, undo, redo, settled) {
    this.fire('undoable', { undo, redo, result, settled, record });
    return result;
  }

  /** Whether nothing can be marked now; the reader is told why. */
  #refuses() {
    if (this.state !== 'CLOSED' && this.active?.locked) {
      this.tell('READY', { message: `${this.active.label} is locked; unlock it to change what it marks.` });
      return true;
    }
    return this.state === 'CLOSED';
  }

  addSegment = structure => this.#send('add', { structure }).result;

  changeSegment = ({ number }, change) => this.#send('change', { number, change }).result;

  deleteSegment({ number }) {
    const { record, result } = this.#send('delete', { number });
    const again = () => this.#told(this.#send('delete', { number }).result);
    return this.#undoable(record, result, () => this.#told(this.restoreSegment(number)), again);
  }

  /** Brings a deleted segment back as it was. */
  restoreSegment = number => this.#send('restore', { number }).result;

  /**
   * A click at a patient point; shown at once, sent in its turn, painted when nothing waits behind it.
   *
   * @param slice whether it may change its own slice only
   * @returns the segment, or null when the click does not count
   */
  async click(lps, positive, structure, slice = false) {
    if (this.#refuses()) {
      return null;
    }
    const number = this.active?.number ?? null;
    const { record, result } = this.#send('click', { number, structure, lps, positive, slice, body: requested(lps, positive, slice) });
    this.#undoable(
      record,
      result,
      () => this.undo(record),
      () => this.redo(record),
    );
    return this.#follow(record, result);
  }

  /**
   * A box, a scribble or a lasso; its line is shown at once, and its clicks when they are known. One step of the history.
   *
   * @param {{ shape: string, points: number[][], positive: boolean, slice: boolean, middle: number[], outline: number[][] }} drawn in
   *     the patient; the outline is shown
   * @returns the segment, or null when it does not count
   */
  async prompt({ shape, points, positive, slice, middle, outline }, structure) {
    if (this.#refuses()) {
      return null;
    }
    const body = {
      shape,
      kind: positive ? 'POSITIVE' : 'NEGATIVE',
      patient: points.map(([x, y, z]) => ({ x, y, z })),
      ...(slice && { extent: 'SLICE' }),
    };
    const number = this.active?.number ?? null;
    const line = { outline, closed: shape !== 'SCRIBBLE' };
    const { record, result } = this.#send('prompt', { number, structure, lps: middle, positive, slice, body, line });
    this.#step({ record, result });
    return this.#follow(record, result);
  }

  /** Shows a click, or what was drawn, until it is answered. */
  async #follow(record, result) {
    const { lps, positive, line } = record;
    const mark = { record, lps, positive, line, at: performance.now() };
    this.pending.push(mark);
    this.fire('clicks');
    try {
      return await result;
    } catch (failure) {
      this.tell('READY', failure);
      return null;
    } finally {
      this.pending = this.pending.filter(m => m !== mark);
      if (!this.pending.length) {
        this.flush();
        this.segments.filter(s => s.meanHu === null).forEach(s => this.figures(s));
      }
      this.fire('clicks');
    }
  }

  /** Gives up the clicks that were not sent so far; how many they were. */
  cancel() {
    const before = this.pending.length;
    this.pending = this.pending.filter(({ record }) => !this.outbox.cancel(record));
    this.fire('clicks');
    return before - this.pending.length;
  }

  /** Gives up the first thing that waits for the service, or everything. */
  giveUp = all => this.queue.giveUp(all);

  /** Shows the active segment's mask from before its last change while on. */
  peek(on) {
    const box = this.active?.peek(on) ?? null;
    if (box) {
      this.fire('paint', box);
    }
  }

  /** What was drawn in a segment since the last time goes to the service; null when that is nothing. */
  stroke(segment) {
    const stroke = segment.drawn.end();
    if (!stroke) {
      return null;
    }
    const { record, result } = this.outbox.add(this.id, 'stroke', { number: segment.number, stroke });
    return this.#afterStroke(record, stroke, result);
  }

  async #afterStroke(/** @type {WaitingRecord} */ { number }, /** @type {Stroke} */ stroke, result) {
    try {
      return await result;
    } catch (failure) {
      const segment = this.segment(number);
      segment?.drawn.remove(stroke);
      this.paint(stroke.box);
      this.tell('READY', failure);
      return false;
    }
  }

  /** A step of the history that is there once it is drawn, such as a stroke, in all the segments that it changed. */
  strokes(segments) {
    const results = segments.map(segment => this.stroke(segment)).filter(Boolean);
    if (results.length) {
      const all = what => () => Promise.all(segments.map(what));
      this.#undoable(
        { kind: 'stroke', number: (segments.find(s => s === this.active) ?? segments[0]).number },
        Promise.all(results).then(done => done.some(Boolean)),
        all(this.undo),
        all(this.redo),
      );
    }
  }

  /** Corrects a whole mask by an operation of the service, with its figures. */
  edit = (segment, operation, figures = {}) => this.#step(this.#send('edit', { number: segment.number, operation, figures }));

  /** Puts a mask in place of a segment's; its clicks no longer count. */
  putMask(segment, mask) {
    const box = mask.boundingBox();
    return this.#step(this.#send('mask', { number: segment.number, box, bits: box && mask.pack(box) }));
  }

  #step({ record, result }) {
    return this.#undoable(
      record,
      result,
      () => this.undo(record),
      () => this.redo(record),
    );
  }

  /** Moves one click, by its place in the list: clicks anew and takes it back. */
  async move({ number, clicks, changes }, place, lps) {
    const old = clicks[place];
    const body = requested(lps, old.positive, old.slice);
    changes.forget();
    const { id: click, positive, slice } = old;
    const { record, result } = this.#send('move', { number, click, positive, slice, lps, body });
    const moved = { ...old, id: undefined, lps, move: record.key, body };
    return this.#undoable(record, this.#told(result), this.#swap(number, old, moved), this.#swap(number, moved, old));
  }

  /** A step that brings one click back and takes another away. */
  #swap = (number, back, away) => () => this.#history('swap', number, { back, away });

  /**
   * Whether something was done; why not is told.
   *
   * @param {Promise<boolean>} result
   * @param {import('./segment.js').Segment} [segment] whose mask was shown as it would have become
   */
  async #told(result, segment) {
    try {
      return await result;
    } catch (failure) {
      if (segment) {
        segment.changes.forget();
        this.paint(segment.disappointed());
      }
      this.tell('READY', failure.code?.startsWith('click.nothing') || failure.status === 404 ? null : failure);
      return false;
    }
  }

  /**
   * A change of the history of clicks; false when there was nothing to do.
   *
   * @param foreseen gives the part of the mask that will probably change, to be seen at once
   */
  #history(kind, number, more = {}, foreseen = changes => (changes.forget(), null)) {
    this.readStrokes();
    const segment = this.segment(number ?? this.active?.number);
    const part = segment && (this.queue.length || segment.locked ? (segment.changes.forget(), null) : foreseen(segment.changes));
    segment && this.paint(segment.foresee(part));
    return this.#told(this.#send(kind, { number, ...more }).result, segment);
  }

  /** Takes back the last change of a segment: a click, a stroke, an edit, that it was cleared. */
  undo = (/** @type {{ number?: number | null }} */ { number }) => this.#history('undo', number, {}, changes => changes.back());
  /** Brings it again. */
  redo = (/** @type {{ number?: number | null }} */ { number }) => this.#history('redo', number, {}, changes => changes.again());

  /** Takes one click back, by its place in the list. */
  remove({ number, clicks }, place) {
    const click = clicks[place];
    return this.#undoable(
      { kind: 'remove', number },
      this.#history('remove', number, { click: click.id }),
      this.#swap(number, click, null),
      this.#swap(number, null, click),
      () => this.segment(number)?.history.has(click.id),
    );
  }

  /** Empties a segment. */
  clear = ({ number }) => this.#step({ record: { kind: 'clear', number }, result: this.#history('clear', number) });

  /** Saves what there is as a SEG of that name. */
  save(name) {
    const { result } = this.#send('save', { name });
    this.fire('saved', result);
    return result;
  }

  /** Events may have been missed: takes over what other windows did meanwhile. */
  catchUp() {
    return this.queue.run(async () => {
      await this.segmentsAgain();
      for (const segment of this.segments) {
        const { revision } = await this.api.mask(this.id, segment.number);
        revision === segment.revision || (await this.refresh(segment));
      }
    });
  }

  /** Hears what happens in the session since it was read, until the signal aborts. */
  follow = (signal, options = {}) =>
    listen(this.api, this, event => this.heard(event), signal, { onGap: () => this.catchUp(), ...options });

  /** Something happened in this session, perhaps in another window. */
  async heard({ type, detail }) {
    const [number, revision] = String(detail).split(':').map(Number);
    if (type === 'session' && ['CLOSED', 'ERASED'].includes(detail)) {
      this.tell('CLOSED');
    } else if (type === 'segment') {
      await this.queue.run(() => this.segmentsAgain());
    } else if (type === 'review') {
      await this.queue.run(() => this.reviewAgain());
      this.fire('reviewed');
    } else if (type === 'revision') {
      await this.queue.run(async () => {
        const segment = this.segment(number);
        if (segment && revision > segment.revision) {
          await this.refresh(segment);
          this.fire('segments');
        }
      });
    }
  }
}
