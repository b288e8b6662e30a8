// The panel: a custom element that is drawn anew from the controller whenever something changes.
import { el, redraw } from './dom.js';
import { clicksSection } from './panel-clicks.js';
import { editsSection } from './panel-edits.js';
import { ownKeys } from './keyboard.js';
import { lookSection } from './panel-look.js';
import { reviewSection } from './panel-review.js';
import { saveSection } from './panel-save.js';
import { segmentsSection } from './panel-segments.js';
import { stateLine } from './panel-state.js';
import { storedSection } from './panel-stored.js';
import { STYLE } from './panel-style.js';
import { taskSection } from './panel-task.js';
import { Saving } from './saving.js';
import { keepSteady } from './steady.js';
import { showSeries } from './study-browser.js';
import { whoSection } from './panel-who.js';

export class Panel extends HTMLElement {
  /** @type {import('./controller.js').Controller} */
  controller;
  /** The parts that are unfolded. */
  unfolded = new Set(['keys']);
  /** Ends what keeps the panel where the reader has scrolled it. */
  unsteady = () => {};

  /** Draws once before the next frame, however often it is called. */
  drawSoon = () => {
    this.frame ??= requestAnimationFrame(() => {
      this.frame = null;
      this.draw();
    });
  };

  /** The controller has a word for the reader. */
  heard = (/** @type {Event} */ event) => this.say(/** @type {CustomEvent} */ (event).detail, false);

  /** A panel class for a controller, to be registered as an element. */
  static of(controller) {
    const saving = new Saving(controller.api, {
      onChange: () => controller.changed(),
      onStored: result => showSeries(controller.viewer.extensionManager, result).catch(() => {}),
    });
    controller.addEventListener('saved', ({ detail: { session, result } }) => saving.follow(session, result));
    controller.addEventListener('reviewed', ({ detail }) => saving.goOn(detail));
    return class extends Panel {
      controller = controller;
      saving = saving;
    };
  }

  connectedCallback() {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      this.state = el('section', { className: 'state', 'aria-label': 'State' });
      this.body = el('div', { className: 'body' });
      root.append(el('style', { textContent: STYLE }), this.state, this.body);
    }
    this.controller.addEventListener('change', this.drawSoon);
    this.controller.addEventListener('said', this.heard);
    if (this.parentElement) {
      this.unsteady = keepSteady(this.parentElement, { typing: ownKeys });
    }
    this.draw();
  }

  disconnectedCallback() {
    this.controller.removeEventListener('change', this.drawSoon);
    this.controller.removeEventListener('said', this.heard);
    this.unsteady();
  }

  draw() {
    const session = this.controller.current?.session ?? null;
    if (this.message && !this.isProblem && this.#now() !== this.then) {
      this.message = null; // what the reader does next has a word of its own
    }
    const line = stateLine(this.shadowRoot, session, this.message, this.controller.drawing.hint);
    if (this.state.textContent !== line.map(part => part.textContent).join('')) {
      redraw(this.shadowRoot, this.state, line); // read aloud only when it says something else
    }
    this.state.classList.toggle('problem', Boolean((this.message && this.isProblem) || session?.failure || session?.queue.waiting));
    const ready = session?.geometry;
    redraw(
      this.shadowRoot,
      this.body,
      [
        taskSection,
        ...(ready ? [reviewSection, clicksSection, editsSection, segmentsSection, lookSection, saveSection, storedSection] : []),
        whoSection,
      ]
        .map(section => section(this, session))
        .filter(section => section !== null),
    );
  }

  /** A part that can be folded; it stays as the reader left it. */
  foldable(key, title, content) {
    const summary = el('summary', { 'data-key': `fold-${key}` }, title);
    const details = el('details', { open: this.unfolded.has(key) }, summary, content);
    details.addEventListener('toggle', () => (details.open ? this.unfolded.add(key) : this.unfolded.delete(key)));
    return details;
  }

  /** What the state line would say by itself. */
  #now() {
    const { drawing, current } = this.controller;
    return `${drawing.hint} ${Boolean(current?.session.pending.length)}`;
  }

  /** Shows a message for a while; unless it says otherwise it is of something that went wrong. */
  say(message, isProblem = true) {
    this.message = message;
    this.isProblem = isProblem;
    this.then = this.#now();
    clearTimeout(this.forget);
    this.forget = setTimeout(() => this.say(null), 8000);
    this.draw();
  }

  rename(number) {
    this.renaming = number;
    this.draw();
    const input = this.shadowRoot?.querySelector(`[data-key="rename-${number}"]`);
    if (input instanceof HTMLInputElement) {
      input.focus();
      input.select();
    }
  }

  /** Does something whose refusal is told. */
  try(work) {
    work().catch(failure => this.say(failure.message));
  }
}
