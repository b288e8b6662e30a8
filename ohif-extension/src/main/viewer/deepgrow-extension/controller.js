// Ties the viewer to the sessions: one session and one labelmap for each series that is looked at.
import { Brush } from './brush.js';
import { Drawing } from './drawing.js';
import { Labelmap } from './labelmap.js';
import { onToNextSlices } from './next-slices.js';
import { Queue } from './queue.js';
import { Session } from './session.js';
import { continueFrom, storedFor } from './stored.js';
import { UndoStack } from './undo-stack.js';
import { undoneWords } from './words.js';

const UNKNOWN = 'unknown_structure';

/**
 * What goes with a series that is looked at: its session, the labelmap and brush once there is a segment, and what ends the listening.
 *
 * @typedef {object} Work
 * @property {Session} session
 * @property {object} set the display set of the series
 * @property {Labelmap | null} labelmap
 * @property {Brush | null} brush
 * @property {AbortController} stop
 * @property {Promise<void>} [ready]
 * @property {Promise<boolean>} [showing]
 */

/** Fires: change, after anything that the panel or the toolbar shows; saved (detail: session and a promise of the result). */
export class Controller extends EventTarget {
  /** @param options of the sessions: where what waits is kept, the tab that sends it, how to sign in */
  constructor(api, viewer, viewports, options = {}) {
    super();
    this.api = api;
    this.viewer = viewer;
    this.viewports = viewports;
    this.options = options;
    this.positive = true;
    this.slice = false;
    this.structure = UNKNOWN;
    this.looks = { opacity: 0.5, outline: false };
    this.structures = [];
    this.models = [];
    /** @type {{ kind: string, displayName: string } | null} who works here */
    this.me = null;
    /** @type {import('./reading-task.js').ReadingTask | null} what the reader was given to do */
    this.task = null;
    /** @type {Map<string, Work>} */
    this.works = new Map();
    /** @type {Set<Session>} sessions that were left and go on sending */
    this.left = new Set();
    /** @type {{ session: Session, segment: import('./segment.js').Segment, place: number, lps: number[] } | null} */
    this.dragged = null;
    this.drawing = new Drawing(this);
    this.stack = new UndoStack(viewer.cornerstone.utilities.HistoryMemo.DefaultHistoryMemo, this.owns);
  }

  #workOf = segmentationId => [...this.works.values()].find(({ labelmap }) => labelmap && labelmap.id === segmentationId);

  changed = () => this.dispatchEvent(new Event('change'));

  /** The viewer shows the mode's route. */
  enter() {
    this.entered = true;
    this.stack.enter();
    const reads = new Queue(this.options);
    for (const what of ['structures', 'models', 'me']) {
      reads.run(this.api[what]).then(all => {
        this[what] = all;
        this.changed();
      }, this.changed);
    }
  }

  leave() {
    this.entered = false;
    this.works.forEach(({ brush, session, stop }) => {
      brush?.take();
      stop.abort();
      session.outbox.count && this.left.add(session); // goes on sending
    });
    this.stack.leave();
    this.works.clear();
    this.dispatchEvent(new Event('left'));
  }

  /** The viewports changed: sessions for new series, masks in new viewports. */
  async look() {
    if (!this.entered) {
      return;
    }
    this.viewports.activateToolOnce();
    for (const id of this.viewports.ids()) {
      const set = this.viewports.displaySet(id);
      if (set && this.viewports.showing(set.SeriesInstanceUID).length) {
        await this.#work(set);
        await this.#show(this.works.get(set.SeriesInstanceUID));
      }
    }
    this.changed();
  }

  /** The work on the series of the active viewport, if there is any. */
  get current() {
    const set = this.viewports.displaySet(this.viewports.activeId() ?? '');
    return this.works.get(set?.SeriesInstanceUID) ?? [...this.works.values()].at(-1) ?? null;
  }

  async #work(set) {
    const uid = set.SeriesInstanceUID;
    const id = this.works.has(uid) ? undefined : await this.task?.sessionOf(uid);
    this.works.has(uid) || (await this.#begin(set, { id }));
  }

