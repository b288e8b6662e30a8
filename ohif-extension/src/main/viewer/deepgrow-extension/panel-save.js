// Saving: what will be stored, how far it is, and the sessions themselves.
import { el } from './dom.js';
import { savedWords, volumeWords } from './words.js';

function preview(session) {
  const stored = session.segments.filter(s => s.voxels);
  return stored.length
    ? `DICOM SEG with ${stored.map(s => `${s.label} (${volumeWords(s.millilitres)})`).join(', ')}`
    : 'Nothing to save yet: no segment has a voxel.';
}

function progress(result) {
  const done = { PENDING: 1, STORED: 2, VERIFIED: 3 }[result.state];
  const kind = result.state === 'VERIFIED' ? 'good' : result.state === 'REJECTED' || result.reason ? 'problem' : '';
  return [
    done && el('progress', { max: 3, value: done, 'aria-label': 'Saving' }),
    el('div', { className: kind, role: 'status', 'data-result': result.state }, savedWords(result)),
  ];
}

export function saveSection(panel, session) {
  const { saving } = panel;
  const result = saving.of(session);
  const busy = result && (result.state === 'PENDING' || result.state === 'STORED');
  return el(
    'section',
    { 'aria-label': 'Save' },
    el('h2', {}, 'Save to the PACS'),
    el('p', { style: 'margin: 0 0 6px; color: #b5d3e6' }, preview(session)),
    el(
      'button',
      {
        className: 'main',
        type: 'button',
        'data-key': 'save',
        disabled: busy || session.pending.length > 0 || !session.segments.some(s => s.voxels),
        onclick: () => saving.save(session),
      },
      busy ? 'Saving …' : 'Save'
    ),
    result ? progress(result) : null
  );
}
