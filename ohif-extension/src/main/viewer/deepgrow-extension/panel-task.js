// The reader's task: why, what is to be marked, saving it and going on; and what else is theirs.
import { el } from './dom.js';
import { marked } from './reading-task.js';
import { dueWords, nameOf, taskWords } from './words.js';

const SHOWN = 5;

const labelOf = ({ structures }, id) => structures.find(s => s.id === id)?.label ?? id;

function chip(panel, session, task, structure) {
  const done = marked(session, structure);
  const label = labelOf(panel.controller, structure);
  return el(
    'button',
    {
      type: 'button',
      className: `chip${done ? ' good' : ''}`,
      'data-key': `todo-${structure}`,
      'aria-pressed': String(session?.active?.structure === structure),
      disabled: !session?.geometry || !task.held,
      title: done ? `${label} is marked` : `Mark ${label}`,
      onclick: () => panel.try(() => task.work(session, structure)),
    },
    `${done ? '✓ ' : ''}${label}`,
    done && el('span', { className: 'unseen' }, ' marked'),
  );
}

function saveAndNext(panel, session, task) {
  panel.controller.takeStrokes();
  task.saveAndNext(session, nameOf(session.segments.filter(s => s.voxels).map(s => s.label)));
}

function buttons(panel, session, task) {
  if (task.held) {
    const filled = session?.id === task.view.session && session?.segments.some(s => s.voxels);
    return [
      el(
        'button',
        {
          className: 'main grow',
          type: 'button',
          'data-key': 'save-next',
          disabled: task.busy || !filled || session.pending.length > 0,
          onclick: () => saveAndNext(panel, session, task),
        },
        task.busy ? 'Saving …' : 'Save and next',
      ),
      el('button', { type: 'button', 'data-key': 'release', disabled: task.busy, onclick: task.release }, 'Release'),
    ];
  }
  const free = task.view?.takeable || task.lost;
  return [
    free &&
      el('button', { type: 'button', className: 'main grow', 'data-key': 'take', disabled: task.busy, onclick: task.take }, 'Take it'),
    el(
      'button',
      { type: 'button', className: free ? '' : 'main grow', 'data-key': 'next', disabled: task.busy, onclick: task.next },
      'Next task',
    ),
  ];
}

function other(task, each) {
  const words = [each.reason || each.structures.join(', ') || 'Series', dueWords(each.due)].filter(Boolean).join(' · ');
  return el('li', {}, el('a', { href: task.urlOf(each), 'data-key': `mine-${each.id}` }, words));
}

/** @returns {HTMLElement | null} nothing for who has no tasks */
export function taskSection(panel, session) {
  const { task } = panel.controller;
  if (!task || (!task.view && !task.others.length && !task.said)) {
    return null;
  }
  const { view, others, said, lost } = task;
  const more = others.length - SHOWN;
  return el(
    'section',
    { 'aria-label': 'Reading task', 'data-task': view?.state ?? '' },
    el('h2', {}, view ? 'Reading task' : 'My tasks'),
    view &&
      el(
        'p',
        { className: `wrap ${lost || view.state === 'RETURNED' ? 'problem' : ''}`, 'data-key': 'task-state' },
        lost || taskWords(view),
      ),
    view?.comment && el('p', { className: 'wrap' }, view.comment),
    view?.reason && el('p', { className: 'volume wrap' }, view.reason),
    view?.structures.length
      ? el(
          'div',
          { className: 'chips', role: 'group', 'aria-label': 'To mark' },
          view.structures.map(s => chip(panel, session, task, s)),
        )
      : null,
    el(
      'div',
      { className: 'row' },
      view ? buttons(panel, session, task) : [el('button', { type: 'button', 'data-key': 'next', onclick: task.next }, 'Next task')],
    ),
    said && el('p', { className: 'wrap', role: 'status', 'data-key': 'task-said' }, said),
    others.length
      ? panel.foldable(
          'mine',
          `${view ? 'My other tasks' : 'To do'}: ${others.length}`,
          el(
            'ul',
            {},
            others.slice(0, SHOWN).map(each => other(task, each)),
            more > 0 ? el('li', {}, el('a', { href: panel.controller.api.worklistUrl }, `${more} more`)) : null,
          ),
        )
      : null,
  );
}
