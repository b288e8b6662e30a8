// The click tool: a press is a click at that patient point; draws the markers of all clicks.

const POSITIVE = 'rgb(80, 220, 120)';
const NEGATIVE = 'rgb(255, 110, 90)';
const RADIUS = 6;
/** Markers fade to nothing over so many millimetres off the slice. */
const FADE = 12;

/** How visible a marker is that lies so far off the slice; 0 is not at all. */
export function markerOpacity(millimetres) {
  const d = Math.abs(millimetres);
  return d >= FADE ? 0 : Math.round((1 - d / FADE) * 100) / 100;
}

const colorOf = (positive, opacity) => (positive ? POSITIVE : NEGATIVE).replace('rgb(', 'rgba(').replace(')', `, ${opacity})`);

export function makeTool({ cornerstone, cornerstoneTools }, { onClick, marks, isActive }) {
  const { drawing } = cornerstoneTools;

  return class DeepgrowPoint extends cornerstoneTools.BaseTool {
    static toolName = 'DeepgrowPoint';

    constructor(props = {}, defaults = { supportedInteractionTypes: ['Mouse', 'Touch'], configuration: {} }) {
      super(props, defaults);
    }

    preMouseDownCallback(evt) {
      const { element, currentPoints, event } = evt.detail;
      const { viewport } = cornerstone.getEnabledElement(element);
      if (!isActive(viewport.id)) {
        return false;
      }
      onClick(viewport.id, [...currentPoints.world], event?.ctrlKey || event?.metaKey || event?.altKey);
      return true;
    }

    preTouchStartCallback(evt) {
      return this.preMouseDownCallback(evt);
    }

    renderAnnotation({ viewport }, svg) {
      const { focalPoint, viewPlaneNormal } = viewport.getCamera();
      marks(viewport.id).forEach(({ lps, positive, pending }, n) => {
        const off = lps.reduce((sum, v, axis) => sum + (v - focalPoint[axis]) * viewPlaneNormal[axis], 0);
        const opacity = markerOpacity(off);
        if (opacity > 0) {
          this.#marker(svg, `mark${n}`, viewport.worldToCanvas(lps), positive, opacity, pending);
        }
      });
      return true;
    }

    #marker(svg, id, [x, y], positive, opacity, pending) {
      const options = { color: colorOf(positive, opacity), lineWidth: 2 };
      const line = (name, from, to) => drawing.drawLine(svg, 'deepgrow', `${id}${name}`, from, to, options);
      drawing.drawCircle(svg, 'deepgrow', id, [x, y], RADIUS, { ...options, lineDash: pending ? '3,3' : undefined });
      line('h', [x - 3, y], [x + 3, y]);
      if (positive) {
        line('v', [x, y - 3], [x, y + 3]);
      }
    }
  };
}
