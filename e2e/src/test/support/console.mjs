// A page of the console in a browser, and whether everybody can use it.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import axe from 'axe-core';

const SHOTS = new URL('../../../target/screenshots/', import.meta.url).pathname;
const PATIENCE = 60_000;
const MOST_TABS = 60;

export class Console {
  constructor(page, root) {
    /** @type {import('playwright-core').Page} */
    this.page = page;
    /** @type {string} */
    this.root = root;
    /** @type {string[]} */
    this.errors = [];
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', error => this.errors.push(String(error)));
    page.on('console', message => {
      if (/Content Security Policy/i.test(message.text())) {
        this.errors.push(message.text());
      }
    });
  }

  /** Somebody's browser, with cookies of its own. */
  static async open(browser, root, options = {}) {
    const context = await browser.newContext({
      viewport: { width: 1280, height: 900 },
      ...options,
    });
    return new Console(await context.newPage(), root);
  }

  async go(path) {
    const answer = await this.page.goto(`${this.root}${path}`);
    assert.ok(answer.ok(), `${path}: ${answer.status()}`);
  }

  async signIn(name, password) {
    await this.go('/sign-in?to=/console/me');
    await this.fill({ Name: name, Password: password });
    await this.press('Sign in');
    await this.page.waitForURL(/\/console\/me/);
  }

  /** Fills fields by the beginnings of their labels. */
  async fill(fields) {
    for (const [label, value] of Object.entries(fields)) {
      await this.page.getByLabel(label).filter({ visible: true }).first().fill(value);
    }
  }

  press(button) {
    return this.page.getByRole('button', { name: button, exact: true }).click();
  }

  /** Waits for what the page says was done. */
  says(text) {
    return this.page.getByRole('status').getByText(text).waitFor();
  }

  /** What has the focus: its label, text or value. */
  focused() {
    return this.page.evaluate(() => {
      const at = /** @type {HTMLInputElement} */ (document.activeElement);
      return at.type === 'radio' ? at.value : (at.labels?.[0]?.textContent ?? at.textContent).trim();
    });
  }

  /** Goes on by the tab key until a thing has the focus. */
  async tabTo(name) {
    const passed = [];
    for (let n = 0; n < MOST_TABS; n++) {
      await this.page.keyboard.press('Tab');
      const now = await this.focused();
      passed.push(now);
      if (now.startsWith(name)) {
        return;
      }
    }
    assert.fail(`${name} is not reached by the tab key: ${passed.join(' | ')}`);
  }

  /** Looks at the page as it is, wide and narrow, light and dark. */
  async look(name) {
    mkdirSync(SHOTS, { recursive: true });
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await this.page.emulateMedia({ colorScheme });
      for (const width of [1280, 360]) {
        await this.page.setViewportSize({ width, height: 900 });
        const wide = await this.page.evaluate(() => document.documentElement.scrollWidth);
        assert.ok(wide <= width, `${name} is ${wide} pixels wide at ${width}`);
        await this.page.screenshot({
          path: join(SHOTS, `console-${name}-${colorScheme}-${width}.png`),
          fullPage: true,
        });
        await this.#accessible(`${name}, ${colorScheme}, ${width}`);
      }
    }
    await this.page.setViewportSize({ width: 1280, height: 900 });
    await this.page.emulateMedia({ colorScheme: 'light' });
  }

  async #accessible(where) {
    await this.page.evaluate(axe.source);
    const { violations } = await this.page.evaluate(() => window.axe.run());
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).join(' | ')}`);
    assert.deepEqual(found, [], where);
  }
}
