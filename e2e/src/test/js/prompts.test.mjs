// Scribble, lasso and box as tools: one drag, one request, one step of undo, and what is seen is what the service has.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { clean, sameVoxels } from '../support/assertions.mjs';
import { Setting } from '../support/setting.mjs';

const AXIAL = 'mpr-axial';

/** @type {Setting} */
let setting;
let viewer, spleen;

before(async () => {
  setting = await Setting.start();
  spleen = setting.spleen;
  viewer = await setting.page({ width: 1366, height: 768, query: '&hangingProtocolId=mpr' });
});

after(() => setting?.stop());

const tool = name => viewer.panel(`[data-key=tool-${name}]`).click();

/** Waits until the state line says something. */
const says = words =>
  viewer.until(source => {
    const line = document.querySelector('deepgrow-panel').shadowRoot.querySelector('.state .words');
    return new RegExp(source).test(line.textContent);
  }, words.source);

/** Waits until what was drawn is answered; how many clicks count then. */
async function answered() {
  await viewer.until(() => {
    const { session } = window.deepgrow.current;
    return session.queue.length === 0 && !session.pending.length && session.outbox.count === 0;
  });
  return setting.clicks(viewer, (await active()).number);
}

const active = () =>
  viewer.page.evaluate(() => {
    const { number, voxels } = window.deepgrow.current.session.active;
    return { number, voxels };
  });

const shownAsServed = async () => {
  const { number } = await active();
  sameVoxels(await viewer.labelmap(number), await setting.mask(viewer, number));
};

const off = (i, j, k = 0) => ({ i: spleen.i + i, j: spleen.j + j, k: spleen.k + k });

test('a scribble marks a structure, and one undo takes all of it back', async () => {
  await tool('scribble');
  await says(/Draw a line/);
  await viewer.stroke(AXIAL, off(-6, -10), off(2, 14), { release: false });
  await viewer.shot('scribble-drawn');
  await viewer.page.mouse.up();
  const clicks = await answered();
  assert.ok(clicks.length >= 2 && clicks.length <= 4, `${clicks.length} clicks`);
  assert.ok(clicks.every(c => c.kind === 'POSITIVE' && c.prompt === clicks[0].id));
  assert.ok((await active()).voxels > 1000);
  await shownAsServed();
  await viewer.shot('scribble-done');
  await viewer.page.keyboard.press('Control+z');
  assert.equal((await answered()).length, 0);
  assert.equal((await viewer.labelmap(1)).size, 0);
  await says(/Undone: scribble in/);
  await viewer.page.keyboard.press('Control+y');
  assert.deepEqual(
    (await answered()).map(c => c.id),
    clicks.map(c => c.id),
  );
  await shownAsServed();
});

test('a lasso with Ctrl held takes away', async () => {
  await viewer.page.keyboard.press('Shift+L');
  const before = await active();
  await viewer.page.keyboard.down('Control');
  const a = await viewer.locate(AXIAL, off(-4, -4));
  const at = { x: a.x, y: a.y };
  const { mouse } = viewer.page;
  await mouse.move(at.x, at.y);
  await mouse.down();
  for (const [dx, dy] of [
    [22, 0],
    [22, 22],
    [0, 22],
  ]) {
    await mouse.move(at.x + dx, at.y + dy, { steps: 4 });
  }
  await viewer.shot('lasso-drawn');
  await mouse.up();
  await viewer.page.keyboard.up('Control');
  const clicks = await answered();
  assert.ok(clicks.filter(c => c.kind === 'NEGATIVE').length >= 1);
  assert.ok((await active()).voxels < before.voxels);
  await shownAsServed();
  await viewer.panel('[data-key=undo]').click();
  await answered();
  assert.equal((await active()).voxels, before.voxels);
});

const segments = async () => [await setting.mask(viewer, 1), await setting.mask(viewer, 2)];

const shared = (/** @type {Set<number>[]} */ masks) => [...masks[1]].filter(voxel => masks[0].has(voxel)).length;

test('what another segment has is kept, unless this one may cover it', async () => {
  await viewer.panel('[data-key=add]').click();
  await viewer.until(() => window.deepgrow.current.session.segments.length === 2);
  await tool('box');
  await viewer.stroke(AXIAL, off(-16, -22), off(16, 24));
  await answered();
  const kept = await segments();
  assert.equal(shared(kept), 0);
  assert.ok(kept[0].size > 1000);
  await shownAsServed();
  await viewer.page.keyboard.press('Control+z');
  await answered();
  await says(/Undone: box in/);
  await viewer.panel('[data-key=keep-others]').click();
  await viewer.until(() => !window.deepgrow.current.session.active.keepsOthers);
});

test('a box in one slice, and one through slices in two drags', async () => {
  await viewer.stroke(AXIAL, off(-16, -22), off(16, 24), { release: false });
  await viewer.shot('box-drawn');
  await viewer.page.mouse.up();
  const flat = await answered();
  assert.ok(flat.some(c => c.kind === 'POSITIVE') && flat.some(c => c.kind === 'NEGATIVE'));
  assert.deepEqual([...new Set(flat.map(c => c.voxel.k))], [spleen.k]);
  assert.ok(shared(await segments()) > 1000);
  await shownAsServed();
  await viewer.shot('box-done');
  await viewer.page.keyboard.press('Control+z');
  assert.equal((await answered()).length, 0);

  await viewer.page.keyboard.press('Shift+D');
  await viewer.stroke(AXIAL, off(-16, -22, -10), off(16, 24, -10));
  await says(/last slice/);
  assert.equal((await answered()).length, 0);
  await viewer.stroke(AXIAL, off(-16, -22, 10), off(16, 24, 10), { release: false });
  await viewer.shot('box-3d-drawn');
  await viewer.page.mouse.up();
  const deep = await answered();
  assert.ok(deep.length >= 3 && deep.every(c => Math.abs(c.voxel.k - spleen.k) <= 12));
  await shownAsServed();
});

test('an edit says what it changed, and one that changes nothing keeps the clicks', async () => {
  const before = (await answered()).length;
  await viewer.panel('[data-key=interpolate]').click();
  await says(/No slice is left out/);
  assert.equal((await answered()).length, before);
  await viewer.panel('[data-key=fold-edits]').click();
  await viewer.panel('[data-key=figure-margin]').fill('3');
  await viewer.panel('[data-key=margin]').click();
  await says(/Margin: \d+ ml → \d+ ml/);
  assert.equal((await answered()).length, 0);
  await shownAsServed();
  await viewer.shot('edits');
  await viewer.page.keyboard.press('Control+z');
  assert.equal((await answered()).length, before);
  await says(/Undone: margin in/);
});

test('what was drawn is one step also after a reload, and G clicks again', async () => {
  await viewer.page.reload();
  await viewer.ready();
  await answered();
  await viewer.panel('[data-key=undo]').click();
  assert.equal((await answered()).length, 0);
  await viewer.panel('[data-key=redo]').click();
  assert.ok((await answered()).length >= 3);
  await viewer.panel('[data-key=tool-scribble]').click();
  await viewer.page.keyboard.press('g');
  await viewer.until(() => window.deepgrow.drawing.tool === 'CLICK');
  await says(/Click to add/);
  await viewer.page.setViewportSize({ width: 1024, height: 768 });
  await viewer.shot('prompts-tablet');
  clean(viewer);
});
