// Measures from mouse press to painted mask, and the tab's memory; prints a table in Markdown.
// Usage: node src/test/support/measure.mjs [CLICKS], after a build; run it on a quiet machine.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ViewerPage, launch } from './browser.mjs';
import { Service, phantom } from './service.mjs';

const clicks = Number(process.argv[2] ?? 20);
const quantile = (sorted, q) => sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)];
const whole = values => values.map(v => v.toFixed(0));

/** Milliseconds from each press to the frame after its mask was painted. */
async function timed(viewer, pane, at, count) {
  await viewer.page.evaluate(() => {
    window.timings = [];
    document.addEventListener('mousedown', () => (window.pressed = performance.now()), true);
    window.deepgrow.addEventListener('painted', () =>
      requestAnimationFrame(() => requestAnimationFrame(() => window.timings.push(performance.now() - window.pressed)))
    );
  });
  const before = await viewer.page.evaluate(() => window.deepgrow.current.session.active?.clicks.length ?? 0);
  for (let n = 0; n < count; n++) {
    await viewer.page.mouse.click(at.x + (n % 5), at.y + (n % 3));
    await viewer.settled(before + n + 1);
  }
  const sorted = (await viewer.page.evaluate(() => window.timings)).sort((a, b) => a - b);
  return whole([quantile(sorted, 0.5), quantile(sorted, 0.95)]);
}

async function heap(viewer) {
  const client = await viewer.page.context().newCDPSession(viewer.page);
  await client.send('HeapProfiler.collectGarbage');
  return (await client.send('Runtime.getHeapUsage')).usedSize / 2 ** 20;
}

const data = mkdtempSync(join(tmpdir(), 'deepgrow-measure-'));
const study = phantom(data);
const service = await Service.start(data);
const browser = await launch();
try {
  const lines = ['| layout | press to painted, p50 ms | p95 ms | page to ready, s | heap before, MB | heap after, MB |', '|---|---|---|---|---|---|'];
  for (const [layout, query, pane] of [
    ['stack', '', 'default'],
    ['three planes', '&hangingProtocolId=mpr', 'mpr-axial'],
  ]) {
    const viewer = await ViewerPage.open(browser, service.root);
    const begin = performance.now();
    await viewer.go(study.studyUid, query);
    const ready = (performance.now() - begin) / 1000;
    await viewer.page.evaluate(() => window.deepgrow.startNew());
    await viewer.ready();
    const at = await viewer.locate(pane, { i: study.demoI, j: study.demoJ, k: study.demoK });
    await viewer.page.mouse.click(at.x, at.y);
    await viewer.settled(1);
    const first = await heap(viewer);
    const [median, late] = await timed(viewer, pane, at, clicks);
    lines.push(`| ${layout} | ${median} | ${late} | ${ready.toFixed(1)} | ${first.toFixed(0)} | ${(await heap(viewer)).toFixed(0)} |`);
    await viewer.page.context().close();
  }
  console.log(lines.join('\n'));
} finally {
  await browser.close();
  await service.stop();
  rmSync(data, { recursive: true, force: true });
}
