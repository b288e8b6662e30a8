// What the next click does, the clicks so far, and taking them back.
import { el } from './dom.js';
import { toolsRow } from './panel-tools.js';
import { picture } from './pictures.js';

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
    label,
  );

const action = (key, label, disabled, onclick, title) =>
  el('button', { className: 'grow', type: 'button', title, disabled: Boolean(disabled), 'data-key': key, onclick }, label);

function clickRow(controller, session, segment, { positive, lps, slice }, place) {
  const at = session.geometry.toVoxel(lps);
  const words = `${positive ? 'Foreground' : 'Background'} click ${place + 1}${at ? `, slice ${at.k + 1}` : ''}${slice ? ' only' : ''}`;
  return el(
    'li',
    { className: 'row' },
    el('span', { className: positive ? 'good' : 'problem', 'aria-hidden': 'true' }, positive ? '+' : '−'),
    el(
      'button',
      {
        className: 'name grow',
        type: 'button',
        'data-key': `jump-${place}`,
        title: 'Show this place',
        onclick: () => controller.jumpTo(lps),
      },
      words,
    ),
    el(
      'button',
      {
        className: 'icon',
        type: 'button',
        title: 'Take this click back',
        'aria-label': `Take back ${words}`,
        'data-key': `remove-${place}`,
        onclick: () => session.remove(segment, place),
      },
      picture('bin'),
    ),
  );
}

const KEYS = [
  'P in',
  'M out',
  'Ctrl+click inverse',
  'G clicks again',
  'Shift+S scribble',
  'Shift+L lasso',
  'Shift+B box',
  'Shift+D 3-D box',
  'Q slice only',
  'Ctrl+Z undo',
  'T masks',
  'X hold: before',
  'Esc cancel',
  'Shift+N next structure',
  'B brush',
  'E eraser',
  '1–4 windows',
  'Shift+↑↓←→ cursor',
  'Shift+Enter click',
];

export function clicksSection(panel, session) {
  const { controller } = panel;
  const { active } = session;
  const positive = active?.clicks.filter(c => c.positive).length ?? 0;
  const negative = (active?.clicks.length ?? 0) - positive;
  return el(
    'section',
    { 'aria-label': 'Clicks' },
    el('h2', {}, active ? `Clicks in ${active.label}: ${positive} in, ${negative} out` : 'Clicks'),
    toolsRow(panel),
    el('div', { className: 'row' }, sign(controller, true, '+ Foreground'), sign(controller, false, '− Background')),
    el(
      'div',
      { className: 'row', style: 'margin-top: 4px' },
      el(
        'button',
        {
          className: 'grow',
          type: 'button',
          'aria-pressed': String(controller.slice),
          'data-key': 'slice',
          title: 'Clicks change their own slice of the series only (Q)',
          onclick: () => controller.setSlice(!controller.slice),
        },
        'This slice only',
      ),
      action(
        'next-slices',
        'To next slices',
        !active?.voxels || active.locked,
        () => controller.onToNextSlices() || panel.say('Nothing is marked in the slice you look at.'),
        'A foreground click in the middle of what is marked in the slice you look at, for the whole volume',
      ),
    ),
    el(
      'div',
      { className: 'row', style: 'margin-top: 4px' },
      action('undo', 'Undo', !controller.canUndo, () => controller.undo(), 'Takes back what was done last (Ctrl+Z)'),
      action('redo', 'Redo', !controller.canRedo, () => controller.redo(), 'Does it again (Ctrl+Shift+Z)'),
      action(
        'clear',
        'Clear',
        active?.locked || (!active?.clicks.length && !active?.voxels),
        () => session.clear(active),
        'Empties the segment; Undo brings it back',
      ),
    ),
    active?.clicks.length
      ? panel.foldable(
          'clicks',
          'List of clicks',
          el(
            'ol',
            { className: 'list' },
            active.clicks.map((click, place) => clickRow(controller, session, active, click, place)),
          ),
        )
      : null,
    panel.foldable(
      'keys',
      'Keys',
      el(
        'div',
        { className: 'keys' },
        ...KEYS.flatMap(text => {
          const [key, ...words] = text.split(' ');
          return [el('kbd', {}, key), ` ${words.join(' ')}  `];
        }),
      ),
    ),
  );
}
