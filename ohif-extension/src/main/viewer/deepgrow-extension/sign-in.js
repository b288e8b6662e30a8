// Who works here: the browser's sign-in cookie says it. When that has ended, asks for it again without losing what waits.

const PAGE = `
  <style>
    dialog { font: 15px Inter, sans-serif; color: #fff; background: #090c29; border: 1px solid #3a3f99; border-radius: 6px; padding: 24px; width: 22rem; }
    dialog::backdrop { background: #000c; }
    h2 { font-size: 1.1rem; margin: 0 0 4px; }
    label { display: block; }
    input { box-sizing: border-box; width: 100%; margin: 4px 0 12px; padding: 8px; color: #fff; background: #000; border: 1px solid #7278d8; border-radius: 4px; font: inherit; }
    button { padding: 8px 16px; color: #001b3a; background: #5acce6; border: 0; border-radius: 4px; font: inherit; }
    a { color: #5acce6; }
    p { margin: 0 0 12px; }
    [role='alert'] { color: #ff9d90; min-height: 1.2em; }
  </style>
  <dialog aria-labelledby="title"><form>
    <h2 id="title">Your sign-in has ended</h2>
    <p>Sign in again: what you have done waits and goes on.</p>
    <label>Name<input name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus></label>
    <label>Password<input name="password" type="password" autocomplete="current-password" required></label>
    <p role="alert"></p>
    <p><button>Sign in</button></p>
    <p>Or <a target="_blank" rel="opener">sign in in another tab</a> and come back.</p>
  </form></dialog>`;

/** Whether the service knows who is calling, as far as it answers. */
async function known(api) {
  try {
    await api.models();
    return true;
  } catch (failure) {
    return failure.status !== 401;
  }
}

/**
 * Signs in with a name and password.
 *
 * @param {{ signInUrl: string, fetch: typeof fetch }} api
 * @param {{ name: string, password: string }} who
 * @returns {Promise<string>} what was wrong, or nothing
 */
export async function begin(api, { name, password }) {
  try {
    const answer = await api.fetch(api.signInUrl, { method: 'POST', body: new URLSearchParams({ name, password }), redirect: 'manual' });
    if (answer.ok || answer.type === 'opaqueredirect') {
      return '';
    }
    return answer.status === 429
      ? 'Too many attempts failed; wait a quarter of an hour.'
      : 'There is no account of that name and password.';
  } catch {
    return 'The service does not answer; try again.';
  }
}

/** Asks until the service knows who is calling. */
function ask(api) {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = PAGE;
  const dialog = /** @type {HTMLDialogElement} */ (root.querySelector('dialog'));
  const form = /** @type {HTMLFormElement} */ (root.querySelector('form'));
  const wrong = /** @type {HTMLElement} */ (root.querySelector('[role=alert]'));
  /** @type {HTMLAnchorElement} */ (root.querySelector('a')).href = api.signInUrl;
  document.body.append(host);
  dialog.addEventListener('cancel', event => event.preventDefault());
  dialog.showModal();
  return new Promise(resolve => {
    const done = () => {
      window.removeEventListener('focus', look);
      host.remove();
      resolve(undefined);
    };
    const look = async () => ((await known(api)) ? done() : null);
    window.addEventListener('focus', look);
    form.addEventListener('submit', async event => {
      event.preventDefault();
      const fields = new FormData(form);
      wrong.textContent = await begin(api, { name: String(fields.get('name')), password: String(fields.get('password')) });
      if (!wrong.textContent) {
        await look();
      }
    });
  });
}

/**
 * Makes sure that the service knows who is calling before the first study is shown.
 *
 * @returns asks again, once at a time, when a sign-in has ended
 */
export async function signIn(api) {
  let asking = null;
  const again = () => {
    asking ??= ask(api).finally(() => (asking = null));
    return asking;
  };
  if (!(await known(api))) {
    await again();
  }
  return again;
}
