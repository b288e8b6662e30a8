// Corrections of the whole mask by the service, with their figures, and a word on what each changed.
import { el } from './dom.js';
import { EDITS, volumeWords } from './words.js';

/** What is typed for the figures; it stays while the page is open. */
const typed = { millimetres: '1.5', margin: '2', millilitres: '0.1', lowest: '-50', highest: '200' };

/** The edits that take figures: by operation their fields, each with its name at the service, unit and limits. */
const FIELDS = {
  smooth: [{ name: 'millimetres', of: 'millimetres', unit: 'mm', min: 0.1, max: 20, step: 'any' }],
  margin: [{ name: 'margin', of: 'millimetres', unit: 'mm, \u2212 takes away', min: -30, max: 30, step: 'any' }],
  'remove-islands': [{ name: 'millilitres', of: 'millilitres', unit: 'ml and less go', min: 0.001, max: 10000, step: 'any' }],
  threshold: [
    { name: 'lowest', of: 'lowest', unit: 'to', min: -32768, max: 32767, step: 1 },
    { name: 'highest', of: 'highest', unit: 'HU stay', min: -32768, max: 32767, step: 1 },
  ],
};

const TITLES = {
  'fill-holes': 'Takes in what the mask encloses on all sides',
  'largest-component': 'Takes away all but the largest connected piece',
  interpolate: 'Fills the empty slices between those that are marked',
  smooth: 'Smooths the surface; thin parts go',
  margin: 'Adds a margin around the mask, or takes one away',
  'remove-islands': 'Takes small pieces away',
  threshold: 'Takes away what is darker or brighter',
};

/** Has an edit made, and says what it changed. */
async function edit(panel, session, segment, operation, figures) {
  const before = segment.millilitres;
  if (await session.edit(segment, operation, figures)) {
    panel.say(`${EDITS[operation].label}: ${volumeWords(before)} \u2192 ${volumeWords(segment.millilitres)}`, false);
  }
}

const field = ({ name, unit, min, max, step }) => [
  el('input', {
    type: 'number',
    className: 'figure',
    value: typed[name],
    min,
    max,
    step,
    required: true,
    'aria-label': `${name} (${unit})`,
    'data-key': `figure-${name}`,
    oninput: event => (typed[name] = event.target.value),
  }),
  el('span', { className: 'keys' }, unit),
];

function button(panel, session, operation, disabled) {
  const onclick = event => {
    const row = event.target.closest('.row');
    const wrong = [...row.querySelectorAll('input')].find(input => !input.reportValidity());
    if (!wrong) {
      const figures = Object.fromEntries((FIELDS[operation] ?? []).map(({ name, of }) => [of, Number(typed[name])]));
      panel.try(() => edit(panel, session, session.active, operation, figures));
    }
  };
  return el(
    'button',
    { type: 'button', className: 'grow', title: TITLES[operation], disabled, 'data-key': operation, onclick },
    EDITS[operation].label,
  );
}

export function editsSection(panel, session) {
  const { active } = session;
  const disabled = !active?.voxels || active.locked;
  const row = (...children) => el('div', { className: 'row', style: 'margin-top: 4px' }, ...children);
  const make = operation => button(panel, session, operation, disabled);
  return el(
    'section',
    { 'aria-label': 'Edits of the whole mask' },
    row(make('fill-holes'), make('largest-component'), make('interpolate')),
    panel.foldable(
      'edits',
      'More edits',
      el('div', {}, ...Object.entries(FIELDS).map(([operation, fields]) => row(make(operation), ...fields.flatMap(field)))),
    ),
  );
}
