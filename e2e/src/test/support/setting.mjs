// A service with a generated CT and a browser that shows it, for the length of a file of tests.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ViewerPage, launch } from './browser.mjs';
import { Service, phantom } from './service.mjs';

export class Setting {
  /** @type {string} */
  data;
  study;
  spleen;
  /** @type {Service} */
  service;
  /** @type {import('playwright-core').Browser} */
  browser;

  /** @param settings more system properties of the service */
  static async start(settings = {}) {
    const setting = new Setting();
    setting.data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
    setting.study = phantom(setting.data);
    const { demoI, demoJ, demoK } = setting.study;
    setting.spleen = { i: demoI, j: demoJ, k: demoK };
    setting.service = await Service.start(setting.data, settings);
    setting.browser = await launch();
    return setting;
  }

  /** A page that shows the CT, in a session of its own when asked for. */
  async page({ width = 1400, height = 850, query = '', fresh = false, hasTouch = false } = {}) {
    const viewer = await ViewerPage.open(this.browser, this.service.root, { viewport: { width, height }, hasTouch });
    await viewer.go(this.study.studyUid, query);
    fresh && (await viewer.startAnew());
    return viewer;
  }

  /** The mask of a segment as the service has it. */
  async mask(viewer, number = 1) {
    const { id, size } = await viewer.session();
    return this.service.mask(id, number, size);
  }

  /** The clicks of a segment that the service counts. */
  async clicks(viewer, number = 1) {
    const { id } = await viewer.session();
    return (await this.service.json(`sessions/${id}/segments/${number}/clicks`)).clicks;
  }

  async stop() {
    await this.browser?.close();
    await this.service?.stop();
    rmSync(this.data, { recursive: true, force: true });
  }
}
