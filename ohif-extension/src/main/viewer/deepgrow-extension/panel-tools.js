// What a press in the images does: click, or draw.
import { el } from './dom.js';
import { TOOLS } from './drawing.js';

export function toolsRow({ controller: { drawing } }) {
  return el(
    'div',
    { className: 'row tools', role: 'group', 'aria-label': 'Tools' },
    ...Object.entries(TOOLS).map(([tool, { label, key, hint }]) =>
      el(
        'button',
        {
          className: 'grow',
          type: 'button',
          title: `${hint ?? 'Click inside the structure.'} (${key})`,
          'aria-pressed': String(drawing.tool === tool),
          'data-key': `tool-${tool.toLowerCase()}`,
          onclick: () => drawing.choose(tool),
        },
        label,
      ),
    ),
  );
}
