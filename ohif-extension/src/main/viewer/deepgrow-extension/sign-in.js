// Asks for the access token when the service wants one; it is kept for this browser tab only.

const STORE = 'deepgrow-token';

const PAGE = `
  <style>
    dialog { font: 15px Inter, sans-serif; color: #fff; background: #090c29; border: 1px solid #3a3f99; border-radius: 6px; padding: 24px; width: 22rem; }
    dialog::backdrop { background: #000; }
    input { box-sizing: border-box; width: 100%; margin: 8px 0 16px; padding: 8px; color: #fff; background: #000; border: 1px solid #3a3f99; border-radius: 4px; }
    button { padding: 8px 16px; color: #fff; background: #348cfd; border: 0; border-radius: 4px; }
    p { color: #ff8a7a; min-height: 1.2em; margin: 0 0 8px; }
  </style>
  <dialog aria-labelledby="deepgrow-sign-in"><form method="dialog">
    <label id="deepgrow-sign-in">Access token of this service<input type="password" autocomplete="current-password" required autofocus></label>
    <p role="alert"></p><button>Sign in</button>
  </form></dialog>`;

async function accepted(api) {
  try {
    await api.models();
    return true;
  } catch (failure) {
    return failure.status !== 401;
  }
}

async function ask(api, set) {
  const host = document.createElement('div');
  const root = host.attachShadow({ mode: 'open' });
  root.innerHTML = PAGE;
  document.body.append(host);
  const [dialog, input, alert] = [root.querySelector('dialog'), root.querySelector('input'), root.querySelector('p')];
  if (!dialog || !input || !alert) {
    throw new Error('The page to sign in is not whole');
  }
  dialog.addEventListener('cancel', event => event.preventDefault());
  for (;;) {
    dialog.showModal();
    await new Promise(resolve => dialog.addEventListener('close', resolve, { once: true }));
    set(input.value.trim());
    if (await accepted(api)) {
      host.remove();
      return;
    }
    alert.textContent = 'The service does not know this token.';
  }
}

/**
 * Makes the API and the viewer's own DICOMweb calls send the token, asked for when needed.
 *
 * @returns asks for a token again, once at a time, when the service no longer takes the one it had
 */
export async function signIn(api, services) {
  let token = sessionStorage.getItem(STORE);
  let asking = null;
  const authorization = () => (token ? `Bearer ${token}` : null);
  api.authorization = authorization;
  const again = () => {
    asking ??= ask(api, value => (token = value))
      .then(() => sessionStorage.setItem(STORE, token ?? ''))
      .finally(() => (asking = null));
    return asking;
  };
  if (!(await accepted(api))) {
    await again();
  }
  services.userAuthenticationService?.setServiceImplementation({
    getAuthorizationHeader: () => (token ? { Authorization: authorization() } : {}),
  });
  return again;
}
