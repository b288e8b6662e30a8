// Nothing that was done is given up because the service is away: it waits, is shown, and outlives the page.
import assert from 'node:assert/strict';
import { after, before, beforeEach, afterEach, test } from 'node:test';
import { sameVoxels } from '../support/assertions.mjs';
import { Setting } from '../support/setting.mjs';

const CLICKS = /\/segments\/\d+\/clicks$/;
const MASKS = /\/segments\/\d+\/mask$/;
let setting, viewer, pane;

before(async () => {
  setting = await Setting.start();
});

after(() => setting?.stop());

beforeEach(async () => {
  viewer = await setting.page({ fresh: true });
  [pane] = await viewer.viewports();
  viewer.page.on('dialog', dialog => dialog.accept());
});

afterEach(() => viewer?.page.context().close());

/**
 * No connection comes about.
 *
 * @type {(route: import('playwright-core').Route, count: number) => unknown}
 */
const refuse = route => route.abort('connectionrefused');

/** Requests of that kind do not get through; how many came. */
async function away(pattern, method, answer = refuse) {
  const seen = { count: 0 };
  await viewer.page.route(pattern, route => {
    if (route.request().method() !== method) {
      return route.fallback();
    }
    seen.count++;
    return answer(route, seen.count);
  });
  return { seen, back: () => viewer.page.unroute(pattern) };
}

const busy = route =>
  route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"code":"service.busy","detail":"busy"}' });

/** Pauses between tries are as short as can be from now on. */
const hurry = () =>
  viewer.page.evaluate(() => {
    window.deepgrow.current.session.queue.sleep = () => new Promise(resolve => setTimeout(resolve));
  });

const waiting = () => viewer.until(() => window.deepgrow.current.session.queue.waiting);

test('a click waits as long as the service is away, says so, and goes when it is back', async () => {
  const { seen, back } = await away(CLICKS, 'POST');
  await hurry();
  await viewer.click(pane, setting.spleen);
  await viewer.until(() => window.deepgrow.current.session.queue.waiting?.attempts > 60);
  await viewer.panel('.state:has-text("since")').waitFor();
  assert.match(await viewer.panel('.state .words').textContent(), /^No answer from the service since \d\d:\d\d:\d\d; 1 thing waits\.$/);
  assert.ok(seen.count > 60);
  await viewer.shot('waiting');
  await back();
  await viewer.panel('[data-key=retry]').click();
  await viewer.settled(1);
  assert.equal((await setting.clicks(viewer)).length, 1);
  sameVoxels(await viewer.labelmap(1), await setting.mask(viewer));
  await viewer.panel('.state:has-text("Ready")').waitFor();
});

test('clicks, an undo and a save that wait are asked about before leaving, and done once after a reload', async () => {
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const { back } = await away(CLICKS, 'POST', busy);
  const asked = [];
  viewer.page.on('dialog', dialog => asked.push(dialog.type()));
  await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + 4 });
  await waiting();
  await viewer.click(pane, { ...setting.spleen, j: setting.spleen.j + 4 });
  await viewer.page.keyboard.press('Control+z');
  await viewer.until(() => window.deepgrow.current.session.outbox.count === 3);
  await viewer.page.evaluate(() => void window.deepgrow.current.session.save('After the reload').catch(() => {}));
  await viewer.panel('.state:has-text("4 things")').waitFor();
  const { id } = await viewer.session();
  await viewer.page.reload();
  assert.deepEqual(asked, ['beforeunload']);
  await viewer.panel('.state:has-text("4 things")').waitFor();
  assert.equal(await viewer.page.evaluate(() => window.deepgrow.current.session.pending.length), 2);
  await viewer.shot('waiting-after-a-reload');
  await back();
  await viewer.panel('[data-key=retry]').click();
  await viewer.settled(2);
  assert.equal((await viewer.session()).id, id);
  assert.equal((await setting.clicks(viewer)).length, 2);
  await viewer.panel('[data-result=VERIFIED]').waitFor();
  const results = await setting.service.json(`sessions/${id}/results`);
  assert.equal(results.length, 1);
  sameVoxels(await viewer.labelmap(1), await setting.mask(viewer));
});

