// The panel: a custom element that is drawn anew from the controller whenever something changes.
import { el, redraw } from './dom.js';
import { clicksSection } from './panel-clicks.js';
import { lookSection } from './panel-look.js';
import { saveSection } from './panel-save.js';
import { segmentsSection } from './panel-segments.js';
import { storedSection } from './panel-stored.js';
import { STYLE } from './panel-style.js';
import { Saving } from './saving.js';
import { keepSteady } from './steady.js';
import { showSeries } from './study-browser.js';
import { stateWords } from './words.js';

export class Panel extends HTMLElement {
  /** A panel class for a controller, to be registered as an element. */
  static of(controller) {
    const saving = new Saving(controller.api, {
      onChange: () => controller.changed(),
      onStored: result => showSeries(controller.viewer.extensionManager, result).catch(() => {}),
    });
    return class extends Panel {
      controller = controller;
      saving = saving;
    };
  }

  connectedCallback() {
    if (!this.shadowRoot) {
      const root = this.attachShadow({ mode: 'open' });
      this.state = el('section', { className: 'state', role: 'status', 'aria-live': 'polite' });
      this.body = el('div');
      root.append(el('style', { textContent: STYLE }), this.state, this.body);
    }
    this.drawSoon = () => {
      this.frame ??= requestAnimationFrame(() => {
        this.frame = null;
        this.draw();
      });
    };
    this.controller.addEventListener('change', this.drawSoon);
    this.unsteady = keepSteady(this);
    this.draw();
  }

  disconnectedCallback() {
    this.controller.removeEventListener('change', this.drawSoon);
    this.unsteady();
  }

  draw() {
    const session = this.controller.current?.session ?? null;
    const words = this.message ?? stateWords(session);
    if (this.state.textContent !== words) {
      this.state.textContent = words;
    }
    const bad = this.message || session?.failure;
    this.state.classList.toggle('problem', Boolean(bad));
    const ready = session?.geometry;
    redraw(
      this.shadowRoot,
      this.body,
      ready ? [clicksSection, segmentsSection, lookSection, saveSection, storedSection].map(section => section(this, session)) : []
    );
  }

  /** A part that can be folded; it stays as the reader left it. */
  foldable(key, title, content) {
    this.unfolded ??= new Set(['keys']);
    const summary = el('summary', { 'data-key': `fold-${key}` }, title);
    const details = el('details', { open: this.unfolded.has(key) }, summary, content);
    details.addEventListener('toggle', () => (details.open ? this.unfolded.add(key) : this.unfolded.delete(key)));
    return details;
  }

  /** Shows a message for a while. */
  say(message) {
    this.message = message;
    clearTimeout(this.forget);
    this.forget = setTimeout(() => this.say(null), 8000);
    this.draw();
  }

  rename(number) {
    this.renaming = number;
    this.draw();
    const input = this.shadowRoot.querySelector(`[data-key="rename-${number}"]`);
    input?.focus();
    input?.select();
  }

  add(session) {
    session.addSegment(this.controller.structure).catch(failure => this.say(failure.message));
  }

  remove(session, segment) {
    session.deleteSegment(segment).catch(failure => this.say(failure.message));
  }
}
