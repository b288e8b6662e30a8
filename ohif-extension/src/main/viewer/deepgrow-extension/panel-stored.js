// Stored segmentations to go on from, the model, and the session itself.
import { askBefore } from './dialog.js';
import { el } from './dom.js';

function models(panel, session) {
  const { controller } = panel;
  panel.model ??= session.view.modelId;
  const known = controller.models;
  const model = known.find(m => m.id === panel.model);
  return [
    el(
      'div',
      { className: 'row' },
      el('label', { className: 'keys', htmlFor: 'model' }, 'Model'),
      el(
        'select',
        {
          id: 'model',
          className: 'grow',
          'data-key': 'model',
          onchange: event => {
            panel.model = event.target.value;
            panel.draw();
          },
        },
        known.map(({ id, title }) => el('option', { value: id, selected: id === panel.model }, title || id)),
      ),
    ),
    model &&
      el('p', { className: 'keys', style: 'margin: 2px 0' }, `${model.id} ${model.version} on ${model.provider}. ${model.intendedUse}`),
  ];
}

/** A session that ends takes its open work with it, in every window that has it open. */
function askToStartAnew(panel, session) {
  const n = session.segments.length;
  askBefore(panel.shadowRoot, {
    key: 'anew',
    title: 'End this session and begin another?',
    text: `${n === 1 ? 'Its one segment leaves' : `Its ${n} segments leave`} the viewer, also for others who work in it. What was not saved is not in the PACS.`,
    answers: [['Start anew', () => panel.try(() => panel.controller.startNew(panel.model))], ['Go on with this one']],
  });
}

export function storedSection(panel, session) {
  const { controller } = panel;
  const act = work => panel.try(work);
  const rows = controller.stored.map((seg, n) => {
    const name = seg.SeriesDescription || 'Segmentation';
    return el(
      'div',
      { className: 'row' },
      el('span', { className: 'grow' }, `${name} ${seg.SeriesDate ?? ''}`),
      el(
        'button',
        {
          type: 'button',
          'data-key': `continue-${n}`,
          'aria-label': `Continue from ${name}`,
          onclick: () => act(() => controller.continueFrom(seg)),
        },
        'Continue',
      ),
    );
  });
  const other = panel.model && panel.model !== session.view.modelId;
  const closed = session.state === 'CLOSED';
  return el(
    'section',
    { 'aria-label': 'Stored segmentations and session' },
    rows.length ? [el('h2', {}, 'Stored in the PACS'), ...rows] : null,
    el('h2', {}, 'Session'),
    models(panel, session),
    el(
      'div',
      { className: 'row', style: 'margin-top: 4px' },
      el(
        'span',
        { className: 'grow keys' },
        closed ? 'Closed elsewhere' : session.resumed ? 'Going on with the open session' : 'New session',
      ),
      closed
        ? el('button', { type: 'button', 'data-key': 'rejoin', onclick: () => act(() => controller.rejoin()) }, 'Go on')
        : el(
            'button',
            {
              type: 'button',
              'data-key': 'fresh',
              title: 'Closes this session; its history is kept',
              onclick: () => askToStartAnew(panel, session),
            },
            other ? 'Start anew with it' : 'Start anew',
          ),
    ),
  );
}