test('a click whose answer was lost is not made twice by the page after a reload', async () => {
  const { seen, back } = await away(CLICKS, 'POST', async route => {
    await route.fetch(); // the service has it; its answer goes astray
    return route.abort('connectionreset');
  });
  await viewer.click(pane, setting.spleen);
  await waiting();
  assert.ok(seen.count >= 1);
  await back();
  await viewer.page.reload();
  await viewer.ready();
  await viewer.settled(1);
  assert.equal((await setting.clicks(viewer)).length, 1);
  sameVoxels(await viewer.labelmap(1), await setting.mask(viewer));
});

test('an undo whose answer was lost is not made twice by the page after a reload', async () => {
  for (const step of [0, 3, 6]) {
    await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + step });
    await viewer.settled(step / 3 + 1);
  }
  const { back } = await away(/\/undo(\?.*)?$/, 'POST', async route => {
    await route.fetch();
    return route.abort('connectionreset');
  });
  await viewer.panel('[data-key=undo]').click();
  await waiting();
  await back();
  await viewer.page.reload();
  await viewer.ready();
  await viewer.settled(2);
  assert.equal((await setting.clicks(viewer)).length, 2);
});

test('what waits is given up when the reader says so, one thing or all', async () => {
  await away(CLICKS, 'POST');
  await viewer.click(pane, setting.spleen);
  await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + 4 });
  await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + 8 });
  await viewer.panel('.state:has-text("3 things")').waitFor();
  await viewer.panel('[data-key=give-up-ask]').click();
  await viewer.shot('give-up');
  await viewer.panel('[data-key=give-up-2]').click();
  await viewer.panel('.state:has-text("3 things")').waitFor();
  await viewer.panel('[data-key=give-up-ask]').click();
  await viewer.panel('[data-key=give-up-1]').click();
  await viewer.panel('.state:has-text("2 things")').waitFor();
  await viewer.panel('[data-key=give-up-ask]').click();
  await viewer.panel('[data-key=give-up-0]').click();
  await viewer.until(() => window.deepgrow.current.session.outbox.count === 0 && !window.deepgrow.current.session.pending.length);
  assert.equal((await setting.clicks(viewer)).length, 0);
  assert.equal(await viewer.panel('[data-key=give-up-ask]').count(), 0);
});

test('who is no longer known signs in, and the click goes on', async () => {
  await away(CLICKS, 'POST', (route, n) =>
    n === 1
      ? route.fulfill({ status: 401, contentType: 'application/problem+json', body: '{"code":"auth.required","detail":"who?"}' })
      : route.fallback(),
  );
  await viewer.click(pane, setting.spleen);
  await viewer.page.route('**/sign-in', route => route.fulfill({ status: 204 }));
  await viewer.page.getByRole('textbox', { name: 'Name', exact: true }).fill('grace');
  await viewer.shot('signs-in-again');
  await viewer.page.getByLabel('Password').fill('correct horse battery staple');
  await viewer.page.keyboard.press('Enter');
  await viewer.settled(1);
  assert.equal((await setting.clicks(viewer)).length, 1);
});

test('a refusal is told and does not wait', async () => {
  await away(CLICKS, 'POST', route =>
    route.fulfill({ status: 422, contentType: 'application/problem+json', body: '{"code":"click.limit","detail":"Too many clicks"}' }),
  );
  await viewer.click(pane, setting.spleen);
  await viewer.panel('.state.problem:has-text("Too many clicks")').waitFor();
  assert.equal(await viewer.page.evaluate(() => window.deepgrow.current.session.outbox.count), 0);
});

test('a brush stroke that a busy service did not take goes all the same, before the click after it', async () => {
  await viewer.click(pane, setting.spleen);
  await viewer.settled(1);
  const { seen, back } = await away(MASKS, 'PUT', busy);
  const drawn = { i: 20, j: 20, k: setting.spleen.k };
  await viewer.brush();
  await viewer.stroke(pane, drawn, { ...drawn, i: 30 });
  await waiting();
  await viewer.page.keyboard.press('g');
  await viewer.click(pane, { ...setting.spleen, i: setting.spleen.i + 4 });
  await viewer.panel('.state:has-text("2 things")').waitFor();
  const { size } = await viewer.session();
  const flat = (drawn.k * size.j + drawn.j) * size.i + 25;
  assert.ok((await viewer.labelmap(1)).has(flat), 'the stroke stays on the screen');
  assert.ok(seen.count >= 1);
  await viewer.shot('a-stroke-waits');
  await back();
  await viewer.sent();
  await viewer.settled(1);
  const mask = await setting.mask(viewer);
  assert.ok(mask.has(flat));
  sameVoxels(await viewer.labelmap(1), mask);
});
