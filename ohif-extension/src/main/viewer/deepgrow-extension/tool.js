// The click tool: a press is a click at that patient point; draws the markers of all clicks.

const POSITIVE = 'rgb(80, 220, 120)';
const NEGATIVE = 'rgb(255, 110, 90)';
const RADIUS = 6;
/** Markers fade to nothing over so many millimetres off the slice. */
const FADE = 12;

/** A click that waits longer gets a dot that goes round it, once in so many milliseconds. */
const PATIENCE = 150;
const ROUND = 900;

/** Where the dot is about the marker of a click that waits since then; null while it is too early for one. */
export function orbit(since, now) {
  const waited = now - since;
  if (waited < PATIENCE) {
    return null;
  }
  const angle = (2 * Math.PI * (waited % ROUND)) / ROUND;
  return [(RADIUS + 5) * Math.cos(angle), (RADIUS + 5) * Math.sin(angle)];
}

/** A press so near a marker takes hold of it; moved by so many pixels it is dragged. */
const GRIP = 7;
const MOVED = 4;

const PANE = '.cornerstone-viewport-element';

/** Whether a press is the second one of a double click. */
export const isDouble = (first, second) =>
  second.timeStamp - first.timeStamp < 400 && Math.hypot(second.clientX - first.clientX, second.clientY - first.clientY) < MOVED;

/** The mark under a place of the canvas: one that is seen, answered, and nearest. */
export function markAt([x, y], marks) {
  const near = marks
    .filter(m => m.opacity > 0.3 && !m.pending && m.place !== undefined)
    .map(m => ({ ...m, distance: Math.hypot(m.canvas[0] - x, m.canvas[1] - y) }))
    .filter(m => m.distance <= GRIP)
    .sort((a, b) => a.distance - b.distance);
  return near[0] ?? null;
}

/** How visible a marker is that lies so far off the slice; 0 is not at all. */
export function markerOpacity(millimetres) {
  const d = Math.abs(millimetres);
  return d >= FADE ? 0 : Math.round((1 - d / FADE) * 100) / 100;
}

const colorOf = (positive, opacity) => (positive ? POSITIVE : NEGATIVE).replace('rgb(', 'rgba(').replace(')', `, ${opacity})`);

