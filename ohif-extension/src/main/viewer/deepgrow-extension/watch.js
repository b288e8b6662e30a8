// Looks after what the viewer does by itself: new viewports, the pane under the pointer, the toolbar.

import { showPointer } from './pointer.js';

const PANE = '.cornerstone-viewport-element';
const SETTLE = 150;
const TURN = 75;

export class Watch {
  #off = [];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #dots;

  constructor(viewer, controller, keyboard) {
    this.viewer = viewer;
    this.controller = controller;
    this.keyboard = keyboard;
  }

  start() {
    const { services, cornerstone } = this.viewer;
    const { viewportGridService: grid, displaySetService, cornerstoneViewportService } = services;
    const { eventTarget, Enums } = cornerstone;
    const soon = () => this.#soon();
    for (const [service, name] of [
      [grid, 'GRID_STATE_CHANGED'],
      [grid, 'VIEWPORTS_READY'],
      [grid, 'LAYOUT_CHANGED'],
      [grid, 'ACTIVE_VIEWPORT_ID_CHANGED'],
      [displaySetService, 'DISPLAY_SETS_CHANGED'],
      [cornerstoneViewportService, 'VIEWPORT_DATA_CHANGED'],
    ]) {
      const event = service.EVENTS?.[name];
      if (event) {
        const { unsubscribe } = service.subscribe(event, soon);
        this.#off.push(unsubscribe);
      }
    }
    this.#on(eventTarget, Enums.Events.ELEMENT_ENABLED, soon);
    this.#on(eventTarget, Enums.Events.VOLUME_LOADED ?? 'CORNERSTONE_VOLUME_LOADED', soon);
    this.#on(eventTarget, this.viewer.cornerstoneTools.Enums.Events.SEGMENTATION_DATA_MODIFIED, ({ detail }) =>
      this.controller.edited(detail.segmentationId),
    );
    // The viewer swallows the first press in a pane that is not active.
    const activate = event => {
      const id = event.target.closest?.(PANE)?.dataset?.viewportUid ?? this.#idOf(event.target.closest?.(PANE));
      if (id && id !== this.controller.viewports.activeId()) {
        grid.setActiveViewportId(id);
      }
    };
    this.#on(document, 'pointerover', activate, true);
    this.#on(document, 'pointerdown', activate, true);
    this.#on(
      document,
      'keydown',
      event => {
        if (this.keyboard.down(event)) {
          event.preventDefault();
          event.stopPropagation();
        }
      },
      true,
    );
    this.#on(document, 'keyup', event => this.keyboard.up(event), true);
    // who presses anywhere else has ended the stroke
    this.#on(
      document,
      'pointerdown',
      ({ target }) => (target.closest?.(PANE) ? this.controller.pointer(true) : this.controller.takeStrokes()),
      true,
    );
    for (const end of ['pointerup', 'pointercancel', 'dragend', 'blur']) {
      this.#on(window, end, () => this.controller.pointer(false), true);
    }
    this.#on(window, 'online', () => this.controller.retry());
    this.#on(window, 'beforeunload', event => this.controller.unsent && event.preventDefault());
    const point = () => {
      const id = this.controller.viewports.activeId();
      showPointer(id && this.controller.viewports.toolIsActive(id) ? this.controller.positive : null);
    };
    this.#on(eventTarget, this.viewer.cornerstoneTools.Enums.Events.TOOL_ACTIVATED, point);
    this.#on(this.controller, 'change', point);
    this.#on(this.controller, 'change', () => this.#animate());
    this.#on(this.controller, 'change', () => this.#buttons(services.toolbarService));
    soon();
  }

  /** Has the toolbar drawn anew when its buttons look different now. */
  #buttons(toolbar) {
    const { positive, slice, viewports } = this.controller;
    const viewportId = viewports.activeId();
    const buttons = `${positive} ${slice} ${viewportId} ${viewportId && viewports.toolIsActive(viewportId)}`;
    if (buttons !== this.buttons) {
      this.buttons = buttons;
      toolbar.refreshToolbarState({ viewportId });
    }
  }

  /** Keeps the dots of waiting clicks going. */
  #animate() {
    if (this.controller.waiting && !this.#dots) {
      this.#dots = setInterval(() => this.#turn(), TURN);
    }
  }

  #turn() {
    this.controller.viewports.redrawMarkers();
    if (!this.controller.waiting) {
      clearInterval(this.#dots);
      this.#dots = undefined;
    }
  }

  #idOf(pane) {
    return pane ? this.viewer.cornerstone.getEnabledElement(pane)?.viewportId : null;
  }

  #on(target, type, handler, capture = false) {
    target.addEventListener(type, handler, capture);
    this.#off.push(() => target.removeEventListener(type, handler, capture));
  }

  #soon() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(async () => {
      await this.controller.look();
      if (this.controller.entered && !this.controller.works.size) {
        this.#soon();
      }
    }, SETTLE);
  }

  stop() {
    clearTimeout(this.#timer);
    clearInterval(this.#dots);
    this.#dots = undefined;
    this.buttons = null;
    showPointer(null);
    this.#off.splice(0).forEach(off => off());
  }
}
