// Keys of the mode, besides the viewer's own.

const key = (commandName, label, keys, commandOptions = {}) => ({ commandName, commandOptions, label, keys });

export const HOTKEYS = [
  key('deepgrowSetSign', 'Foreground clicks', ['p'], { positive: true }),
  key('deepgrowSetSign', 'Background clicks', ['m'], { positive: false }),
  key('deepgrowActivate', 'Deepgrow tool', ['g']),
  key('deepgrowNewSegment', 'Next structure', ['shift+n']),
  key('deepgrowToggle', 'Show or hide the masks', ['t']),
  key('deepgrowUndo', 'Undo click', ['ctrl+z', 'command+z']),
  key('deepgrowRedo', 'Redo click', ['ctrl+shift+z', 'ctrl+y', 'command+shift+z']),
];