  async #begin(set, options) {
    const session = new Session(this.api, set.StudyInstanceUID, set.SeriesInstanceUID, this.options);
    /** @type {Work} */
    const work = { session, set, labelmap: null, brush: null, stop: new AbortController() };
    this.works.set(set.SeriesInstanceUID, work);
    for (const type of ['state', 'segments', 'clicks']) {
      session.addEventListener(type, this.changed);
    }
    session.addEventListener('clicks', () => this.viewports.redrawMarkers());
    session.addEventListener('segments', () => this.#describe(work));
    session.readStrokes = () => work.brush?.take();
    session.on('undoable', step => this.stack.push({ ...step, told: isUndo => this.#told(isUndo, session, step.record) }));
    session.on('reviewed', () => this.dispatchEvent(new CustomEvent('reviewed', { detail: session })));
    session.on('saved', result => this.dispatchEvent(new CustomEvent('saved', { detail: { session, result } })));
    session.on('paint', box => this.#paint(work, box));
    work.ready = session
      .start(options)
      .then(() => {
        const place = this.task?.begin(session);
        session.follow(work.stop.signal);
        return this.#show(work).then(() => place && this.viewports.jumpTo(session.seriesUid, place));
      })
      .catch(failure => {
        session.state = 'FAILED';
        session.failure = failure;
        this.changed();
      });
  }

  /** Closes the session of the current series and begins another. */
  async startNew(modelId) {
    const { current } = this;
    if (current) {
      current.brush?.take();
      current.stop.abort();
      await current.session.queue.run(() => this.api.close(current.session.id));
      await this.#instead(current, { fresh: true, modelId });
    }
  }

  /** Goes on with the session that is open now, after another window closed ours. */
  async rejoin() {
    const { current } = this;
    if (current) {
      current.stop.abort();
      await this.#instead(current, {});
    }
  }

  async #instead({ session, labelmap, brush, set }, options) {
    brush?.stop();
    labelmap?.empty(session.segments);
    this.stack.forget();
    await this.#begin(set, options);
  }

  async #show(work) {
    const { session } = work;
    if (!session.geometry || !session.segments.length) {
      return;
    }
    work.labelmap ??= new Labelmap(this.viewer, work.set, session.geometry);
    work.brush ??= new Brush(work.labelmap, session);
    const ids = this.viewports.showing(session.seriesUid);
    work.showing = (work.showing ?? Promise.resolve()).then(() => work.labelmap.show(ids, session.segments));
    if (await work.showing) {
      work.labelmap.look(this.looks);
      session.segments.forEach(s => this.#paint(work, s.shown.boundingBox()));
    }
  }

  async #describe(work) {
    await this.#show(work);
    if (work.labelmap && work.session.active) {
      work.labelmap.activate(work.session.active);
    }
    this.viewports.redrawMarkers();
  }

  async #paint(work, box) {
    if (box) {
      // at once where it can be: whatever is waited for, the viewer draws its panels first
      work.labelmap?.slices.length || (await this.#show(work));
      work.labelmap?.paint(box, work.session.segments, work.session.active);
      this.dispatchEvent(new CustomEvent('painted'));
    }
  }

  /** The viewer changed a labelmap: by brush or eraser when it was not us. */
  edited(segmentationId) {
    const work = this.#workOf(segmentationId);
    if (work && !work.labelmap?.writing) {
      work.brush?.modified();
    }
  }

  /** What was drawn is taken over at once. */
  takeStrokes = () => this.works.forEach(({ brush }) => brush?.take());

  /** The pointer is pressed in a pane, or let go: a stroke goes on, or ends. */
  pointer(down) {
    this.works.forEach(({ brush }) => (down ? brush?.down() : brush?.up()));
  }

  /** A press in a viewport; the others go where it was, so that the mask is seen in all of them. */
  click(viewportId, lps, inverse) {
    const work = this.works.get(this.viewports.displaySet(viewportId)?.SeriesInstanceUID);
    if (!work?.session.geometry) {
      return;
    }
    const { session } = work;
    if (!session.geometry.toVoxel(lps)) {
      return;
    }
    const positive = this.positive !== Boolean(inverse);
    session.click(lps, positive, this.structure, this.slice);
    requestAnimationFrame(() => this.viewports.jumpTo(session.seriesUid, lps, viewportId)); // the request goes first
  }

  /** All markers of the series that a viewport shows. */
  marks(viewportId) {
    const session = this.works.get(this.viewports.displaySet(viewportId)?.SeriesInstanceUID)?.session;
    const active = session?.active;
    const clicks = active && active.visible ? active.clicks : [];
    const dragged = this.dragged?.session === session ? this.dragged : null;
    const done = clicks.map((click, place) => ({ ...click, place, ...(dragged?.place === place && { lps: dragged.lps }) }));
    return [...done, ...(session?.pending ?? []).map(mark => ({ ...mark, pending: true }))];
  }

  /** A marker is held and moved; it follows until it is dropped. */
  drag(viewportId, place, lps) {
    const session = this.works.get(this.viewports.displaySet(viewportId)?.SeriesInstanceUID)?.session;
    this.dragged = session?.active ? { session, segment: session.active, place, lps } : null;
    this.viewports.redrawMarkers();
  }

  /** A marker is let go: where the volume is, the click moves there; elsewhere it stays. */
  async drop() {
    const { dragged } = this;
    try {
      if (dragged && dragged.session.geometry.toVoxel(dragged.lps)) {
        await dragged.session.move(dragged.segment, dragged.place, dragged.lps);
      }
    } finally {
      if (this.dragged === dragged) {
        this.dragged = null;
      }
      this.viewports.redrawMarkers();
    }
  }

  /** Whether clicks change their own slice only. */
  setSlice(slice) {
    this.slice = slice;
    this.changed();
  }

  onToNextSlices = () => onToNextSlices(this.current?.session, this.viewports, this.structure);

  setSign(positive) {
    this.positive = positive;
    this.viewports.activateTool();
    this.changed();
  }

  /**
   * Takes back what was done last: a click, a stroke, an edit, a segment that was deleted; also from before a reload. False
   * where there is no session.
   */
  undo() {
    const { current } = this;
    current?.brush?.take();
    current && (this.stack.undo() || this.#undoOfEarlier(current.session));
    this.changed();
    return Boolean(current);
  }

  /** Says what is undone or done again, and goes on in its segment. */
  #told(isUndo, session, record) {
    session.activate(record.number);
    const segment = session.segment(record.number) ?? session.deleted.find(s => s.number === record.number);
    this.dispatchEvent(new CustomEvent('said', { detail: undoneWords(isUndo, record, segment?.label) }));
  }

  /** Takes back what was done before the page was loaded again. */
  #undoOfEarlier(session) {
    if (session.active?.undoable) {
      this.#told(true, session, session.active);
      session.undo(session.active);
    } else if (session.deleted.length) {
      session.restoreSegment(session.deleted[0].number).catch(failure => session.tell('READY', failure));
    }
  }

  /** Does again what was taken back last; false where there is no session. */
  redo() {
    const { current } = this;
    current?.brush?.take();
    if (current && !this.stack.redo() && current.session.active?.again) {
      current.session.redo(current.session.active);
    }
    this.changed();
    return Boolean(current);
  }

  get canUndo() {
    const { active, deleted = [] } = this.current?.session ?? {};
    return this.stack.history.canUndo || Boolean(active?.undoable) || deleted.length > 0;
  }

  get canRedo() {
    return this.stack.history.canRedo || Boolean(this.current?.session.active?.again);
  }

  /** The SEGs in the PACS that belong to the current series. */
  get stored() {
    return this.current ? storedFor(this.viewer.services.displaySetService, this.current.set) : [];
  }

  /** Takes a stored SEG over into the current session, where clicks correct it. */
  continueFrom(seg) {
    return continueFrom(this.viewer, this.current?.session, seg, this.structures);
  }

  toggle(segments = this.current?.session.segments ?? []) {
    const visible = !segments.some(s => s.visible);
    segments.forEach(s => (s.visible = visible));
    this.current && this.#describe(this.current);
    this.changed();
  }

  get allHidden() {
    const segments = this.current?.session.segments ?? [];
    return segments.length > 0 && !segments.some(s => s.visible);
  }

  /** Changes how masks look. */
  setLooks(change) {
    Object.assign(this.looks, change);
    this.works.forEach(({ labelmap }) => labelmap?.look(this.looks));
  }

  jumpTo(lps) {
    this.current && this.viewports.jumpTo(this.current.session.seriesUid, lps);
  }

  /** Whether something was done that the service does not have. */
  get unsent() {
    const works = [...this.works.values()];
    const sessions = [...works.map(({ session }) => session), ...this.left];
    return sessions.some(({ outbox }) => outbox.count > 0) || works.some(({ brush }) => brush?.unread);
  }

  /** What waits for the service is tried again at once. */
  retry = () => this.works.forEach(({ session }) => session.queue.retry());

  /** Whether a click is not answered yet. */
  get waiting() {
    return [...this.works.values()].some(({ session }) => session.pending.length > 0);
  }

  /** Gives up what is being drawn, or else clicks that wait for others. */
  cancel = () => this.drawing.cancel() || this.current?.session.cancel();

  /** Shows the mask from before the last change while on. */
  peek = on => this.current?.session.peek(on);

  /** Begins another segment, with clicks that add. */
  newSegment(structure = this.structure) {
    this.positive = true;
    const session = this.current?.session;
    return session?.addSegment(structure).catch(failure => session.tell('READY', failure));
  }

  /** Whether a segmentation of the viewer shows one of our sessions. */
  owns = segmentationId => Boolean(this.#workOf(segmentationId));

  /** Deletes a segment by its number in a segmentation of the viewer; false when it is none of ours. */
  deleteSegment(segmentationId, number) {
    const session = this.#workOf(segmentationId)?.session;
    const segment = session?.segment(Number(number));
    segment && session?.deleteSegment(segment).catch(failure => session.tell('READY', failure));
    return Boolean(segment);
  }
}
