// Words that several files of the extension share, for the type checker only.

/** A voxel: column i, row j, slice k in order of rising position, from zero. */
interface Voxel {
  i: number;
  j: number;
  k: number;
}

/** Voxels from start up to, and without, end. */
interface Box {
  start: Voxel;
  end: Voxel;
}

/** Why something was not done: an answer of the service that is no success, or words of ours. */
interface Failure {
  message: string;
  /** The service's stable code. */
  code?: string;
  /** Of HTTP; 0 for no answer. */
  status?: number;
  /** Whether the same request may succeed later. */
  passing?: boolean;
}

/** On what terms a segment is changed. */
interface Terms {
  /** Names the request for good. */
  key?: string;
  /** Of the segment as the reader has seen it. */
  revision?: number;
}

/** A segment as the service lists it. */
interface SegmentView {
  number: number;
  structure: string;
  label: string;
  /** Such as #9d6ca2. */
  color: string;
  locked?: boolean;
  /** Whether it takes no voxel that another segment has. */
  keepsOthers?: boolean;
  revision?: number;
}

/** What a reviewer says of what was saved last. */
interface ReviewNote {
  state: 'AWAITED' | 'ACCEPTED' | 'RETURNED' | 'SUPERSEDED';
  comment?: string;
  place?: { segment?: number; k?: number; patient?: { x: number; y: number; z: number } };
  /** Who reviews it; absent while nobody has taken it. */
  reviewer?: string;
}

/** A series that somebody is to mark, as the service lists it. */
interface ReadingTaskView {
  id: string;
  state: 'OPEN' | 'CLAIMED' | 'STARTED' | 'SUBMITTED' | 'RETURNED' | 'DONE' | 'WITHDRAWN';
  studyUid: string;
  seriesUid: string;
  /** Of the PACS; absent for the one that the viewer shows. */
  connection?: string;
  structures: string[];
  priority: number;
  due?: string;
  reason: string;
  session?: string;
  mine: boolean;
  takeable: boolean;
  claimUntil?: string;
  comment?: string;
}

/** A click that counts. */
interface CountedClick {
  /** By which the service knows it. */
  id: number;
  positive: boolean;
  /** In the patient, LPS millimetres. */
  lps: number[];
  /** Whether it changes its own slice only. */
  slice: boolean;
  /** The first of the clicks that were drawn with it and are undone with it. */
  prompt?: number;
}

/** What was drawn: bits of a box that were painted, and that were erased. */
interface Stroke {
  box: Box;
  on: Uint8Array;
  off: Uint8Array;
}

/** A click that counts, or one that the request of a move has made. */
interface NamedClick extends Omit<CountedClick, 'id'> {
  id?: number;
  /** The key of the move. */
  move?: string;
  body?: object;
}

/** A thing that the reader did, kept until the service has acknowledged it; what it has goes with its kind. */
interface WaitingRecord extends Terms {
  id: string;
  key: string;
  session: string;
  /** The tab that sends it. */
  tab: string;
  /** When it was done, in milliseconds, each later than the one before. */
  at: number;
  kind: string;
  /** Of the segment; null for the one that is active when it is sent. */
  number?: number | null;
  /** Whether an earlier page did it. */
  resumed?: boolean;
  /** Whether another window came first. */
  late?: boolean;
  /** The last click when it was sent first. */
  last?: number;
  structure?: string;
  /** As the service reads a click. */
  body?: object;
  lps?: number[];
  positive?: boolean;
  slice?: boolean;
  stroke?: Stroke;
  /** What was drawn, as it is shown until it is answered. */
  line?: DrawnLine;
  /** The click that is taken back, or moved. */
  click?: number;
  /** The click that a move has made. */
  made?: number;
  back?: NamedClick | null;
  away?: NamedClick | null;
  operation?: string;
  /** What an edit takes, by the service's names. */
  figures?: Record<string, number>;
  box?: Box | null;
  bits?: Uint8Array | null;
  change?: object;
  name?: string;
}

/** Keeps records over a reload. */
interface RecordStore {
  of(session: string): Promise<WaitingRecord[]>;
  put(record: WaitingRecord): Promise<unknown>;
  remove(record: WaitingRecord): Promise<unknown>;
}

/** What a tab holds while it is open, as far as we use the browser's locks. */
interface TabLocks {
  request(name: string, options: { ifAvailable: boolean }, work: (lock: { name: string } | null) => unknown): unknown;
  query(): Promise<{ held?: { name?: string }[] }>;
}

/** An element that holds the panel, as far as it is scrolled. */
interface Scrolled extends EventTarget {
  style: Partial<CSSStyleDeclaration>;
  scrollTop: number;
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/** A line in the patient, LPS millimetres. */
interface DrawnLine {
  outline: number[][];
  /** Whether it ends where it begins. */
  closed: boolean;
}

/** A click that is not answered yet, as it is marked in the images. */
interface Mark {
  record: WaitingRecord;
  lps: number[];
  positive: boolean;
  line?: DrawnLine;
  at: number;
}

/** What the viewer and its configuration leave at the window. */
interface Window {
  /** The viewer's configuration, as a function of ours. */
  config: unknown;
  /** The viewer's modes; ours is the only one. */
  modes: unknown[];
  /** The path below which the viewer is. */
  PUBLIC_URL: string;
  /** Our controller, for who looks from the console and for tests. */
  deepgrow: import('../src/main/viewer/deepgrow-extension/controller.js').Controller;
}
