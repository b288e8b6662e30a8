// Boxes, scribbles and lassos: what the pointer draws in a pane until it is let go, and the prompt that it becomes.

/** A press that moves less, in pixels, draws nothing. */
const MOVED = 4;

/** Points nearer to the one before, in pixels, are left out. */
const STEP = 3;

/** The service takes no more points. */
const MOST_POINTS = 2000;

/** What can be drawn: its shape for the service, its key, and what to do with it. */
export const TOOLS = {
  CLICK: { label: 'Click', key: 'G', hint: null },
  SCRIBBLE: {
    label: 'Scribble',
    key: 'Shift+S',
    shape: 'SCRIBBLE',
    hint: 'Draw a line inside the structure; with Ctrl held the other way.',
  },
  LASSO: { label: 'Lasso', key: 'Shift+L', shape: 'LASSO', hint: 'Draw around a part of the structure; with Ctrl held the other way.' },
  BOX: { label: 'Box', key: 'Shift+B', shape: 'BOX', hint: 'Drag a box around the structure.' },
  BOX_3D: { label: '3-D box', key: 'Shift+D', shape: 'BOX', hint: 'Drag a box around the structure in its first slice.' },
};

const IN_LAST_SLICE = 'Now in its last slice; Esc gives the first box up.';
const TOO_SMALL = { message: 'Hold the button and drag to draw.' };

/** Half of the points where there are too many. */
const thinned = points => (points.length > MOST_POINTS ? thinned(points.filter((_, n) => n % 2 === 0)) : points);

const far = (a, b) => Math.hypot(a[0] - b[0], a[1] - b[1]);

const AXES = ['i', 'j', 'k'];

/**
 * The least and the greatest voxel position of patient points, on each axis.
 *
 * @returns {[Voxel, Voxel]}
 */
export function bounds(geometry, points) {
  const places = points.map(lps => geometry.toIndex(lps));
  const along = (f, axis) => f(...places.map(p => p[axis]));
  const pick = f => ({ i: along(f, 'i'), j: along(f, 'j'), k: along(f, 'k') });
  return [pick(Math.min), pick(Math.max)];
}

/** Along how many axes the grid has more than one voxel within bounds. */
const extents = ([low, high]) => AXES.filter(axis => Math.round(high[axis]) > Math.round(low[axis])).length;

export class Drawing {
  /** The tool that has the button. */
  tool = 'CLICK';
  /** @type {{ viewportId: string, canvas: [number, number][], lps: number[][], positive: boolean } | null} what is being drawn */
  line = null;
  /** @type {{ session: import('./session.js').Session, lps: number[][] } | null} the first slice of a 3-D box */
  half = null;

  /** @param {import('./controller.js').Controller} controller */
  constructor(controller) {
    this.controller = controller;
  }

  /** Whether a press draws. */
  get draws() {
    return this.tool !== 'CLICK';
  }

  /** Whether the line that is drawn ends where it began. */
  get closes() {
    return this.tool !== 'SCRIBBLE';
  }

  /** Whether a viewport shows the series of the box that has its first slice. */
  shows(viewportId) {
    return Boolean(this.half) && this.#session(viewportId) === this.half?.session;
  }

  /** Chooses what a press does. */
  choose(tool) {
    this.tool = tool;
    this.line = this.half = null;
    this.controller.viewports.activateTool();
    this.controller.viewports.redrawMarkers();
    this.controller.changed();
  }

  /** What to do now, for the state line; null where a press in the active viewport is a click. */
  get hint() {
    const { viewports } = this.controller;
    const id = viewports.activeId();
    if (id && !viewports.toolIsActive(id)) {
      return 'Another tool has the mouse; G brings the clicks back.';
    }
    return this.half ? IN_LAST_SLICE : TOOLS[this.tool].hint;
  }

  get #isBox() {
    return TOOLS[this.tool].shape === 'BOX';
  }

  #session(viewportId) {
    return this.controller.works.get(this.controller.viewports.displaySet(viewportId)?.SeriesInstanceUID)?.session;
  }

  /** The pointer was pressed; whether anything is drawn from now on. */
  begin(viewportId, canvas, inverse) {
    if (!this.#session(viewportId)?.geometry) {
      return false;
    }
    const positive = this.#isBox || this.controller.positive !== Boolean(inverse);
    this.line = { viewportId, canvas: [canvas], lps: [], positive };
    return true;
  }

  /** The pointer moved. */
  move(canvas) {
    const { line } = this;
    if (line && this.#isBox) {
      const [[x, y]] = line.canvas;
      const corners = [[x, y], [canvas[0], y], canvas, [x, canvas[1]]];
      line.canvas = /** @type {[number, number][]} */ (corners);
    } else if (line && far(line.canvas.at(-1), canvas) >= STEP) {
      line.canvas.push(canvas);
    }
    this.controller.viewports.redrawMarkers();
  }

  /** The pointer was let go: what was drawn goes to the service. */
  end(toPatient) {
    const { line } = this;
    this.line = null;
    this.controller.viewports.redrawMarkers();
    const session = line && this.#session(line.viewportId);
    if (!session) {
      return null;
    }
    if (Math.max(...line.canvas.map(at => far(at, line.canvas[0]))) < MOVED) {
      session.tell('READY', TOO_SMALL);
      return null;
    }
    return this.#send(session, line, thinned(line.canvas).map(toPatient));
  }

  #send(session, { viewportId, positive }, lps) {
    if (this.#isBox) {
      const whole = this.tool === 'BOX_3D' ? this.#bothSlices(session, lps) : lps;
      return (
        whole &&
        this.#prompt(
          session,
          viewportId,
          bounds(session.geometry, whole).map(at => session.geometry.toPatient(at)),
          true,
          whole,
        )
      );
    }
    return lps.length < 3 && this.tool === 'LASSO'
      ? session.tell('READY', TOO_SMALL)
      : this.#prompt(session, viewportId, lps, positive, lps);
  }

  /** The corners in both slices; null while there is the first only. */
  #bothSlices(session, lps) {
    const { half } = this;
    const both = half && half.session === session ? [...half.lps, ...lps] : null;
    const is3d = both && extents(bounds(session.geometry, both)) === 3;
    this.half = is3d ? null : { session, lps };
    this.controller.changed();
    return is3d ? both : null;
  }

  #prompt(session, viewportId, points, positive, outline) {
    const { shape } = TOOLS[this.tool];
    const middle = this.#isBox ? points[0].map((v, axis) => (v + points[1][axis]) / 2) : points[Math.floor(points.length / 2)];
    const { structure, slice, viewports } = this.controller;
    const done = session.prompt({ shape, points, positive, slice, middle, outline }, structure);
    requestAnimationFrame(() => viewports.jumpTo(session.seriesUid, middle, viewportId));
    return done;
  }

  /** Gives up what was begun; whether anything was. */
  cancel() {
    const any = Boolean(this.line || this.half);
    this.line = this.half = null;
    any && this.controller.viewports.redrawMarkers();
    any && this.controller.changed();
    return any;
  }
}
