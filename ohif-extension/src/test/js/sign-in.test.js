import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Api } from '../../main/viewer/deepgrow-extension/api.js';
import { begin } from '../../main/viewer/deepgrow-extension/sign-in.js';

const who = { name: 'grace', password: 'correct horse & battery' };

function answering(answer) {
  const asked = [];
  const fetch = async (url, options) => {
    asked.push({ url, ...options });
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  };
  return { api: new Api('https://ct.example.org/here/api/v1/', { fetch }), asked };
}

test('name and password go to the sign-in page of this service, and no token is kept', async () => {
  const { api, asked } = answering({ ok: false, type: 'opaqueredirect', status: 0 });
  assert.equal(await begin(api, who), '');
  assert.equal(asked[0].url, 'https://ct.example.org/here/sign-in');
  assert.equal(asked[0].method, 'POST');
  assert.equal(asked[0].redirect, 'manual');
  assert.equal(String(asked[0].body), 'name=grace&password=correct+horse+%26+battery');
  assert.equal(globalThis.sessionStorage?.length ?? 0, 0);
});

test('what was wrong is said in a sentence', async () => {
  const said = async answer => begin(answering(answer).api, who);
  assert.match(await said({ ok: false, type: 'basic', status: 401 }), /no account of that name/);
  assert.match(await said({ ok: false, type: 'basic', status: 429 }), /quarter of an hour/);
  assert.match(await said(new TypeError('Failed to fetch')), /does not answer/);
});
