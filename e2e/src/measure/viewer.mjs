// Measures the viewer in headless Chromium with software WebGL; prints Markdown. Started by bin/bench viewer.
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ViewerPage, launch } from '../test/support/browser.mjs';
import { Service, phantom } from '../test/support/service.mjs';
import { install } from './probe.mjs';

const TIMED = Number(process.env.CLICKS ?? 24);
const MANY = Number(process.env.MANY ?? 100);
const SLICES = process.env.SLICES;
const LAYOUTS = [
  ['stack', '', 'default'],
  ['three planes', '&hangingProtocolId=mpr', 'mpr-axial'],
];

const quantile = (values, q) => values.toSorted((a, b) => a - b)[Math.max(0, Math.ceil(q * values.length) - 1)] ?? NaN;
const both = values => `${quantile(values, 0.5).toFixed(0)} / ${quantile(values, 0.95).toFixed(0)}`;
const seconds = ms => (ms / 1000).toFixed(1);

async function heap(page) {
  const client = await page.context().newCDPSession(page);
  await client.send('HeapProfiler.collectGarbage');
  const { usedSize } = await client.send('Runtime.getHeapUsage');
  await client.detach();
  return usedSize / 2 ** 20;
}

/** Resident memory of the largest renderer process, in MB. */
async function resident(browser) {
  const client = await browser.newBrowserCDPSession();
  const { processInfo } = await client.send('SystemInfo.getProcessInfo');
  await client.detach();
  const of = ({ id }) => Number(readFileSync(`/proc/${id}/status`, 'latin1').match(/VmRSS:\s+(\d+)/)?.[1] ?? 0) / 1024;
  return Math.max(...processInfo.filter(p => p.type === 'renderer').map(of));
}

/** Milliseconds until the first image is drawn and until the session takes clicks. */
async function load(viewer, study, query) {
  const begin = performance.now();
  await viewer.page.goto(`${viewer.root}/deepgrow?StudyInstanceUIDs=${study}${query}`, { waitUntil: 'commit' });
  await viewer.until(() => {
    try {
      const { viewports } = window.deepgrow;
      return viewports.ids().some(id => viewports.viewport(id)?.getImageData());
    } catch {
      return false;
    }
  });
  const image = performance.now() - begin;
  await viewer.ready();
  return { image, ready: performance.now() - begin };
}

/** Clicks about a place until so many masks were painted. */
async function clicks(viewer, at, count) {
  const painted = () => viewer.page.evaluate(() => window.probe.clicks.length);
  const before = await viewer.page.evaluate(() => window.deepgrow.current.session.active?.clicks.length ?? 0);
  const end = (await painted()) + count;
  for (let n = 0; (await painted()) < end && n < 3 * count; n++) {
    const outside = n % 3 === 2;
    const angle = n * 2.4;
    const far = outside ? 34 : 3 + (n % 7);
    await viewer.page.mouse.move(at.x + far * Math.cos(angle), at.y + far * Math.sin(angle));
    outside && (await viewer.page.keyboard.down('Control'));
    await viewer.page.mouse.down();
    await viewer.page.mouse.up();
    outside && (await viewer.page.keyboard.up('Control'));
    await viewer.settled(before + n + 1);
    await viewer.page.waitForTimeout(300);
  }
}

async function series(browser, service, { name, study, voxel }, rows, notes) {
  for (const [layout, query, pane] of LAYOUTS) {
    const viewer = await ViewerPage.open(browser, service.root);
    const cold = await load(viewer, study, query);
    await viewer.page.goto('about:blank');
    const warm = await load(viewer, study, query);
    await viewer.page.evaluate(() => window.deepgrow.startNew());
    await viewer.ready();
    await viewer.loaded();
    const at = await viewer.locate(pane, voxel);
    await viewer.page.mouse.click(at.x, at.y);
    await viewer.settled(1);
    await viewer.page.waitForTimeout(1500);
    await viewer.page.evaluate(install);
    await clicks(viewer, at, TIMED);
    const probe = await viewer.page.evaluate(() => window.probe);
    const known = probe.clicks.filter(c => c.own !== undefined);
    rows.push(
      [
        `${name}, ${layout}`,
        both(probe.clicks.map(c => c.painted)),
        both(known.map(c => c.own)),
        both(known.map(c => c.painted - c.own)),
        quantile(probe.paints, 1).toFixed(0),
        `${seconds(cold.image)} / ${seconds(cold.ready)}`,
        `${seconds(warm.image)} / ${seconds(warm.ready)}`,
      ].join(' | '),
    );
    notes.push(...probe.blocking.map(b => `${name}, ${layout}: ${b.ms.toFixed(0)} ms in ${b.at}`));
    if (layout === 'three planes') {
      const first = [await heap(viewer.page), await resident(browser)];
      await clicks(viewer, at, Math.max(0, MANY - TIMED));
      const last = [await heap(viewer.page), await resident(browser)];
      notes.push(
        `${name}: heap ${first[0].toFixed(0)} MB after ${TIMED} clicks, ${last[0].toFixed(0)} MB after ${MANY}; tab ${first[1].toFixed(0)} MB, ${last[1].toFixed(0)} MB`,
      );
      await viewer.shot(`measured-${name.replace(/\W+/g, '-')}`);
    }
    await viewer.page.context().close();
  }
}

const data = mkdtempSync(join(tmpdir(), 'deepgrow-measure-'));
const large = phantom(data, join(data, 'archive'), 'large');
if (SLICES) {
  readdirSync(SLICES).forEach(name => cpSync(join(SLICES, name), join(data, 'archive', name)));
}
const service = await Service.start(data);
const browser = await launch();
try {
  const answer = await fetch(`${service.root}/dicom-web/studies`, { headers: { Accept: 'application/dicom+json' } });
  const real = (await answer.json()).map(s => s['0020000D'].Value[0]).find(uid => uid !== large.studyUid);
  const rows = [];
  const notes = [];
  if (real) {
    const [i, j, k] = (process.env.VOXEL ?? '372,311,9').split(',').map(Number);
    await series(browser, service, { name: 'real CT', study: real, voxel: { i, j, k } }, rows, notes);
  }
  await series(
    browser,
    service,
    { name: '512×512×300', study: large.studyUid, voxel: { i: large.demoI, j: large.demoJ, k: large.demoK } },
    rows,
    notes,
  );
  console.log(`${TIMED} clicks each; p50 / p95 in ms\n`);
  console.log(
    '| series, layout | press to painted | server | over the server | longest write of a labelmap | cold: image / ready, s | warm, s |',
  );
  console.log('|---|---|---|---|---|---|---|');
  console.log(rows.map(row => `| ${row} |`).join('\n'));
  console.log(`\n${notes.map(note => `- ${note}`).join('\n')}`);
} finally {
  await browser.close();
  await service.stop();
  rmSync(data, { recursive: true, force: true });
}
