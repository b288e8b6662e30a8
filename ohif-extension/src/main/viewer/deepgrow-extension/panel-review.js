// What a reviewer says of what was saved last, where the project has results reviewed.
import { el } from './dom.js';
import { reviewWords } from './words.js';

/** Shows the place that a comment is about. */
function go({ controller }, session, { segment, k, patient }) {
  const { size } = session.geometry;
  if (segment) {
    session.activate(segment);
  }
  if (patient) {
    controller.jumpTo([patient.x, patient.y, patient.z]);
  } else if (k !== undefined) {
    controller.jumpTo(session.geometry.toPatient({ i: (size.i - 1) / 2, j: (size.j - 1) / 2, k }));
  }
}

/** @returns {HTMLElement | null} nothing where no review was asked for */
export function reviewSection(panel, session) {
  const { review } = session;
  const words = review && reviewWords(review);
  if (!words) {
    return null;
  }
  const { state, comment, place } = review;
  const shown = place && (place.patient || place.k !== undefined || place.segment);
  return el(
    'section',
    { 'aria-label': 'Review', 'data-review': state },
    el('h2', {}, 'Review'),
    el('p', { className: `wrap ${state === 'RETURNED' ? 'problem' : ''}` }, words),
    comment && el('p', { className: 'wrap' }, comment),
    shown &&
      el(
        'button',
        { type: 'button', 'data-key': 'review-place', onclick: () => go(panel, session, place) },
        place.k === undefined ? 'Show where' : 'Show the slice',
      ),
  );
}
