// The list of segments: choose, rename, hide, delete; each with its colour and volume.
import { el } from './dom.js';
import { picture } from './pictures.js';
import { diameterWords, meanWords, volumeWords } from './words.js';

const icon = (key, label, image, onclick, extra = {}) =>
  el('button', { className: 'icon', type: 'button', title: label, 'aria-label': label, 'data-key': key, onclick, ...extra }, image);

function nameField(panel, session, segment) {
  const done = commit => {
    if (panel.renaming !== segment.number) {
      return;
    }
    panel.renaming = null;
    const label = input.value.trim();
    if (commit && label && label !== segment.label) {
      panel.try(() => session.changeSegment(segment, { label }));
    }
    panel.draw();
  };
  const input = el('input', {
    className: 'grow',
    value: segment.label,
    maxLength: 64,
    'aria-label': `New name of ${segment.label}`,
    'data-key': `rename-${segment.number}`,
    onkeydown: event => {
      event.stopPropagation();
      if (event.key === 'Enter' || event.key === 'Escape') {
        done(event.key === 'Enter');
      }
    },
    onblur: () => done(true),
  });
  return input;
}

function row(panel, session, segment) {
  const { number, label, color, visible, locked } = segment;
  const current = segment === session.active;
  const swatch = el('span', { className: 'swatch', 'aria-hidden': 'true' });
  swatch.style.background = color;
  const name =
    panel.renaming === number
      ? nameField(panel, session, segment)
      : el(
          'button',
          {
            className: 'name grow',
            type: 'button',
            title: `Work on ${label}; double-click renames`,
            'data-key': `name-${number}`,
            onclick: () => session.activate(number),
            ondblclick: () => panel.rename(number),
          },
          label,
        );
  return el(
    'li',
    { className: visible ? '' : 'hidden', 'aria-current': String(current) },
    el(
      'div',
      { className: 'row' },
      swatch,
      name,
      icon(`rename-button-${number}`, `Rename ${label}`, picture('pen'), () => panel.rename(number)),
      icon(
        `hide-${number}`,
        visible ? `Hide ${label}` : `Show ${label}`,
        picture(visible ? 'eye' : 'closed'),
        () => panel.controller.toggle([segment]),
        {
          'aria-pressed': String(!visible),
        },
      ),
      icon(
        `lock-${number}`,
        locked ? `Unlock ${label}` : `Lock ${label}: it stays as it is, and no other one covers it`,
        picture(locked ? 'locked' : 'open'),
        () => panel.try(() => session.changeSegment(segment, { locked: !locked })),
        { 'aria-pressed': String(locked) },
      ),
      icon(`delete-${number}`, `Delete ${label}`, picture('bin'), () => panel.try(() => session.deleteSegment(segment))),
    ),
    current ? structureOf(panel, session, segment) : null,
    segment.voxels
      ? el(
          'div',
          { className: 'volume figures', title: 'Volume, mean value, longest diameter within a slice' },
          [volumeWords(segment.millilitres), meanWords(segment.meanHu), diameterWords(segment.diameter)].filter(Boolean).join(' · '),
        )
      : null,
  );
}

function deletedRow(panel, session, { number, label }) {
  const bringBack = () => panel.try(() => session.restoreSegment(number));
  return el(
    'li',
    { className: 'row' },
    el('span', { className: 'grow' }, label),
    el(
      'button',
      { type: 'button', 'data-key': `restore-${number}`, 'aria-label': `Bring ${label} back`, onclick: bringBack },
      'Bring back',
    ),
  );
}

/** What a segment marks, which its code in the stored SEG follows. */
function structureOf(panel, session, segment) {
  return el(
    'select',
    {
      className: 'structure',
      'aria-label': `Structure of ${segment.label}`,
      title: 'What it marks; its code in the stored SEG follows',
      'data-key': `structure-${segment.number}`,
      onchange: event => panel.try(() => session.changeSegment(segment, { structure: event.target.value, label: '' })),
    },
    panel.controller.structures.map(({ id, label }) => el('option', { value: id, selected: id === segment.structure }, label)),
  );
}

function structures(panel) {
  const { controller } = panel;
  return el(
    'select',
    {
      className: 'grow',
      'aria-label': 'Structure of the next segment',
      'data-key': 'structure',
      onchange: event => (controller.structure = event.target.value),
    },
    controller.structures.map(({ id, label }) => el('option', { value: id, selected: id === controller.structure }, label)),
  );
}

function keepButton(panel, session, segment) {
  const { label, keepsOthers } = segment;
  return el(
    'button',
    {
      type: 'button',
      'aria-pressed': String(keepsOthers),
      'data-key': 'keep-others',
      title: keepsOthers ? `${label} takes no voxel that another segment has` : `${label} may cover other segments`,
      onclick: () => panel.try(() => session.changeSegment(segment, { keepsOthers: !keepsOthers })),
    },
    `Keep other segments${keepsOthers ? '' : ': off'}`,
  );
}

export function segmentsSection(panel, session) {
  return el(
    'section',
    { 'aria-label': 'Segments' },
    el('h2', {}, 'Segments'),
    el(
      'ul',
      {},
      session.segments.map(segment => row(panel, session, segment)),
    ),
    el(
      'div',
      { className: 'row' },
      structures(panel),
      el(
        'button',
        {
          type: 'button',
          'data-key': 'add',
          title: 'Add a segment (Shift+N)',
          onclick: () => panel.controller.newSegment(),
        },
        'Add',
      ),
    ),
    session.active ? keepButton(panel, session, session.active) : null,
    session.deleted.length
      ? panel.foldable(
          'deleted',
          `Deleted: ${session.deleted.length}`,
          el(
            'ul',
            {},
            session.deleted.map(segment => deletedRow(panel, session, segment)),
          ),
        )
      : null,
  );
}
