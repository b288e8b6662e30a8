// Which viewports show which series, and the tool groups they belong to.

const GROUPS = ['default', 'mpr'];
const CTRL = 17;
const ALT = 18;
const META = 91;

export class Viewports {
  constructor({ cornerstone, cornerstoneTools, services }) {
    this.cornerstone = cornerstone;
    this.cornerstoneTools = cornerstoneTools;
    this.services = services;
  }

  /** What the grid says; its fallback before the grid is there. */
  #grid(ask, fallback) {
    try {
      return ask(this.services.viewportGridService) ?? fallback;
    } catch {
      return fallback;
    }
  }

  /** Identifiers of all viewports on screen. */
  ids() {
    return this.#grid(grid => [...grid.getState().viewports.keys()], []);
  }

  activeId() {
    return this.#grid(grid => grid.getActiveViewportId(), null);
  }

  /** The CT series that a viewport shows, or undefined. */
  displaySet(viewportId) {
    return this.#grid(grid => grid.getDisplaySetsUIDsForViewport(viewportId), [])
      .map(uid => this.services.displaySetService.getDisplaySetByUID(uid))
      .find(set => set && set.Modality === 'CT' && !set.isOverlayDisplaySet);
  }

  /** The viewports that show a series and have an image in them. */
  showing(seriesUid) {
    return this.ids().filter(id => this.displaySet(id)?.SeriesInstanceUID === seriesUid && this.#drawn(id));
  }

  viewport(viewportId) {
    return this.services.cornerstoneViewportService.getCornerstoneViewport(viewportId);
  }

  #drawn(viewportId) {
    try {
      const viewport = this.viewport(viewportId);
      return viewport?.type !== 'volume3d' && Boolean(viewport?.getImageData());
    } catch {
      return false;
    }
  }

  /** Whether the click tool has the left mouse button in a viewport. */
  toolIsActive(viewportId) {
    const group = this.services.toolGroupService.getToolGroupForViewport(viewportId);
    return group?.getActivePrimaryMouseButtonTool() === 'DeepgrowPoint';
  }

  /** Gives the click tool the left mouse button everywhere, with and without modifier keys. */
  activateTool() {
    const { Primary } = this.cornerstoneTools.Enums.MouseBindings;
    for (const id of GROUPS) {
      const group = this.services.toolGroupService.getToolGroup(id);
      if (!group) {
        continue;
      }
      const current = group.getActivePrimaryMouseButtonTool();
      if (current && current !== 'DeepgrowPoint') {
        group.setToolPassive(current);
      }
      group.setToolActive('DeepgrowPoint', {
        bindings: [{ mouseButton: Primary }, ...[CTRL, ALT, META].map(modifierKey => ({ mouseButton: Primary, modifierKey }))],
      });
    }
  }

  /** Once for every entry into the mode, so that a tool chosen later stays. */
  activateToolOnce() {
    if (!this.activated && this.ids().some(id => this.#drawn(id))) {
      this.activated = true;
      this.activateTool();
    }
  }

  redrawMarkers() {
    const ids = this.ids().filter(id => this.#drawn(id));
    this.cornerstoneTools.utilities.triggerAnnotationRenderForViewportIds(ids);
  }

  /** Moves the viewports of a series, but perhaps one, to the slices through a patient point. */
  jumpTo(seriesUid, lps, but = null) {
    for (const id of this.showing(seriesUid).filter(id => id !== but)) {
      const viewport = this.viewport(id);
      const plane = viewport.getCurrentImageIdIndex ? this.#nearest(viewport, lps) : null;
      if (viewport.type === 'stack' && plane !== null) {
        viewport.setImageIdIndex(plane);
      } else {
        viewport.jumpToWorld?.(lps);
      }
    }
    this.redrawMarkers();
  }

  #nearest(viewport, lps) {
    const { viewPlaneNormal: n } = viewport.getCamera();
    const distances = viewport.getImageIds().map(imageId => {
      const p = this.cornerstone.metaData.get('imagePlaneModule', imageId).imagePositionPatient;
      return Math.abs(lps.reduce((sum, v, axis) => sum + (v - p[axis]) * n[axis], 0));
    });
    return distances.indexOf(Math.min(...distances));
  }
}
