// Keys of the mode, besides the viewer's own.

// The viewer joins several keys of one entry to one chord, so each entry has one.
const key = (commandName, label, keys, commandOptions = {}) => ({ commandName, commandOptions, label, keys: [keys] });

export const HOTKEYS = [
  key('deepgrowSetSign', 'Foreground clicks', 'p', { positive: true }),
  key('deepgrowSetSign', 'Background clicks', 'm', { positive: false }),
  key('deepgrowSlice', 'Clicks for this slice only', 'q'),
  key('deepgrowActivate', 'Deepgrow tool', 'g'),
  key('deepgrowTool', 'Scribble', 'shift+s', { tool: 'SCRIBBLE' }),
  key('deepgrowTool', 'Lasso', 'shift+l', { tool: 'LASSO' }),
  key('deepgrowTool', 'Box', 'shift+b', { tool: 'BOX' }),
  key('deepgrowTool', '3-D box', 'shift+d', { tool: 'BOX_3D' }),
  key('deepgrowNewSegment', 'Next structure', 'shift+n'),
  key('deepgrowToggle', 'Show or hide the masks', 't'),
  key('deepgrowUndo', 'Undo click', 'ctrl+z'),
  key('deepgrowUndo', 'Undo click (Mac)', 'command+z', { mac: true }),
  key('deepgrowRedo', 'Redo click', 'ctrl+y'),
  key('deepgrowRedo', 'Redo click (Shift)', 'ctrl+shift+z', { shift: true }),
  key('deepgrowRedo', 'Redo click (Mac)', 'command+shift+z', { mac: true }),
];
