import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../../main/viewer/deepgrow-extension/api.js';

function answering(response) {
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({ url, ...options });
    if (response instanceof Error) {
      throw response;
    }
    return response;
  };
  return { api: new Api('/api/v1/', { fetch }), asked };
}

test('a click goes with its key and the revision that was seen', async () => {
  const { api, asked } = answering(Response.json({ revision: 1 }));
  await api.click('s', 2, { kind: 'POSITIVE' }, { key: 'k1', revision: 0 });
  assert.equal(asked[0].url, '/api/v1/sessions/s/segments/2/clicks');
  assert.equal(asked[0].headers['Idempotency-Key'], 'k1');
  assert.equal(asked[0].headers['If-Match'], '"0"');
  assert.equal(asked[0].body, '{"kind":"POSITIVE"}');
});

test("a problem becomes an error with the service's words", async () => {
  const { api } = answering(Response.json({ code: 'service.busy', detail: 'full' }, { status: 503 }));
  await assert.rejects(api.models(), { code: 'service.busy', message: 'full', passing: true });
});

test('no answer at all may pass', async () => {
  const { api } = answering(new TypeError('Failed to fetch'));
  await assert.rejects(api.models(), { status: 0, passing: true });
});

test('an empty mask has no box', async () => {
  const { api } = answering(new Response(new Uint8Array(), { headers: { 'Mask-Revision': '4' } }));
  assert.deepEqual(await api.mask('s', 1), { revision: 4, box: null, bits: new Uint8Array() });
});

test('a mask has the box of its headers', async () => {
  const headers = { 'Mask-Revision': '1', 'Mask-Box-Start': '1,2,3', 'Mask-Box-End': '4,5,6' };
  const { api } = answering(new Response(Uint8Array.of(7), { headers }));
  const { box, bits } = await api.mask('s', 1);
  assert.deepEqual(box, { start: { i: 1, j: 2, k: 3 }, end: { i: 4, j: 5, k: 6 } });
  assert.deepEqual(bits, Uint8Array.of(7));
});

for (const status of [400, 404, 408, 409, 422, 425, 429, 500, 502, 503, 504]) {
  const passing = ![400, 404, 409, 422].includes(status);
  test(`a ${status} ${passing ? 'may pass' : 'is a no'}`, async () => {
    const { api } = answering(Response.json({}, { status }));
    await assert.rejects(api.models(), { status, passing });
  });
}

test('the time that the service wants to be left alone is known', async () => {
  for (const { header, retryAfter } of [
    { header: '7', retryAfter: 7000 },
    { header: 'Sat, 28 Nov 2026 19:00:00 GMT', retryAfter: 0 },
    { header: null, retryAfter: 0 },
  ]) {
    const { api } = answering(Response.json({}, { status: 503, headers: header ? { 'Retry-After': header } : {} }));
    await assert.rejects(api.models(), { retryAfter });
  }
});

test("an answer that breaks off, or is a page of somebody else's, counts as none", async () => {
  for (const body of ['{"revision": 1, "vox', '<html>Please sign in to the hotel</html>']) {
    const { api } = answering(new Response(body));
    await assert.rejects(api.click('s', 1, {}, 'k'), { status: 0, passing: true });
  }
});
