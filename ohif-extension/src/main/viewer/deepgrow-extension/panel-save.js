// Saving: what will be stored under which name, and how far it is.
import { el } from './dom.js';
import { meanWords, nameOf, savedWords, volumeWords } from './words.js';

const filled = session => session.segments.filter(s => s.voxels);

function progress(result) {
  const done = { PENDING: 1, STORED: 2, VERIFIED: 3 }[result.state];
  const kind = result.state === 'VERIFIED' ? 'good' : ['REJECTED', 'GIVEN_UP'].includes(result.state) || result.reason ? 'problem' : '';
  return [
    done && el('progress', { max: 3, value: done, 'aria-label': 'Saving' }),
    el('div', { className: kind, role: 'status', 'data-result': result.state }, savedWords(result)),
  ];
}

function line({ label, color, millilitres, meanHu, clicks }) {
  const swatch = el('span', { className: 'swatch', 'aria-hidden': 'true' });
  swatch.style.background = color;
  const facts = [volumeWords(millilitres), meanWords(meanHu), `${clicks.length} ${clicks.length === 1 ? 'click' : 'clicks'}`];
  return el(
    'li',
    { className: 'row' },
    swatch,
    el('span', { className: 'grow' }, label),
    el('span', { className: 'volume' }, facts.filter(Boolean).join(' · ')),
  );
}

/** Asks for a name, shows what will be stored, and saves. */
export function askToSave(panel, session) {
  const segments = filled(session);
  const name = el('input', { id: 'save-name', maxLength: 64, value: nameOf(segments.map(s => s.label)), 'data-key': 'save-name' });
  const dialog = el(
    'dialog',
    { 'aria-labelledby': 'save-title', onkeydown: event => event.stopPropagation(), onclose: () => dialog.remove() },
    el(
      'form',
      {
        method: 'dialog',
        onsubmit: event => {
          if (event.submitter?.value === 'save') {
            session.save(name.value).catch(() => {}); // told where it is followed
          }
        },
      },
      el('h2', { id: 'save-title' }, 'Save to the PACS'),
      el('label', { htmlFor: 'save-name' }, 'Name of the series'),
      name,
      el('p', {}, `One DICOM Segmentation with ${segments.length === 1 ? 'this segment' : `these ${segments.length} segments`}:`),
      el('ul', {}, segments.map(line)),
      el(
        'div',
        { className: 'row' },
        el('button', { className: 'main grow', value: 'save', 'data-key': 'save-confirm' }, 'Save'),
        el('button', { className: 'grow', value: 'cancel', formNoValidate: true, 'data-key': 'save-cancel' }, 'Cancel'),
      ),
    ),
  );
  panel.shadowRoot.append(dialog);
  dialog.showModal();
  name.select();
}

function state(panel, session, result) {
  if (!filled(session).length) {
    return 'Nothing to save yet: no segment has a voxel.';
  }
  if (result?.state === 'SENDING' || !panel.saving.outdated(session)) {
    return null;
  }
  return result
    ? 'Changed since it was saved. Nothing is lost: the session keeps it.'
    : 'Not in the PACS yet; the session keeps everything.';
}

export function saveSection(panel, session) {
  const result = panel.saving.of(session);
  const busy = ['SENDING', 'PENDING', 'STORED'].includes(result?.state);
  const words = state(panel, session, result);
  return el(
    'section',
    { 'aria-label': 'Save' },
    el('h2', {}, 'Save to the PACS'),
    words && el('p', { className: 'volume wrap', 'data-key': 'save-state' }, words),
    el(
      'button',
      {
        className: 'main',
        type: 'button',
        'data-key': 'save',
        disabled: busy || session.pending.length > 0 || !filled(session).length,
        onclick: () => askToSave(panel, session),
      },
      busy ? 'Saving …' : 'Save …',
    ),
    result ? progress(result) : null,
  );
}
