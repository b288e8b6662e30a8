// How masks look: opacity, outline, hidden.
import { el } from './dom.js';

export function lookSection({ controller }) {
  const look = change => {
    controller.setLooks(change);
    controller.changed();
  };
  const { opacity, outline } = controller.looks;
  return el(
    'section',
    { 'aria-label': 'Masks' },
    el(
      'div',
      { className: 'row' },
      el('label', { className: 'keys', htmlFor: 'opacity' }, 'Opacity'),
      el('input', {
        id: 'opacity',
        className: 'grow',
        type: 'range',
        min: 0,
        max: 100,
        step: 5,
        value: Math.round(opacity * 100),
        disabled: outline,
        'aria-valuetext': `${Math.round(opacity * 100)} percent`,
        'data-key': 'opacity',
        // drawn anew only when let go, so that the slider can be dragged
        oninput: event => controller.setLooks({ opacity: event.target.value / 100 }),
        onchange: controller.changed,
      }),
      el(
        'button',
        { type: 'button', 'aria-pressed': String(outline), 'data-key': 'outline', onclick: () => look({ outline: !outline }) },
        'Outline',
      ),
      el(
        'button',
        {
          type: 'button',
          'aria-pressed': String(controller.allHidden),
          'data-key': 'hide-all',
          title: 'Hide or show all masks (T)',
          onclick: () => controller.toggle(),
        },
        'Hide all',
      ),
    ),
  );
}
