// The masks of both protocols as the parser of OHIF's plugins for AIAA and MONAI Label (nrrd-js) reads them.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { Service, phantom } from '../support/service.mjs';

const nrrd = createRequire(import.meta.url)('nrrd-js');
let data, study, service, click;

before(async () => {
  data = mkdtempSync(join(tmpdir(), 'deepgrow-e2e-'));
  study = phantom(data);
  click = [study.demoI, study.demoJ, study.demoK];
  service = await Service.start(data);
});

after(async () => {
  await service?.stop();
  rmSync(data, { recursive: true, force: true });
});

/** Posts clicks as the plugins do; the answer's bytes. */
async function mask(path, params) {
  const form = new FormData();
  form.append('params', JSON.stringify({ foreground: [click], background: [], current_point: [click], ...params }));
  const response = await fetch(service.root + path, { method: 'POST', body: form });
  assert.equal(response.status, 200, path);
  return response.arrayBuffer();
}

/** Checks a mask's header and gives its voxels. */
function read(bytes, type, encoding, Voxels) {
  const header = nrrd.parse(bytes);
  assert.equal(header.type, type);
  assert.equal(header.encoding, encoding);
  assert.equal(header.space, 'left-posterior-superior');
  const [columns, rows, slices] = header.sizes;
  const packed = new Uint8Array(header.buffer);
  const raw = encoding === 'gzip' ? gunzipSync(packed) : packed;
  const voxels = new Voxels(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  assert.equal(voxels.length, columns * rows * slices);
  const [i, j, k] = click;
  assert.equal(voxels[(k * rows + j) * columns + i], 1);
  return voxels.reduce((sum, v) => sum + v, 0);
}

test('nrrd-js reads the masks of OHIF plugins, the same by both protocols', async () => {
  const query = new URLSearchParams({ image: study.seriesUid, output: 'image' });
  const label = await mask(`/infer/deepgrow_3d?${query}`, { result_extension: '.nrrd', result_dtype: 'uint8', result_compress: false });
  const count = read(label, 'uint8', 'raw', Uint8Array);
  assert.ok(count > 1000);
  const session = await fetch(`${service.root}/session/`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ dicom: { query_level: 'SERIES', study_uid: study.studyUid, series_uid: study.seriesUid } }),
  });
  assert.equal(session.status, 200);
  const { session_id: id } = await session.json();
  const clara = await mask(`/v1/deepgrow?model=deepgrow_3d&output=image&session_id=${id}`, {
    result_extension: '.nrrd',
    result_dtype: 'uint16',
    result_compress: true,
  });
  assert.equal(read(clara, 'uint16', 'gzip', Uint16Array), count);
});
