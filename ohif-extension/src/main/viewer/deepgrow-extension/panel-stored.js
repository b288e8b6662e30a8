// Stored segmentations to go on from, and the session itself.
import { el } from './dom.js';

export function storedSection(panel, session) {
  const { controller } = panel;
  const act = work => work().catch(failure => panel.say(failure.message));
  const rows = controller.stored.map((seg, n) => {
    const name = seg.SeriesDescription || 'Segmentation';
    return el(
      'div',
      { className: 'row' },
      el('span', { className: 'grow' }, `${name} ${seg.SeriesDate ?? ''}`),
      el(
        'button',
        { type: 'button', 'data-key': `continue-${n}`, 'aria-label': `Continue from ${name}`, onclick: () => act(() => controller.continueFrom(seg)) },
        'Continue'
      )
    );
  });
  const fresh = el(
    'button',
    { type: 'button', 'data-key': 'fresh', title: 'Closes this session; its history is kept', onclick: () => act(() => controller.startNew()) },
    'Start anew'
  );
  return el(
    'section',
    { 'aria-label': 'Stored segmentations and session' },
    rows.length ? [el('h2', {}, 'Stored in the PACS'), ...rows] : null,
    el(
      'div',
      { className: 'row', style: 'margin-top: 4px' },
      el('span', { className: 'grow keys' }, session.resumed ? 'Going on with the open session' : 'New session'),
      fresh
    )
  );
}
