// What the panel says, in words of those who read images rather than of those who run servers.

const SAVED = {
  SENDING: 'Saving: waiting for the service to take it',
  GIVEN_UP: 'Saving was given up. The masks are kept here.',
  PENDING: 'Saving: waiting for the PACS to take it',
  STORED: 'Saved; reading it back to compare',
  VERIFIED: 'Saved in the PACS and compared: every voxel is there',
  REJECTED: 'The PACS did not take it',
  AWAITING_REVIEW: 'Saved here; it goes to the PACS once a reviewer has accepted it',
  WITHHELD: 'Not accepted by the reviewer. The masks are kept here.',
};

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });

/** So many things that a reader did. */
export const thingWords = count => (count === 1 ? '1 thing' : `${count} things`);

const WAITS = { network: 'No answer from the service', 'service.busy': 'The service is busy' };

/** What is waited for, since when, and how much waits. */
function waitingWords({ queue: { waiting }, outbox: { count } }) {
  const { failure, since } = waiting;
  const why = failure.status === 401 ? 'Signed out' : (WAITS[failure.code] ?? failure.message.replace(/\.$/, ''));
  return `${why} since ${CLOCK.format(since)}${count ? `; ${thingWords(count)} ${count === 1 ? 'waits' : 'wait'}` : ''}.`;
}

const ready = session => (session.segments.length ? 'Click to add, Ctrl-click to take away.' : 'Click inside a structure.');

/**
 * The state of a session in one or two lines.
 *
 * @param {string | null} [hint] what to do while it is ready, where that is no click
 */
export function stateWords(session, hint) {
  if (!session) {
    return 'Open a CT series to begin.';
  }
  const { state, loading, failure } = session;
  if (session.queue?.waiting && state !== 'CLOSED') {
    return waitingWords(session);
  }
  if (state === 'OPENING') {
    return 'Connecting …';
  }
  if (state === 'LOADING') {
    return loading?.total ? `Loading the series: ${loading.slices} of ${loading.total} slices` : 'Loading the series …';
  }
  if (state === 'waiting') {
    return `${failure.message}. Trying again.`;
  }
  if (state === 'CLOSED') {
    return 'This session was closed in another window. Its history is kept.';
  }
  if (state === 'FAILED') {
    return `This series can't be segmented: ${failure.message}`;
  }
  if (session.pending.length) {
    return session.pending.length > 1 ? `Computing; ${session.pending.length} clicks in turn` : 'Computing …';
  }
  if (failure) {
    return failure.message;
  }
  return `Ready. ${hint ?? ready(session)}`;
}

/** What the operations of the service are called, and what is said when one changes nothing. */
export const EDITS = {
  'fill-holes': { label: 'Fill holes', unchanged: 'There is no hole to fill.' },
  'largest-component': { label: 'Largest piece', unchanged: 'It is one piece already.' },
  interpolate: { label: 'Between slices', unchanged: 'No slice is left out between marked ones.' },
  smooth: { label: 'Smooth', unchanged: 'It is smooth already.' },
  margin: { label: 'Margin', unchanged: 'The margin changes nothing.' },
  'remove-islands': { label: 'Small pieces', unchanged: 'There is no smaller piece.' },
  threshold: { label: 'Range', unchanged: 'All of it lies in this range.' },
};

const DEEDS = {
  click: 'click',
  stroke: 'stroke',
  mask: 'stored mask',
  move: 'click that was moved',
  remove: 'click that was taken back',
  clear: 'clearing',
  delete: 'deleting',
};

/** What was undone, or done again, and where. */
export function undoneWords(isUndo, /** @type {{ kind?: string, operation?: string, body?: object }} */ { kind, operation, body }, label) {
  const shape = /** @type {{ shape?: string } | undefined} */ (body)?.shape?.toLowerCase();
  const deed = kind === 'edit' ? EDITS[operation ?? '']?.label.toLowerCase() : kind === 'prompt' ? shape : DEEDS[kind ?? ''];
  return `${isUndo ? 'Undone' : 'Done again'}: ${deed ?? 'last change'}${label ? ` in ${label}` : ''}`;
}

/** What is said of a thing that changed no voxel; nothing where that is no surprise. */
export function unchangedWords(/** @type {{ kind: string, operation?: string }} */ { kind, operation }, keepsOthers) {
  if (kind === 'edit') {
    return EDITS[operation ?? '']?.unchanged ?? 'Nothing changed.';
  }
  const why = keepsOthers ? ' What lies there may be another segment\u2019s, which is kept.' : '';
  return ['click', 'prompt', 'stroke'].includes(kind) ? `Nothing changed.${why}` : null;
}

/** How far a saved result is, in one line. */
export function savedWords(/** @type {{ state: string, reason?: string, attempts?: number }} */ { state, reason, attempts }) {
  if (state === 'PENDING' && reason) {
    return `Not in the PACS yet after ${attempts} ${attempts === 1 ? 'try' : 'tries'}. It is kept and sent again. ${reason}`;
  }
  return state === 'REJECTED' ? `${SAVED.REJECTED}: ${reason}. The masks are kept here.` : (SAVED[state] ?? state);
}

/** A volume as it is read: three figures. */
export function volumeWords(millilitres) {
  const digits = millilitres >= 100 ? 0 : millilitres >= 10 ? 1 : 2;
  return `${millilitres.toFixed(digits)} ml`;
}

/** A mean value of CT, or nothing while it is not known. */
export const meanWords = hu => (hu === null ? '' : `${Math.round(hu)} HU`.replace('-', '−'));

/** A diameter as it is read, or nothing while it is not known. */
export const diameterWords = millimetres => (millimetres === null ? '' : `⌀ ${millimetres.toFixed(millimetres >= 100 ? 0 : 1)} mm`);

/** What a stored series is called unless the reader says otherwise. */
export function nameOf(labels) {
  return `Segmentation: ${labels.join(', ')}`.slice(0, 64);
}

/**
 * What became of the review of what was saved last; nothing once something else is saved.
 *
 * @param {ReviewNote} note
 */
export function reviewWords({ state, reviewer }) {
  const by = reviewer ? ` by ${reviewer}` : '';
  return {
    AWAITED: `What you saved waits for a review${by}.`,
    RETURNED: `Returned${by}. Correct it, and save again:`,
    ACCEPTED: `Accepted${by}.`,
  }[state];
}

const DAY = 24;
const HOUR = 3_600_000;

/** Until when something is due, from now; nothing where it is not. */
export function dueWords(/** @type {string | undefined} */ due, now = Date.now()) {
  if (!due) {
    return '';
  }
  const hours = Math.abs(Date.parse(due) - now) / HOUR;
  const words =
    hours >= 2 * DAY ? `${Math.floor(hours / DAY)} days` : hours >= 1 ? `${Math.floor(hours)} h` : `${Math.floor(hours * 60)} min`;
  return Date.parse(due) < now ? `${words} late` : `due in ${words}`;
}

/**
 * Where a reading task stands.
 *
 * @param {ReadingTaskView} view
 */
export function taskWords(view) {
  const words = {
    OPEN: view.takeable ? 'Nobody has taken this task.' : 'This task is somebody else\u2019s.',
    SUBMITTED: 'Saved. It is done once the PACS has it and nobody returns it.',
    RETURNED: 'Returned by the reviewer.',
    DONE: 'Done.',
    WITHDRAWN: 'Nobody has to do this task any more.',
  }[view.state];
  const held = ['Yours', dueWords(view.due)].filter(Boolean).join('; ');
  return words ?? (view.mine ? `${held}.` : 'Somebody else has this task.');
}
