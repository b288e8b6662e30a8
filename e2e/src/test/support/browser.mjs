// Headless Chromium with software WebGL, and the viewer in it.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const SHOTS = new URL('../../../target/screenshots/', import.meta.url).pathname;
const PATIENCE = 90_000;

export async function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    args: [
      '--no-sandbox',
      '--use-gl=angle',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--ignore-gpu-blocklist',
      '--disable-dev-shm-usage',
    ],
  });
}

export class ViewerPage {
  constructor(page, root) {
    /** @type {import('playwright-core').Page} */
    this.page = page;
    /** @type {string} */
    this.root = root;
    /** @type {string[]} */
    this.errors = [];
    /** @type {string[]} */
    this.missing = [];
    /** @type {string[]} */
    this.foreign = [];
    page.setDefaultTimeout(PATIENCE);
    page.on('pageerror', error => this.errors.push(String(error)));
    page.on('response', response => response.status() === 404 && this.missing.push(response.url()));
    page.on('request', request => {
      const url = request.url();
      if (!url.startsWith(root) && !/^(data|blob):/.test(url)) {
        this.foreign.push(url);
      }
    });
    page.on('console', message => {
      if (/Content Security Policy|deepgrow-extension/i.test(message.text())) {
        this.errors.push(message.text());
      }
    });
  }

  static async open(browser, root, options = {}) {
    const context = await browser.newContext({ viewport: { width: 1400, height: 850 }, ...options });
    return new ViewerPage(await context.newPage(), root);
  }

  /** Opens a series in the mode and waits until the session is ready and drawn. */
  async go(study, query = '') {
    await this.page.goto(`${this.root}/deepgrow?StudyInstanceUIDs=${study}${query}`);
    await this.ready();
  }

  /** Starts the mode for the chosen study. */
  async launchMode() {
    await this.page.getByRole('button', { name: 'Deepgrow', exact: true }).click();
  }

  async ready() {
    await this.until(() => {
      const session = window.deepgrow?.current?.session;
      const { ids, showing } = window.deepgrow?.viewports ?? {};
      return (
        session?.state === 'READY' &&
        showing.call(window.deepgrow.viewports, session.seriesUid).length === ids.call(window.deepgrow.viewports).length
      );
    });
  }

  /** Waits until every slice of the series is in the viewer's cache. */
  loaded() {
    return this.until(() => {
      const { imageIds } = window.deepgrow.current.set;
      return imageIds.every(id => window.cornerstone.cache.isLoaded(id));
    });
  }

  until(condition, argument) {
    return this.page.waitForFunction(condition, argument, { timeout: PATIENCE, polling: 200 });
  }

  /** Waits until every click is answered and painted. */
  async settled(clicks) {
    await this.until(expected => {
      const { session } = window.deepgrow.current;
      const live = session.segments.reduce((sum, s) => sum + s.clicks.length, 0);
      return live === expected && session.queue.length === 0 && !session.pending.length;
    }, clicks);
    await this.page.evaluate(() => window.deepgrow.current.showing);
  }

  /** Where a voxel is on the screen in a viewport, after the viewport was moved to its slice. */
  async locate(viewportId, voxel) {
    return this.page.evaluate(
      async ({ id, at }) => {
        const { session } = window.deepgrow.current;
        const lps = session.geometry.toPatient(at);
        window.deepgrow.viewports.jumpTo(session.seriesUid, lps);
        await new Promise(resolve => setTimeout(resolve, 1500));
        const viewport = window.services.cornerstoneViewportService.getCornerstoneViewport(id);
        const [x, y] = viewport.worldToCanvas(lps);
        const box = viewport.canvas.getBoundingClientRect();
        return { x: box.left + x, y: box.top + y };
      },
      { id: viewportId, at: voxel },
    );
  }

  async click(viewportId, voxel, { ctrl = false } = {}) {
    const at = await this.locate(viewportId, voxel);
    if (ctrl) {
      await this.page.keyboard.down('Control');
    }
    await this.page.mouse.move(at.x, at.y);
    await this.page.mouse.down();
    await this.page.mouse.up();
    if (ctrl) {
      await this.page.keyboard.up('Control');
    }
  }

  /** Draws with the tool that has the left button: from one voxel to another of the same slice. */
  async stroke(viewportId, from, to, { release = true } = {}) {
    const a = await this.locate(viewportId, from);
    const b = await this.place(viewportId, to);
    await this.page.mouse.move(a.x, a.y);
    await this.page.mouse.down();
    await this.page.mouse.move(b.x, b.y, { steps: 6 });
    release && (await this.page.mouse.up());
  }

  /** Where a voxel is on the screen in a viewport that shows its slice. */
  place(viewportId, voxel) {
    return this.page.evaluate(
      ({ id, at }) => {
        const viewport = window.services.cornerstoneViewportService.getCornerstoneViewport(id);
        const [x, y] = viewport.worldToCanvas(window.deepgrow.current.session.geometry.toPatient(at));
        const box = viewport.canvas.getBoundingClientRect();
        return { x: box.left + x, y: box.top + y };
      },
      { id: viewportId, at: voxel },
    );
  }

  /** Gives the brush the left button. */
  async brush() {
    await this.page.locator('[data-cy=Brush-btn]').click();
    await this.until(() => {
      const group = window.services.toolGroupService.getToolGroupForViewport(window.deepgrow.viewports.ids()[0]);
      return group.getActivePrimaryMouseButtonTool() === 'CircularBrush';
    });
  }

  /** Waits until the service has acknowledged everything. */
  sent() {
    return this.until(() => !window.deepgrow.unsent && window.deepgrow.current.session.queue.length === 0);
  }

  /** Begins another session, and says so. */
  async startAnew() {
    const was = (await this.session()).id;
    await this.panel('[data-key=fresh]').click();
    await this.panel('[data-key=anew-0]').click();
    await this.until(id => window.deepgrow.current.session.id !== id && window.deepgrow.current.session.state === 'READY', was);
  }

  viewports() {
    return this.page.evaluate(() => window.deepgrow.viewports.ids());
  }

  session() {
    return this.page.evaluate(() => {
      const { session } = window.deepgrow.current;
      return { id: session.id, size: session.geometry.size, segments: session.segments.map(s => s.number) };
    });
  }

  /** Flat voxel numbers, in the service's axes, where the labelmap shows a segment. */
  async labelmap(number) {
    const voxels = await this.page.evaluate(n => {
      const { session, labelmap } = window.deepgrow.current;
      const { size } = session.geometry;
      const found = [];
      for (let k = 0; k < size.k; k++) {
        for (let j = 0; j < size.j; j++) {
          for (let i = 0; i < size.i; i++) {
            if (labelmap.value({ i, j, k }) === n) {
              found.push((k * size.j + j) * size.i + i);
            }
          }
        }
      }
      return found;
    }, number);
    return new Set(voxels);
  }

  /** Saves through the dialog; the name that it is given or proposes. */
  async save(name) {
    await this.panel('[data-key=save]').click();
    const field = this.panel('[data-key=save-name]');
    if (name) {
      await field.fill(name);
    }
    const given = await field.inputValue();
    await this.panel('[data-key=save-confirm]').click();
    return given;
  }

  async shot(name) {
    mkdirSync(SHOTS, { recursive: true });
    await this.page.waitForTimeout(800); // software WebGL draws late
    await this.page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }

  panel(selector) {
    return this.page.locator(`deepgrow-panel ${selector}`);
  }
}
