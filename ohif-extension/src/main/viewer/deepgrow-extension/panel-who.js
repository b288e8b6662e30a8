// Who is signed in, where somebody is, with the way to the console.
import { el } from './dom.js';

/**
 * @param {{ controller: import('./controller.js').Controller }} panel
 * @returns {HTMLElement | null}
 */
export function whoSection({ controller }) {
  const { me, api } = controller;
  if (me?.kind !== 'PERSON') {
    return null;
  }
  return el(
    'p',
    { className: 'who' },
    'Signed in as ',
    el('strong', {}, me.displayName),
    ' · ',
    el('a', { href: api.consoleUrl, target: '_blank' }, 'Console'),
  );
}
