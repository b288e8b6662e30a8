// A React 18 element made by hand: enough to mount a custom element without React.

export const element = (type, props = {}) => ({
  $$typeof: Symbol.for('react.element'),
  type,
  key: null,
  ref: null,
  props,
  _owner: null,
  _store: {},
});
