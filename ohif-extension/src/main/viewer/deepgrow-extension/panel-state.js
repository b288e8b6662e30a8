// The line that is always in sight: what the session does, or what it waits for.
import { askBefore } from './dialog.js';
import { el } from './dom.js';
import { stateWords, thingWords } from './words.js';

/** Asks which of the things that wait are given up. */
function askToGiveUp(root, session) {
  const { count } = session.outbox;
  askBefore(root, {
    key: 'give-up',
    title: 'Give up what waits?',
    text: `The service has not got ${thingWords(count)} so far. What is given up is lost; the rest goes on waiting.`,
    answers: [
      [count > 1 ? `Give up all ${count}` : 'Give up', () => session.giveUp(true)],
      count > 1 && ['Only the first', () => session.giveUp(false)],
      ['Go on waiting'],
    ].filter(Boolean),
  });
}

/** The children of the line. */
export function stateLine(root, session, message, hint) {
  const waits = !message && session?.queue.waiting && session.state !== 'CLOSED';
  return [
    el(
      'span',
      {
        className: 'words',
        role: 'status',
        'aria-live': 'polite',
        title: waits && 'Nothing is lost: it is sent when the service takes it.',
      },
      message ?? stateWords(session, hint),
    ),
    waits && el('button', { type: 'button', 'data-key': 'retry', title: 'Try again now', onclick: () => session.queue.retry() }, 'Try now'),
    waits &&
      session.outbox.count > 0 &&
      el('button', { type: 'button', 'data-key': 'give-up-ask', onclick: () => askToGiveUp(root, session) }, 'Give up …'),
  ].filter(Boolean);
}