export function makeTool({ cornerstone, cornerstoneTools }, { onClick, onDrag, onDrop, marks, isActive, cursor, drawing: draws }) {
  const { drawing } = cornerstoneTools;
  /** The marks of a viewport with where and how well they are seen in it. */
  const seen = viewport => {
    const { focalPoint, viewPlaneNormal } = viewport.getCamera();
    return marks(viewport.id).map(mark => {
      const off = mark.lps.reduce((sum, v, axis) => sum + (v - focalPoint[axis]) * viewPlaneNormal[axis], 0);
      return { ...mark, opacity: markerOpacity(off), canvas: viewport.worldToCanvas(mark.lps) };
    });
  };

  /** @returns {[number, number]} the place of an event in pixels of the canvas */
  const canvasOf = (viewport, { clientX, clientY }) => {
    const box = viewport.canvas.getBoundingClientRect();
    return [clientX - box.left, clientY - box.top];
  };

  /** The viewport under an event where the tool has the button, or undefined. */
  const under = ({ target }) => {
    const pane = target.closest?.('button, a, input, [role=button]') ? null : target.closest?.(PANE);
    const viewport = pane && cornerstone.getEnabledElement(pane)?.viewport;
    return viewport && isActive(viewport.id) ? viewport : undefined;
  };

  /** A press on a marker: dragged it moves, let go where it is it was a click. */
  const hold = (viewport, press, { place }, click) => {
    let dragged = false;
    const move = event => {
      dragged ||= Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) > MOVED;
      if (dragged) {
        onDrag(viewport.id, place, [...viewport.canvasToWorld(canvasOf(viewport, event))]);
      }
    };
    const drop = () => {
      window.removeEventListener('mousemove', move, true);
      dragged ? onDrop() : click();
    };
    window.addEventListener('mousemove', move, true);
    window.addEventListener('mouseup', drop, { capture: true, once: true });
  };

  /** A press that draws, until the button is let go. */
  const draw = (viewport, press) => {
    const move = event => draws.move(canvasOf(viewport, event));
    const end = () => {
      window.removeEventListener('mousemove', move, true);
      draws.end(at => [...viewport.canvasToWorld(at)]);
    };
    if (draws.begin(viewport.id, canvasOf(viewport, press), press.ctrlKey || press.metaKey || press.altKey)) {
      window.addEventListener('mousemove', move, true);
      window.addEventListener('mouseup', end, { capture: true, once: true });
    }
  };

  // The viewer tells of a press 400 ms late, in case it becomes a double click; so presses are heard here. A double click
  // is one click and enlarges no pane while the tool has the button.
  let last = null;
  window.addEventListener(
    'mousedown',
    press => {
      const viewport = press.button === 0 && under(press);
      if (!viewport) {
        return;
      }
      if (draws.draws) {
        draw(viewport, press);
        return;
      }
      const again = last && isDouble(last, press);
      last = press;
      if (!again) {
        const canvas = canvasOf(viewport, press);
        const world = [...viewport.canvasToWorld(canvas)];
        const click = () => onClick(viewport.id, world, press.ctrlKey || press.metaKey || press.altKey);
        const held = markAt(canvas, seen(viewport));
        held ? hold(viewport, press, held, click) : click();
      }
    },
    true,
  );
  window.addEventListener(
    cornerstoneTools.Enums.Events.MOUSE_DOUBLE_CLICK,
    event => under(event) && event.stopImmediatePropagation(),
    true,
  );

  return class DeepgrowPoint extends cornerstoneTools.BaseTool {
    static toolName = 'DeepgrowPoint';

    constructor(props = {}, defaults = { supportedInteractionTypes: ['Mouse', 'Touch'], configuration: {} }) {
      super(props, defaults);
    }

    /** Keeps a press from other tools; it was heard when it came. */
    preMouseDownCallback({ detail }) {
      return isActive(cornerstone.getEnabledElement(detail.element).viewport.id);
    }

    /** The same for a finger: a tap comes as a press of the mouse as well, and is heard as that. */
    preTouchStartCallback(event) {
      return this.preMouseDownCallback(event);
    }

    renderAnnotation({ viewport }, svg) {
      if (cursor.at && cursor.viewportId === viewport.id) {
        this.#cross(svg, cursor.at);
      }
      this.#drawn(viewport, svg);
      seen(viewport).forEach(({ positive, pending, at, opacity, canvas, line }, n) => {
        line &&
          this.#line(
            svg,
            `line${n}`,
            line.outline.map(p => viewport.worldToCanvas(p)),
            line.closed,
            positive,
            opacity || 0.3,
          );
        if (opacity > 0) {
          this.#marker(svg, `mark${n}`, canvas, positive, opacity, pending);
          const dot = pending && orbit(at, performance.now());
          if (dot) {
            drawing.drawCircle(svg, 'deepgrow', `dot${n}`, [canvas[0] + dot[0], canvas[1] + dot[1]], 2, {
              color: 'rgb(255, 255, 255)',
              lineWidth: 2,
            });
          }
        }
      });
      return true;
    }

    /** What is being drawn in this viewport, and the first slice of a 3-D box. */
    #drawn(viewport, svg) {
      const { line, half } = draws;
      if (line?.viewportId === viewport.id) {
        this.#line(svg, 'drawn', line.canvas, draws.closes, line.positive, 1);
      }
      if (half && draws.shows(viewport.id)) {
        this.#line(
          svg,
          'half',
          half.lps.map(p => viewport.worldToCanvas(p)),
          true,
          true,
          0.6,
        );
      }
    }

    #line(svg, id, points, closed, positive, opacity) {
      const all = closed ? [...points, points[0]] : points;
      // dark below, so that it is seen on bright and on dark
      drawing.drawPolyline(svg, 'deepgrow', `${id}rim`, all, { color: `rgba(0, 0, 0, ${opacity * 0.7})`, lineWidth: 4 });
      drawing.drawPolyline(svg, 'deepgrow', id, all, { color: colorOf(positive, opacity), lineWidth: 2 });
    }

    #cross(svg, [x, y]) {
      const options = { color: 'rgb(255, 230, 0)', lineWidth: 2 };
      for (const { name, dx, dy } of [
        { name: 'l', dx: -1, dy: 0 },
        { name: 'r', dx: 1, dy: 0 },
        { name: 'u', dx: 0, dy: -1 },
        { name: 'd', dx: 0, dy: 1 },
      ]) {
        drawing.drawLine(svg, 'deepgrow', `cursor${name}`, [x + 4 * dx, y + 4 * dy], [x + 14 * dx, y + 14 * dy], options);
      }
    }

    #marker(svg, id, [x, y], positive, opacity, pending) {
      const options = { color: colorOf(positive, opacity), lineWidth: 2 };
      const line = (name, from, to) => drawing.drawLine(svg, 'deepgrow', `${id}${name}`, from, to, options);
      // a dark rim and a bright one, so that it is seen on any colour
      const rim = (name, radius, color) => drawing.drawCircle(svg, 'deepgrow', `${id}${name}`, [x, y], radius, { color, lineWidth: 1.5 });
      rim('dark', RADIUS + 1.7, `rgba(0, 0, 0, ${opacity})`);
      rim('bright', RADIUS - 1.7, `rgba(255, 255, 255, ${opacity})`);
      drawing.drawCircle(svg, 'deepgrow', id, [x, y], RADIUS, { ...options, lineDash: pending ? '3,3' : undefined });
      line('h', [x - 3, y], [x + 3, y]);
      if (positive) {
        line('v', [x, y - 3], [x, y + 3]);
      }
    }
  };
}
