// What the reader was given to do: the task that the page's address names, and the others that are theirs.

const TO_DO = ['OPEN', 'CLAIMED', 'STARTED', 'RETURNED'];
const HELD = ['CLAIMED', 'STARTED'];
const LOST = ['task.taken', 'task.other_state', 'task.not_found', 'security.forbidden'];
const SHORTEST_BEAT = 1000;
const LONGEST_BEAT = 60_000;

/** Structures whose segment has a voxel. */
export const marked = (session, structure) => session?.segments.some(s => s.structure === structure && s.voxels) ?? false;

/** What is due first, then what is more urgent. */
const soonest = (/** @type {ReadingTaskView} */ a, /** @type {ReadingTaskView} */ b) =>
  (a.due ?? '9').localeCompare(b.due ?? '9') || b.priority - a.priority;

export class ReadingTask {
  /** @type {ReadingTaskView | null} */
  view = null;
  /** @type {ReadingTaskView[]} other tasks of the reader, what is due first before the others */
  others = [];
  /** Why the task is no longer the reader's; empty while it is. */
  lost = '';
  /** What could not be done, or that there is nothing more. */
  said = '';
  /** Whether something of it is on its way. */
  busy = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #beat;
  #left = false;

  /**
   * The task of an address.
   *
   * @param api of the service
   * @param {{ pathname: string, search: string, assign: (url: string) => void }} location of the page
   * @param {{ onChange?: () => void, now?: () => number }} [options] what is told whenever something is to be shown
   */
  constructor(api, location, { onChange = () => {}, now = Date.now } = {}) {
    this.api = api;
    this.location = location;
    this.onChange = onChange;
    this.now = now;
    this.id = new URLSearchParams(location.search).get('task');
    /** @type {Promise<void>} */
    this.opened = Promise.resolve();
  }

  /** Reads the task, and goes on with it where it is the reader's. */
  open() {
    this.opened = this.id ? this.#try(() => this.#take(false)) : Promise.resolve();
    return this.opened.then(() => this.#beats());
  }

  leave() {
    this.#left = true;
    clearTimeout(this.#beat);
  }

  /** Whether the reader is at it. */
  get held() {
    return Boolean(this.view?.mine && HELD.includes(this.view.state) && !this.lost);
  }

  /** The session in which a series is to be marked, once that is known; nothing for other series. */
  async sessionOf(seriesUid) {
    await this.opened;
    return this.held && this.view?.seriesUid === seriesUid ? this.view?.session : undefined;
  }

  /**
   * A session is loaded: the first structure that nobody has marked is worked on.
   *
   * @returns {number[] | undefined} where to look first: at what the machine, or somebody, has begun
   */
  begin(session) {
    if (!this.held || session.id !== this.view?.session) {
      return undefined;
    }
    const next = this.view?.structures.find(structure => !marked(session, structure));
    const segment = session.segments.find(s => s.structure === next);
    segment && session.activate(segment.number);
    return session.segments.flatMap(({ clicks }) => clicks)[0]?.lps;
  }

  /** Takes it, where that is possible, and begins. */
  take = () => this.#try(() => this.#take(true));

  async #take(willing) {
    let view = await this.api.task(this.id);
    if (view.takeable && (willing || view.mine)) {
      view = await this.api.taskStep(view.id, 'claim');
    }
    if (view.mine && HELD.includes(view.state)) {
      view = await this.api.taskStep(view.id, 'start');
    }
    this.view = view;
    this.lost = '';
    if (willing && view.session) {
      this.location.assign(this.urlOf(view)); // the page shows the session that it began with
    }
  }

  /** Works on a structure of the task. */
  async work(session, structure) {
    const segment = session.segments.find(s => s.structure === structure);
    return segment ? session.activate(segment.number) : session.addSegment(structure);
  }

  /** Saves what is marked, says that it is done, and opens what comes next. */
  saveAndNext(session, name) {
    return this.#try(async () => {
      await session.save(name);
      this.view = await this.api.taskStep(this.id, 'submit');
      await this.#next();
    });
  }

  /** Opens what comes next. */
  next = () => this.#try(() => this.#next());

  async #next() {
    const next = await this.api.nextTask();
    if (next) {
      this.leave();
      this.location.assign(this.urlOf(next));
    } else {
      this.said = 'There is nothing more to do for you now.';
    }
  }

  /** Gives it back to the list. */
  release = () =>
    this.#try(async () => {
      this.view = await this.api.taskStep(this.id, 'release');
    });

  /** Where the viewer opens a task; by a full load, since it cannot change studies within a page. */
  urlOf({ studyUid, id }) {
    return `${this.location.pathname}?StudyInstanceUIDs=${studyUid}&task=${id}`;
  }

  async #try(work) {
    this.busy = true;
    this.said = '';
    this.onChange();
    try {
      await work();
    } catch (failure) {
      this.said = failure.message;
    } finally {
      this.busy = false;
      this.onChange();
    }
  }

  /** Says that the reader is still at it, and looks what else is theirs; again and again until the page is left. */
  async #beats() {
    if (this.#left) {
      return;
    }
    await this.beat();
    const left = this.view?.claimUntil ? Date.parse(this.view.claimUntil) - this.now() : LONGEST_BEAT;
    const pause = Math.min(Math.max(left / 3, SHORTEST_BEAT), LONGEST_BEAT);
    this.#beat = setTimeout(() => this.#beats(), pause);
  }

  /** One sign, and one look. */
  async beat() {
    if (this.held) {
      try {
        this.view = await this.api.taskStep(this.id, 'heartbeat');
      } catch (failure) {
        this.lost = LOST.includes(failure.code) ? failure.message : '';
      }
    } else if (this.view && !this.lost) {
      this.view = await this.api.task(this.id).catch(() => this.view); // it may have come back from a reviewer
    }
    try {
      const { tasks } = await this.api.myTasks();
      this.others = tasks.filter(task => TO_DO.includes(task.state) && task.id !== this.id && !task.connection).sort(soonest);
    } catch {
      // who may not annotate has no list, and a service that is away is asked again
    }
    this.onChange();
  }
}
