// What the next click does, and taking clicks back.
import { el } from './dom.js';

const sign = (controller, positive, label) =>
  el(
    'button',
    {
      className: 'grow',
      type: 'button',
      'aria-pressed': String(controller.positive === positive),
      'data-key': `sign-${positive}`,
      onclick: () => controller.setSign(positive),
    },
    label
  );

const action = (key, label, disabled, onclick) => el('button', { className: 'grow', type: 'button', disabled, 'data-key': key, onclick }, label);

export function clicksSection({ controller }, session) {
  const { active } = session;
  const positive = active?.clicks.filter(c => c.positive).length ?? 0;
  const negative = (active?.clicks.length ?? 0) - positive;
  return el(
    'section',
    { 'aria-label': 'Clicks' },
    el('h2', {}, active ? `Clicks in ${active.label}: ${positive} in, ${negative} out` : 'Clicks'),
    el('div', { className: 'row' }, sign(controller, true, '+ Foreground'), sign(controller, false, '− Background')),
    el(
      'div',
      { className: 'row', style: 'margin-top: 4px' },
      action('undo', 'Undo', !active?.clicks.length, () => session.undo(active)),
      action('redo', 'Redo', !active?.redoable, () => session.redo(active)),
      action('clear', 'Clear', !active?.clicks.length && !active?.voxels, () => session.clear(active))
    ),
    el(
      'div',
      { className: 'keys', style: 'margin-top: 4px' },
      ...['P in', 'M out', 'Ctrl+click inverse', 'Ctrl+Z undo', 'T masks'].flatMap(text => {
        const [key, ...words] = text.split(' ');
        return [el('kbd', {}, key), ` ${words.join(' ')}  `];
      })
    )
  );
}
