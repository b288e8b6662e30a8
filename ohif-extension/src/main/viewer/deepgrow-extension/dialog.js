// Questions before something that cannot be taken back.
import { el } from './dom.js';

/**
 * Asks in a dialog of the panel.
 *
 * @param answers labels of the buttons and what each does; the last one does nothing
 */
export function askBefore(root, { key, title, text, answers }) {
  const button = ([label, act], n) =>
    el('button', { className: n ? 'grow' : 'main grow', value: String(n), 'data-key': `${key}-${n}`, onclick: () => act?.() }, label);
  const dialog = el(
    'dialog',
    { 'aria-labelledby': `${key}-title`, 'data-key': key, onkeydown: event => event.stopPropagation(), onclose: () => dialog.remove() },
    el(
      'form',
      { method: 'dialog' },
      el('h2', { id: `${key}-title` }, title),
      el('p', {}, text),
      el('div', { className: 'row' }, answers.map(button)),
    ),
  );
  root.append(dialog);
  dialog.showModal();
  dialog.querySelector('button:last-of-type').focus();
}
